// Rows for toolchains and image builds. Killed and crashed compilers come before what they had said so far.
import { ANY, adaTools, buildTools, type ClassifyRow, cxxTools, lineOf, reason } from './classify-row.ts'

const CRASHED = /internal compiler error: ([^\n]+)/

export const buildRows: readonly ClassifyRow[] = [
  {
    tools: ['cmake', 'ninja'],
    startError: 'ENOENT',
    pattern: ANY,
    code: 'DE0306',
    take: (_match, { tool }) => ({ tool }),
  },
  {
    tools: ['gprbuild', 'gprconfig', 'gnat', 'gnatmake', 'gnatbind', 'gnatlink', 'gnatls'],
    startError: 'ENOENT',
    pattern: ANY,
    code: 'DE0305',
    take: (_match, { tool }) => ({ missing: tool }),
  },
  {
    tools: ['g++', 'gcc', 'c++', 'cc', 'clang++', 'clang'],
    startError: 'ENOENT',
    pattern: ANY,
    code: 'DE0304',
    take: (_match, { tool }) => ({ found: 'none', wanted: tool }),
  },
  {
    tools: buildTools,
    pattern: /Killed signal terminated program (\S+)|(\S+) terminated with signal 9 \[Killed\]/,
    code: 'DE0309',
  },
  { tools: buildTools, endedBy: 'SIGKILL', pattern: ANY, code: 'DE0309' },
  {
    tools: buildTools,
    pattern: /GNAT BUG DETECTED[\s\S]*?Compiling (\S+)/,
    code: 'DE0314',
    take: ([, unit]) => ({ unit: unit! }),
  },
  { tools: buildTools, pattern: /GNAT BUG DETECTED/, code: 'DE0314' },
  {
    tools: buildTools,
    pattern: /^([^\s:]+\.\w+):\d+(?::\d+)?: internal compiler error/m,
    code: 'DE0314',
    take: ([, unit]) => ({ unit: unit! }),
  },
  { tools: buildTools, pattern: CRASHED, code: 'DE0314' },
  {
    tools: ['cmake', 'ninja'],
    pattern:
      /CMakeCache\.txt directory \S+ is different than the directory (\S+)|does not match the source "(\S+?)(?:\/CMakeLists\.txt)?" used to generate cache/,
    code: 'DE0313',
    take: (match, { command }) => ({ found: match[1] ?? match[2] ?? '', ...buildFolder(command) }),
  },
  {
    tools: ['cmake', 'ninja'],
    pattern: /unable to find a build program corresponding to "([^"]+)"/,
    code: 'DE0306',
    take: ([, tool]) => ({ tool: tool!.toLowerCase() }),
  },
  {
    tools: ['cmake'],
    pattern: /CMake (\S+) or higher is required\. {2}You are running version (\S+)/,
    code: 'DE0306',
    take: ([, wanted, found]) => ({ tool: 'cmake', wanted: `${wanted} or newer`, found: found! }),
  },
  {
    tools: ['cmake', 'ninja'],
    pattern: /No (CMAKE_CXX_COMPILER|CMAKE_C_COMPILER) could be found/,
    code: 'DE0304',
    take: () => ({ found: 'none', wanted: 'a C++17 compiler' }),
  },
  {
    tools: ['cmake', 'ninja'],
    pattern:
      /The (?:CXX|C) compiler(?: identification is unknown|\s+"[^"]+"\s+is not able to compile a simple test program)/,
    code: 'DE0304',
    take: (match) => ({ found: lineOf(match), wanted: 'a C++17 compiler' }),
  },
  {
    tools: adaTools,
    pattern: /can't find a (?:native )?toolchain for|no compiler for language "Ada"|gnatls: (?:command )?not found/,
    code: 'DE0305',
    take: () => ({ missing: 'gprbuild finds no GNAT' }),
  },
  {
    tools: buildTools,
    pattern: /^\S+\.ad[bs]:\d+:\d+: (?!warning|note|info|\(style\))([^\n]+)/m,
    code: 'DE0302',
    take: firstError,
  },
  {
    tools: cxxTools,
    pattern: /^(?!\S*ld: )\S+?:\d+:\d+: (?:fatal )?error: ([^\n]+)/m,
    code: 'DE0301',
    take: firstError,
  },
  {
    tools: buildTools,
    pattern: /undefined reference to [`'‘]([^'’\n]+)|undefined symbol: ([^\n]+)/,
    code: 'DE0303',
    take: (match) => ({ errors: `${(match[1] ?? match[2])!.trim()} is undefined` }),
  },
  {
    tools: buildTools,
    pattern: /multiple definition of [`'‘]([^'’\n]+)|duplicate symbol: ([^\n]+)/,
    code: 'DE0303',
    take: (match) => ({ errors: `${(match[1] ?? match[2])!.trim()} is defined twice` }),
  },
  {
    tools: buildTools,
    pattern: /(?:cannot find -l|unable to find library -l|library not found: )(\S+?)(?::|\s|$)/,
    code: 'DE0303',
    take: ([, library]) => ({ errors: `library ${library} is not found` }),
  },
  {
    tools: buildTools,
    pattern: /ld returned \d+ exit status|linker command failed|link of \S+ failed/,
    code: 'DE0303',
  },
  {
    tools: ['docker', 'buildctl'],
    pattern: /^(\S+Dockerfile\S*|Dockerfile\S*):(\d+)$[\s\S]*?failed to solve: ([^\n]+)/m,
    code: 'DE0310',
    take: ([, file, line]) => ({ step: `${file}:${line}` }),
  },
  {
    tools: ['docker', 'buildctl'],
    pattern: /The command '([^\n]+)' returned a non-zero code: (\d+)/,
    code: 'DE0310',
    take: ([, step, exit]) => ({ step: `${step} ended with exit code ${exit}` }),
  },
  {
    tools: ['docker', 'buildctl'],
    pattern: /failed to solve: ([^\n]+)/,
    code: 'DE0310',
    take: ([, step]) => ({ step: step! }),
  },
  {
    tools: ['docker'],
    command: /\bbuild\b/,
    pattern: /unable to prepare context: ([^\n]+)/,
    code: 'DE0310',
    take: ([, step]) => ({ step: step! }),
  },
]

export const configRows: readonly ClassifyRow[] = [
  { tools: ['node'], pattern: /ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX\]: ([^\n]+)/, code: 'DE0609', take: reason },
  { tools: ['node'], pattern: /ERR_INVALID_TYPESCRIPT_SYNTAX\]: ([^\n]+)/, code: 'DE0601', take: reason },
  {
    tools: ['node'],
    pattern: /ERR_MODULE_NOT_FOUND\]: ([^\n]+?)(?: imported from [^\n]+)?$/m,
    code: 'DE0601',
    take: reason,
  },
]

function firstError(match: RegExpMatchArray): { errors: string } {
  return { errors: lineOf(match) }
}

function buildFolder(command: string): { path: string } | Record<string, string> {
  const path = /(?:-B|--build|-C) ?(\S+)/.exec(command)?.[1]
  return path === undefined ? {} : { path }
}
