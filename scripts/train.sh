#!/usr/bin/env bash
# Makes target/server/app.aot: a gateway that watches itself while scripts/Train.java asks it for everything once.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
server=$root/target/server
java=$("$root/scripts/jdk25.sh")/bin/java
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

rm -f "$server/app.aot"
export LLMAPI_NO_AOT=1
export LLMAPI_JAVA_OPTS="-XX:AOTCacheOutput=$server/app.aot -Xlog:aot=off,aot*=off"
if ! "$java" "$root/scripts/Train.java" "$root/scripts/serve.sh" "$work" || [ ! -s "$server/app.aot" ]; then
  tail -n 20 "$work/log" >&2 || true
  exit 1
fi
