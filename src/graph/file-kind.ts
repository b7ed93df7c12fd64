// What the name of a file says about its part in a build.
import { basename, extname } from 'node:path'

/** Read by compilers alone, so that their records know every one that counts. Inputs of generators are not among them. */
const compiled = new Set('.c .cc .cpp .cxx .c++ .cppm .ixx .h .hh .hpp .hxx .h++ .inl .ipp .tpp .adb .ads'.split(' '))
const projectNames = new Set(['CMakeLists.txt', 'CMakePresets.json', 'CMakeUserPresets.json'])
const projectEndings = new Set(['.cmake', '.gpr', '.cgpr', '.adc'])
/** Never part of a build, unless a record says so. */
const proseEndings = new Set(['.md', '.markdown', '.rst', '.adoc'])
const proseNames =
  /^(LICENSE|LICENCE|COPYING|AUTHORS|CHANGELOG|README|\.gitignore|\.gitattributes|\.editorconfig|\.clang-format|\.clang-tidy|\.clangd)$/

export function isCompiled(path: string): boolean {
  return compiled.has(extname(path).toLowerCase())
}

export function isProjectFile(path: string): boolean {
  return projectNames.has(basename(path)) || projectEndings.has(extname(path))
}

export function isProse(path: string): boolean {
  return proseEndings.has(extname(path).toLowerCase()) || proseNames.test(basename(path))
}

/** Which compiler wrote the record of this unit. */
export function recordKind(unit: string): 'ali' | 'depfile' {
  return /\.ad[bs]$/.test(unit) ? 'ali' : 'depfile'
}
