#!/bin/sh
# The Debian packages a host needs to compile the services and run the tests. `packages.sh install` installs what is missing.
set -eu
packages="g++ make cmake ninja-build mold ccache gnat gprbuild libaunit22-dev nlohmann-json3-dev
libexpat1-dev libgtest-dev prometheus-cpp-dev"

missing() {
  for name in $packages; do
    dpkg-query -W -f='${Status}' "$name" 2>/dev/null | grep -q 'install ok installed' || printf '%s ' "$name"
  done
}

case "${1:-list}" in
  list) echo "$packages" ;;
  missing) missing ;;
  install)
    wanted=$(missing)
    [ -z "$wanted" ] && exit 0
    if ! command -v apt-get >/dev/null 2>&1; then
      echo "✘ these packages are missing and this is no Debian or Ubuntu: $wanted" >&2
      exit 4
    fi
    sudo=
    if [ "$(id -u)" -ne 0 ]; then
      sudo=$(command -v sudo || true)
      if [ -z "$sudo" ]; then
        echo "✘ ask an administrator for: apt-get install $wanted" >&2
        exit 4
      fi
    fi
    echo " • Install $wanted..." >&2
    $sudo apt-get update -qq
    # shellcheck disable=SC2086 # a list of names
    DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends $wanted >/dev/null
    ;;
  *) echo "usage: packages.sh list | missing | install" >&2; exit 2 ;;
esac
