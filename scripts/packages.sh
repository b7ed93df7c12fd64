#!/bin/sh
# The packages of this system that compiling and testing need, in groups:
#   cpp        compiler, CMake, Ninja          libraries  what the services of this repository link
#   ada        GNAT and GPRbuild               tests      what only the tests need
#   speed      linker and compiler cache
#   fuzz       a compiler with libFuzzer; only when it is asked for
# Names that no package manager of a distribution is known to have are said on stderr and never guessed.
# No globbing: `?name` marks a thing without a package.
set -euf
usage='usage: packages.sh list | missing | command | install [group...]   groups: cpp ada libraries tests speed fuzz'

manager() {
  for name in apt-get dnf pacman zypper brew; do
    if command -v "$name" >/dev/null 2>&1; then echo "$name"; return; fi
  done
}
manager=$(manager)

# One line a group and manager; `?name: why` is a thing the manager is not known to have.
names() {
  case "$manager/$1" in
    apt-get/cpp) echo 'g++ make cmake ninja-build' ;;
    apt-get/ada) echo 'gnat gprbuild' ;;
    apt-get/libraries) echo 'nlohmann-json3-dev libexpat1-dev prometheus-cpp-dev zlib1g-dev' ;;
    apt-get/tests) echo "libgtest-dev $(aunit)" ;;
    apt-get/speed) echo 'mold ccache' ;;
    dnf/cpp) echo 'gcc-c++ make cmake ninja-build' ;;
    dnf/ada) echo 'gcc-gnat gprbuild' ;;
    dnf/libraries) echo 'json-devel expat-devel zlib-devel ?prometheus-cpp' ;;
    dnf/tests) echo 'gtest-devel ?AUnit' ;;
    pacman/cpp) echo 'gcc make cmake ninja' ;;
    pacman/ada) echo 'gcc-ada ?gprbuild:aur' ;;
    pacman/libraries) echo 'nlohmann-json expat zlib ?prometheus-cpp' ;;
    pacman/tests) echo 'gtest ?AUnit' ;;
    zypper/cpp) echo 'gcc-c++ make cmake ninja' ;;
    zypper/ada) echo 'gcc-ada ?gprbuild' ;;
    zypper/libraries) echo 'nlohmann_json-devel libexpat-devel prometheus-cpp-devel zlib-devel' ;;
    zypper/tests) echo 'gtest ?AUnit' ;;
    brew/cpp) echo 'cmake ninja ?c++:xcode' ;;
    brew/ada) echo '?gnat:alire ?gprbuild:alire' ;;
    brew/libraries) echo 'nlohmann-json expat prometheus-cpp zlib' ;;
    brew/tests) echo 'googletest ?AUnit' ;;
    brew/speed) echo 'ccache' ;;
    */speed) echo 'mold ccache' ;;
    apt-get/fuzz) echo 'clang libclang-rt-dev llvm' ;;
    dnf/fuzz) echo 'clang compiler-rt llvm' ;;
    pacman/fuzz) echo 'clang compiler-rt llvm' ;;
    zypper/fuzz) echo 'clang llvm' ;;
    brew/fuzz) echo 'llvm' ;;
    /*) echo '' ;;
  esac
}

# Debian names it after its library's version.
aunit() {
  apt-cache pkgnames libaunit 2>/dev/null | grep -E '^libaunit[0-9.]*-dev$' | sort -V | tail -n 1 | grep . || echo libaunit22-dev
}

packages() {
  for group in $groups; do
    for name in $(names "$group"); do
      case $name in
        \?*) ;;
        *) printf '%s ' "$name" ;;
      esac
    done
  done
}

# `unknown: prometheus-cpp (...)`
say_unknown() {
  for group in $groups; do
    for name in $(names "$group"); do
      case $name in
        \?*:aur) why='it is in the AUR' ;;
        \?*:alire) why='Alire has it: alr toolchain --select' ;;
        \?*:xcode) why='xcode-select --install' ;;
        \?*) why="$manager is not known to have it" ;;
        *) continue ;;
      esac
      thing=${name#\?}
      echo "unknown: ${thing%%:*} ($why)" >&2
    done
  done
}

is_installed() {
  case "$manager" in
    apt-get) dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null | grep -qx installed ;;
    dnf | zypper) rpm -q --whatprovides "$1" >/dev/null 2>&1 ;;
    pacman) pacman -Qq "$1" >/dev/null 2>&1 ;;
    brew) brew list --versions "$1" >/dev/null 2>&1 ;;
  esac
}

missing() {
  for name in $(packages); do
    is_installed "$name" || printf '%s ' "$name"
  done
}

# What stands before a command that needs root; fails where nobody can become root.
root() {
  [ "$manager" = brew ] && return 0
  [ "$(id -u)" -eq 0 ] && return 0
  command -v sudo >/dev/null 2>&1 || return 1
  # Without a terminal nobody can type a password.
  if [ -t 0 ]; then echo sudo; else echo 'sudo -n'; fi
}

# What makes the packages known, where that is a step of its own.
refresh_line() {
  [ "$manager" = apt-get ] && echo 'apt-get update -q'
  return 0
}

install_line() {
  case "$manager" in
    apt-get) echo "apt-get install -y --no-install-recommends $1" ;;
    dnf) echo "dnf install -y $1" ;;
    pacman) echo "pacman -S --needed --noconfirm $1" ;;
    zypper) echo "zypper --non-interactive install $1" ;;
    brew) echo "brew install $1" ;;
  esac
}

command_line() {
  sudo=$(root || true)
  [ "$sudo" = 'sudo -n' ] && sudo=sudo
  line=
  for part in "$(refresh_line)" "$(install_line "$1")"; do
    [ -z "$part" ] && continue
    line="$line${line:+ && }${sudo:+$sudo }$part"
  done
  echo "$line"
}

verb=${1:-list}
[ $# -gt 0 ] && shift
groups=${*:-cpp ada libraries tests speed}
for group in $groups; do
  case $group in
    cpp | ada | libraries | tests | speed | fuzz) ;;
    *) echo "$usage" >&2; exit 2 ;;
  esac
done
case $verb in
  list | missing | command | install) ;;
  *) echo "$usage" >&2; exit 2 ;;
esac
if [ -z "$manager" ]; then
  echo '✘ no package manager that devenv knows (apt, dnf, pacman, zypper, brew)' >&2
  exit 4
fi

case $verb in
  list) packages | sed 's/ $//'; echo; say_unknown ;;
  missing) missing | sed 's/ $//'; say_unknown ;;
  command)
    wanted=$(missing | sed 's/ $//')
    say_unknown
    [ -z "$wanted" ] && exit 0
    command_line "$wanted"
    if ! root >/dev/null; then
      echo '✘ this needs root and there is no sudo: ask an administrator to run it' >&2
      exit 4
    fi
    ;;
  install)
    wanted=$(missing | sed 's/ $//')
    [ -z "$wanted" ] && exit 0
    if ! sudo=$(root); then
      echo "✘ ask an administrator for: $(command_line "$wanted")" >&2
      exit 4
    fi
    echo " • Install $wanted ..." >&2
    export DEBIAN_FRONTEND=noninteractive
    # shellcheck disable=SC2046,SC2086 # command lines made above
    {
      # An apt that was interrupted refuses all else until this was done.
      [ "$manager" = apt-get ] && $sudo dpkg --configure -a
      refresh=$(refresh_line)
      # Without a network what is in the cache may do.
      [ -z "$refresh" ] || $sudo $refresh || echo "✘ $refresh failed; going on with what is known" >&2
      exec $sudo $(install_line "$wanted")
    }
    ;;
esac
