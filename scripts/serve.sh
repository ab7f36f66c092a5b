#!/usr/bin/env bash
# Serves the built gateway on this machine: `make build` first. --help tells the settings.
#   LLMAPI_JAVA_OPTS   more options for the JVM
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
home=$("$root/scripts/jdk25.sh")
server=$root/target/server

if [ ! -s "$server/classpath" ]; then
  echo "The gateway is not built yet: run 'make build' first." >&2
  exit 1
fi

# The serial collector with a small heap is cheapest in CPU and memory (docs/performance.md).
options=(-XX:+UseSerialGC -Xms32m -Xmx160m -XX:MaxDirectMemorySize=64m
  -Djava.awt.headless=true -Dslf4j.internal.verbosity=ERROR --enable-native-access=ALL-UNNAMED)
# Helidon announces itself on the standard output; our own greeting is enough.
options+=("-Djava.util.logging.config.file=$server/logging.properties")
if [ -s "$server/app.aot" ] && [ -z "${LLMAPI_NO_AOT:-}" ]; then
  options+=("-XX:AOTCache=$server/app.aot" "-Xlog:aot=off,aot*=off")
fi
# shellcheck disable=SC2086
exec "$home/bin/java" "${options[@]}" ${LLMAPI_JAVA_OPTS:-} \
  -cp "$(cat "$server/classpath")" dev.llmapi.app.local.Main "$@"
