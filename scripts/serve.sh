#!/usr/bin/env bash
# Serves the built gateway on this machine: `make build` first. --help tells the settings.
#   LLMAPI_JAVA_OPTS                   more options for the JVM
#   LLMAPI_MAIN with LLMAPI_CLASSPATH  another main class, and where it is: the benchmark's, with metering aside
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
home=$("$root/scripts/jdk25.sh")
server=$root/target/server

if [ ! -s "$server/classpath" ]; then
  echo "The gateway is not built yet: run 'make build' first." >&2
  exit 1
fi

# The serial collector with a small heap is cheapest in CPU and memory (docs/performance.md).
options=(-XX:+UseSerialGC -Xms32m -Xmx96m -XX:MaxDirectMemorySize=64m
  -Djava.awt.headless=true -Dslf4j.internal.verbosity=ERROR --enable-native-access=ALL-UNNAMED)
if [ "$(uname)" = Linux ]; then
  # What the compiler took from the C library goes back: a third of the memory at its peak.
  options+=(-XX:TrimNativeHeapInterval=1000)
  export MALLOC_ARENA_MAX=${MALLOC_ARENA_MAX:-1}
fi
# Helidon announces itself on the standard output; our own greeting is enough.
options+=("-Djava.util.logging.config.file=$server/logging.properties")
if [ -s "$server/app.aot" ] && [ -z "${LLMAPI_NO_AOT:-}" ]; then
  options+=("-XX:AOTCache=$server/app.aot" "-Xlog:aot=off,aot*=off")
fi
classpath=
while read -r jar; do
  classpath+=${classpath:+:}$server/lib/$jar
done <"$server/classpath"
classpath+=${LLMAPI_CLASSPATH:+:$LLMAPI_CLASSPATH}
# shellcheck disable=SC2086
exec "$home/bin/java" "${options[@]}" ${LLMAPI_JAVA_OPTS:-} \
  -cp "$classpath" "${LLMAPI_MAIN:-dev.llmapi.app.local.Main}" "$@"
