// DE03xx: builds and their toolchains.
import { catalogGroup } from './catalog-entry.ts'

const readLog = {
  label: 'read the whole build log',
  effect: 'every line of the last build',
  command: 'devenv logs {service} --source build',
} as const
const stillServes = {
  label: 'mend it and save',
  effect: 'the next save builds again; until then the last good build keeps serving',
} as const

export const buildEntries = catalogGroup('user', 1, [
  {
    code: 'DE0301',
    summary: '{service|a service} does not compile[: {errors}]',
    cause: 'The C++ compiler rejected a source file. What ran before keeps running.',
    hints: [stillServes, readLog],
  },
  {
    code: 'DE0302',
    summary: '{service|a service} does not compile[: {errors}]',
    cause:
      'GNAT rejected a unit. Often a with clause is missing, or a spec and its body differ. What ran before keeps running.',
    hints: [stillServes, readLog],
  },
  {
    code: 'DE0303',
    summary: '{service|a service} does not link[: {errors}]',
    cause:
      'Everything compiled, but a symbol has no definition or more than one: a source file or library is not part of the link, or a library that changed last no longer has it.',
    hints: [
      {
        label: 'add the missing source or library to the target',
        effect: 'CMakeLists.txt for C++, the project file for Ada',
      },
      stillServes,
      readLog,
    ],
  },
  {
    code: 'DE0304',
    summary: 'the C++ compiler is missing or does not fit[: {found} found, {wanted} wanted]',
    cause: 'CMake found no C++ compiler, one that is too old, or one that makes code for another architecture.',
    hints: [
      { label: 'install one', effect: 'on Debian and Ubuntu', command: 'sudo apt-get install g++' },
      {
        label: 'build in the builder container',
        effect: "set builds.where to 'container' in Tiltfile.ts; Dockerfiles/cpp.Dockerfile carries the compiler",
      },
    ],
    fault: 'environment',
    exitCode: 4,
  },
  {
    code: 'DE0305',
    summary: 'the Ada toolchain is missing[: {missing}]',
    cause:
      'gprbuild and GNAT are two packages, and gprbuild finds GNAT by looking for `gnatls` on PATH. One of them is not there.',
    hints: [
      { label: 'install both', effect: 'on Debian and Ubuntu', command: 'sudo apt-get install gnat gprbuild' },
      {
        label: 'build in the builder container',
        effect: "set builds.where to 'container' in Tiltfile.ts; Dockerfiles/ada.Dockerfile carries the toolchain",
      },
    ],
    fault: 'environment',
    exitCode: 4,
  },
  {
    code: 'DE0306',
    summary: '{tool|cmake or ninja} is missing or too old[: {found} found, {wanted} wanted]',
    cause:
      'C++ services are configured by CMake and built by Ninja. One of them is not on PATH or older than the project asks for.',
    hints: [
      { label: 'install both', effect: 'on Debian and Ubuntu', command: 'sudo apt-get install cmake ninja-build' },
      {
        label: 'build in the builder container',
        effect: "set builds.where to 'container' in Tiltfile.ts; Dockerfiles/cpp.Dockerfile carries both",
      },
    ],
    fault: 'environment',
    exitCode: 4,
  },
  {
    code: 'DE0307',
    summary: 'the binary of {service|a service} can not run where it goes[: {reason}]',
    cause: 'It was built for another architecture or against a newer C library than the container has.',
    hints: [
      {
        label: 'build in the builder container',
        effect: "set builds.where to 'container' in Tiltfile.ts; its libc is that of the image",
      },
      { label: 'or link statically', effect: 'the libc of the container does not matter any more' },
    ],
  },
  {
    code: 'DE0308',
    summary: 'the artifact of {service|a service} is too large[: {found}, the limit is {limit}]',
    cause:
      'What would be shipped on each edit is larger than builds.maxArtifactBytes. Debug sections are stripped before and do not count.',
    hints: [
      { label: 'find out what is large', effect: 'sections by size', command: 'size -A {path}' },
      { label: 'raise the limit', effect: 'builds.maxArtifactBytes in Tiltfile.ts' },
    ],
  },
  {
    code: 'DE0309',
    summary: 'the compiler or linker of {service|a service} was killed: out of memory',
    cause:
      'The kernel ended it with signal 9 because memory ran out. Links of large programs are the usual peak, more so when several run at once.',
    hints: [
      { label: 'build less at once', effect: 'lower builds.tokens in Tiltfile.ts' },
      { label: 'give the host or the Docker VM more memory', effect: 'the peak fits' },
    ],
    fault: 'environment',
    exitCode: 4,
  },
  {
    code: 'DE0310',
    summary: 'the image of {service|a service} does not build[: {step}]',
    cause: 'A step of its Dockerfile failed.',
    hints: [{ label: 'mend the step', effect: 'saving the Dockerfile builds the image again' }, readLog],
  },
  {
    code: 'DE0311',
    summary: 'the build of {service|a service} succeeded, but {path|its artifact} is not there',
    cause: 'The build tool wrote its executable somewhere else than Tiltfile.ts says.',
    hints: [
      {
        label: 'correct `output` of the build in Tiltfile.ts',
        effect: 'it is relative to the build folder; the newest executables found are listed',
      },
      readLog,
    ],
  },
  {
    code: 'DE0312',
    summary: 'the build of {service|a service} ran past its limit[ of {limit}]',
    cause: 'A tool hangs or the machine is overloaded. Its whole process group was ended.',
    hints: [
      { label: 'build again', effect: 'what is already compiled is kept', command: 'devenv build {service}' },
      { label: 'raise the limit', effect: 'builds.timeoutMs in Tiltfile.ts' },
    ],
  },
  {
    code: 'DE0313',
    summary: 'the build folder of {service|a service} belongs to another source tree[: {found}]',
    cause: 'CMake keeps absolute paths in CMakeCache.txt. The source tree was moved or renamed since.',
    hints: [
      { label: 'delete that build folder', effect: 'the next build configures from scratch', command: 'rm -r {path}' },
      { label: 'build again', effect: 'a cold build of this service', command: 'devenv build {service}' },
    ],
  },
  {
    code: 'DE0314',
    summary: 'the compiler of {service|a service} crashed[ on {unit}]',
    cause:
      'An internal error of GCC, Clang or GNAT: a bug in the compiler, not in your code, though a small change often avoids it.',
    hints: [
      { label: 'run that command by hand', effect: 'the details hold it; report its output to the compiler project' },
      {
        label: 'write the code around the named line another way',
        effect: 'avoids the bug until the compiler is mended',
      },
    ],
    fault: 'environment',
    exitCode: 4,
  },
])
