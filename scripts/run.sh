#!/usr/bin/env bash
# Builds the gateway if it is not built, or older than its sources, and serves it.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
built=$root/target/server/classpath
if [ ! -s "$built" ] || [ -n "$(find "$root/src/main" "$root/pom.xml" -newer "$built" -type f | head -n 1)" ]; then
  echo "Building (the first time takes a minute or two) …" >&2
  "$root/scripts/build.sh"
fi
exec "$root/scripts/serve.sh" "$@"
