// Paths as texts: absolute, normal, with forward slashes.

/** True for the folder itself and everything below it. */
export function isInside(folder: string, path: string): boolean {
  return path === folder || path.startsWith(folder.endsWith('/') ? folder : `${folder}/`)
}
