#!/usr/bin/env bash
# Builds the gateway if it is not built, or older than its sources, and serves it.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
"$root/scripts/jdk25.sh" >/dev/null

stamp=$root/target/server/built
if [ ! -e "$stamp" ] \
  || [ -n "$(find "$root/src/main" "$root/pom.xml" -newer "$stamp" | head -n 1)" ]; then
  echo "The gateway is not built yet, or its sources have changed since." >&2
  "$root/scripts/build.sh"
fi
exec "$root/scripts/serve.sh" "$@"
