#!/usr/bin/env bash
# Measures the gateway against the bare mock upstream behind it; --help tells the options.
set -euo pipefail
cd "$(dirname "$0")/.."

JAVA_HOME=$(scripts/jdk25.sh)
export JAVA_HOME
[ -d target/test-classes/dev/llmapi/bench ] || ./mvnw -q -B test-compile >&2

# The load tool and the mock share core 0; the gateway has core 1 for itself.
pin=()
if command -v taskset >/dev/null && taskset -c 0,1 true 2>/dev/null && [ "$(nproc)" -ge 2 ]; then
  pin=(taskset -c 0)
fi
exec ${pin[@]+"${pin[@]}"} "$JAVA_HOME/bin/java" -XX:+UseSerialGC -Xmx512m \
  -Dbench.pinned="$([ ${#pin[@]} -gt 0 ] && echo true || echo false)" \
  -cp target/test-classes dev.llmapi.bench.Bench "$@"
