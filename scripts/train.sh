#!/usr/bin/env bash
# Makes target/server/app.aot: starts the gateway on a free port, asks it for everything once, ends it.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
server=$root/target/server
work=$(mktemp -d)
pid=
finish() {
  [ -z "$pid" ] || kill "$pid" 2>/dev/null || true
  rm -rf "$work"
}
trap finish EXIT

rm -f "$server/app.aot"
export LLMAPI_NO_AOT=1 LLMAPI_HOME=$work LLMAPI_API_KEY=sk-llm-training-run PORT=0
export LLMAPI_JAVA_OPTS="-XX:AOTCacheOutput=$server/app.aot -Xlog:aot=off,aot*=off"
cd "$work"
"$root/scripts/serve.sh" >"$work/out" 2>"$work/err" &
pid=$!
for _ in $(seq 200); do
  address=$(sed -n 's/^ *address *//p' "$work/out")
  [ -z "$address" ] || break
  kill -0 "$pid" 2>/dev/null || { cat "$work/err" >&2; exit 1; }
  sleep 0.1
done
"$("$root/scripts/jdk25.sh")/bin/java" "$root/scripts/Train.java" "$address" sk-llm-training-run
kill -TERM "$pid"
wait "$pid" || true
pid=
[ -s "$server/app.aot" ]
