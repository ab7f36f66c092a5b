#!/usr/bin/env bash
# Measures the embedded store: admission with settlement. See --help.
set -euo pipefail
cd "$(dirname "$0")/.."

usage() {
  cat <<'TEXT'
Usage: scripts/store-bench.sh [SECONDS [THREADS [each_second|always]]]

Admits and settles calls with limits on project and key, on an embedded store of its own in target/store-bench, from
THREADS virtual threads (50) for SECONDS (10): as fast as it goes, and at 5,000 calls a second, from the moment each
was due. Aim: at least 5,000 a second, and an admission's p99 at most 5 ms at 50 threads, with fsync each second.
TEXT
}

case ${1:-} in
  -h | --help) usage; exit ;;
esac

JAVA_HOME=$(scripts/jdk25.sh)
export JAVA_HOME
[ -e target/test-classes/dev/llmapi/embedded/StoreBench.class ] || ./mvnw -q -B -ntp test-compile >&2
if [ ! -s target/test-classpath ] || [ pom.xml -nt target/test-classpath ]; then
  ./mvnw -q -B -ntp dependency:build-classpath -Dmdep.outputFile=target/test-classpath >&2
fi
rm -rf target/store-bench
# The heap that scripts/serve.sh gives the gateway.
exec "$JAVA_HOME/bin/java" -XX:+UseSerialGC -Xms32m -Xmx160m --enable-native-access=ALL-UNNAMED \
  -cp "target/classes:target/test-classes:$(cat target/test-classpath)" \
  dev.llmapi.embedded.StoreBench target/store-bench "${1:-10}" "${2:-50}" "${3:-each_second}"
