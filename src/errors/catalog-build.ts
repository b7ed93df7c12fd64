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
  {
    code: 'DE0315',
    summary: 'the image {image|of a service} is not there',
    cause: 'devenv looks at images as they are in the engine, and none has this name and tag.',
    hints: [
      {
        label: 'build it',
        effect: 'makes the image and its bill of materials',
        command: 'devenv images build {service}',
      },
    ],
  },
  {
    code: 'DE0316',
    summary: 'the image of {service|a service} holds what must not ship[: {what} {reason}]',
    cause:
      'Shells, package managers, compilers, files that change who runs them and files that everybody may write are tools for whoever breaks in. A service needs none of them.',
    hints: [
      { label: 'take it out of the last stage of the Dockerfile', effect: 'copy only the program and what it loads' },
      {
        label: 'build the image again',
        effect: 'every finding is in the details',
        command: 'devenv images build {service}',
      },
    ],
  },
  {
    code: 'DE0317',
    summary: 'the image of {service|a service} may run as root[: {reason}]',
    cause: 'A cluster with pod security `restricted` starts only what names a user by a number that is not 0.',
    hints: [{ label: 'name a user by number in the last stage', effect: '`USER 65534:65534` is nobody' }],
  },
  {
    code: 'DE0318',
    summary: 'the image of {service|a service} is too large[: {found}, the limit is {limit}]',
    cause:
      'Images of C++ services may have 100 MB, those of Ada services 150 MB, unpacked. What is larger holds a toolchain, debug sections or data.',
    hints: [
      { label: 'see which layer it is', effect: 'sizes by step', command: 'docker history {image}' },
      { label: 'ship only what the program loads', effect: 'Dockerfiles/collect.sh finds it' },
    ],
  },
  {
    code: 'DE0319',
    summary: 'the image of {service|a service} does not say what it is[: {what}: {reason}]',
    cause:
      'Labels, a health check and a bill of materials tell others what runs, from which commit, with which packages and licences. One of them is missing, or belongs to another image.',
    hints: [
      {
        label: 'build it with devenv',
        effect: 'labels come from git, the bill of materials from the build',
        command: 'devenv images build {service}',
      },
      {
        label: 'give the Dockerfile what it lacks',
        effect: 'LABEL org.opencontainers.image.… and HEALTHCHECK CMD […]',
      },
    ],
  },
  {
    code: 'DE0320',
    summary: 'the image of {service|a service} does not run confined[: {what}: {reason}]',
    cause:
      'It was started with a read-only root, without capabilities and without a way to more rights, as in production. It must answer its health path, pass its own health check, and end at SIGTERM.',
    hints: [
      {
        label: 'run it by hand',
        effect: 'shows what it asks for',
        command: 'docker run --rm --read-only --cap-drop ALL --security-opt no-new-privileges {image}',
      },
      { label: 'write nothing outside of volumes', effect: 'a read-only root is no hindrance then' },
    ],
  },
  {
    code: 'DE0321',
    summary: 'two builds of the image of {service|a service} differ[: {first}, {second}]',
    cause:
      'The same sources gave other bytes: a time, a path, a random number or the order of parallel work got into a file. Or a package was updated on the mirror between the two.',
    hints: [
      { label: 'look at the files in the details', effect: 'they are not the same in both' },
      {
        label: 'compare the two',
        effect: 'a package that was updated meanwhile is gone the next time',
        command: 'devenv images build --verify {service}',
      },
    ],
  },
])
