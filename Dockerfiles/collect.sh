#!/bin/sh
# collect.sh BINARY OUT [SONAME...]: what of this toolchain's file system an image of BINARY needs.
#   OUT/base       the libraries that the loader takes, and those which the program opens by name; who they belong to
#   OUT/app        the program
#   OUT/evidence   for the bill of materials: packages shipped (shipped), linked in (linked) and read from (read)
# It reads the linker's map (/tmp/linked), the files that the compiler read (/tmp/read) and who it is (/tmp/compiler).
set -eu
binary=$1 out=$2
shift 2
rm -rf "$out"
mkdir -p "$out/base/etc" "$out/base/var/lib/dpkg/status.d" "$out/evidence/packages" "$out/evidence/copyright"

# Paths in, `package<tab>path` out. A library may be known below /usr or without it.
owners() {
  awk '
    from == "paths" { want[$0] = $0; want["/usr" $0] = $0; path = $0; if (sub(/^\/usr/, "", path)) want[path] = $0; next }
    $0 in want { name = FILENAME; sub(/.*\//, "", name); sub(/(:[a-z0-9-]+)?\.list$/, "", name); print name "\t" want[$0] }
  ' from=paths - from=lists /var/lib/dpkg/info/*.list | LC_ALL=C sort -u
}

library() { ldconfig -p | awk -v name="$1" '$1 == name { print $NF; exit }' | grep . || { echo "no $1 here" >&2; return 1; }; }

install -D -m 0755 -s "$binary" "$out/app/app/service"
for name in "$@"; do library "$name" >> /tmp/opened; done
for file in "$binary" $(cat /tmp/opened 2>/dev/null || true); do
  ldd "$file" | grep -o '/[^ ]*' || true
done | cat - /tmp/opened 2>/dev/null | LC_ALL=C sort -u > /tmp/libraries
xargs cp -L --parents -t "$out/base" < /tmp/libraries
chmod -R go-w "$out/base"
owners < /tmp/libraries > "$out/evidence/shipped"

echo 'hosts: files dns' > "$out/base/etc/nsswitch.conf"
echo 'nobody:x:65534:65534:nobody:/:/sbin/nologin' > "$out/base/etc/passwd"
echo 'nogroup:x:65534:' > "$out/base/etc/group"
# Scanners read the release and the packages' records here.
cp -L /etc/os-release "$out/base/etc/os-release"
cut -f 1 "$out/evidence/shipped" | LC_ALL=C sort -u | while read -r package; do
  dpkg-query -s "$package" > "$out/base/var/lib/dpkg/status.d/$package"
  # A base image made without documentation has none.
  if [ -e "/usr/share/doc/$package/copyright" ]; then
    install -D -m 0644 "/usr/share/doc/$package/copyright" "$out/base/usr/share/doc/$package/copyright"
  fi
done

# Archives and objects of the link; shared libraries are shipped, not linked in.
grep -oE '/[^ ():]+\.(a|o)\b' /tmp/linked 2>/dev/null | xargs -r realpath -q | LC_ALL=C sort -u | owners > "$out/evidence/linked"
# Headers of templates and no library: their code is in the program.
grep -oE '/usr/[^ :]+' /tmp/read 2>/dev/null | xargs -r realpath -q | LC_ALL=C sort -u | owners | cut -f 1 | LC_ALL=C sort -u |
  while read -r package; do
    if dpkg-query -L "$package" | grep -q '\.hpp$' && ! dpkg-query -L "$package" | grep -qE '\.(a|so)$'; then how=inlined; else how=read; fi
    printf '%s\t%s\n' "$package" "$how"
  done > "$out/evidence/read"
head -n 1 /tmp/compiler > "$out/evidence/compiler"
cut -f 1 "$out/evidence/shipped" "$out/evidence/linked" "$out/evidence/read" | LC_ALL=C sort -u | while read -r package; do
  dpkg-query -s "$package" > "$out/evidence/packages/$package"
  cp -L "/usr/share/doc/$package/copyright" "$out/evidence/copyright/$package" 2>/dev/null || true
done
