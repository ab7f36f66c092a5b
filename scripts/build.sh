#!/usr/bin/env bash
# Builds the gateway without tests: target/function.zip for Lambda, target/server for this machine,
# with an AOT cache that the JVM makes by watching a short training run (JEP 514).
set -euo pipefail
cd "$(dirname "$0")/.."
JAVA_HOME=$(scripts/jdk25.sh)
export JAVA_HOME

./mvnw -q -B -ntp -Dmaven.test.skip -Dspotless.check.skip package
server=target/server
cp target/llmapi-*[0-9].jar "$server/lib/"
printf '%s\n' "$PWD/$server"/lib/*.jar | LC_ALL=C sort | paste -sd: - >"$server/classpath"
cp src/main/config/logging.properties "$server/logging.properties"
scripts/train.sh || echo "build: no AOT cache was made; the gateway will start more slowly." >&2
