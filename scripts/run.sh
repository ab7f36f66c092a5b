#!/usr/bin/env bash
# Builds the gateway if it is not built here, or older than its sources, and serves it.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
"$root/scripts/jdk25.sh" >/dev/null

# The stamp holds the folder it was built in: a moved clone is built anew.
stamp=$root/target/server/built
if [ "$(cat "$stamp" 2>/dev/null)" != "$root" ] \
  || [ -n "$(find "$root/src/main" "$root/pom.xml" -newer "$stamp" | head -n 1)" ]; then
  echo "The gateway is not built yet, or its sources have changed since." >&2
  "$root/scripts/build.sh"
fi
exec "$root/scripts/serve.sh" "$@"
