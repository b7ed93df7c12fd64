// Sizes in words.

export const GIB = 1024 ** 3

/** `6.1 GiB` */
export function gib(bytes: number): string {
  return `${(bytes / GIB).toFixed(1)} GiB`
}
