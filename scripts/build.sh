#!/usr/bin/env bash
# Builds the gateway without tests: target/function.zip for Lambda, target/server for this machine,
# with an AOT cache that the JVM makes by watching a short training run (JEP 514).
set -euo pipefail
cd "$(dirname "$0")/.."
JAVA_HOME=$(scripts/jdk25.sh)
export JAVA_HOME
server=$PWD/target/server
# Libraries of an older build must not stay on the class path.
rm -rf "$server" target/llmapi-*.jar

echo "Building 1/2: compiling and packaging (the first time, Maven fetches its libraries) …" >&2
./mvnw -q -B -ntp -Dmaven.test.skip -Dspotless.check.skip package
"$JAVA_HOME/bin/java" scripts/StoreJars.java target/function.zip
cp target/llmapi-*[0-9].jar "$server/lib/"
(cd "$server/lib" && printf '%s\n' *.jar | LC_ALL=C sort) >"$server/classpath"
cp src/main/config/logging.properties "$server/logging.properties"

echo "Building 2/2: a short training run, so that the gateway starts fast …" >&2
# AOTMode=on ends the JVM where the cache would not be used; without it, it would only start more slowly.
if ! scripts/train.sh || ! LLMAPI_JAVA_OPTS=-XX:AOTMode=on scripts/serve.sh --version >/dev/null; then
  rm -f "$server/app.aot"
  echo "build: no AOT cache could be made; the gateway works, but starts more slowly." >&2
fi
touch "$server/built"
