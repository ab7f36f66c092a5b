#!/usr/bin/env bash
# Prints the home of a JDK 25: JAVA_HOME if it is one, else the first found in the usual places.
set -euo pipefail

is_jdk25() { [ -x "$1/bin/javac" ] && grep -q '^JAVA_VERSION="25' "$1/release" 2>/dev/null; }

on_path=$(command -v javac 2>/dev/null || true)
[ -z "$on_path" ] || on_path=$(dirname "$(dirname "$(readlink -f "$on_path")")")

for home in "${JAVA_HOME:-}" "$on_path" /usr/lib/jvm/* /opt/*jdk* "$HOME"/.sdkman/candidates/java/* \
  "$HOME"/.jdks/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
  if [ -n "$home" ] && is_jdk25 "$home"; then
    echo "$home"
    exit 0
  fi
done

cat >&2 <<'MESSAGE'
LLM API needs a JDK 25, and none was found in JAVA_HOME, on the PATH, or in the usual folders.
Install one of these, then run the command again:
  Debian, Ubuntu   apt-get install temurin-25-jdk     (from Adoptium's repository)
  macOS            brew install --cask temurin@25
  SDKMAN!          sdk install java 25-tem
or set JAVA_HOME to the JDK 25 that you have.
MESSAGE
exit 1
