#!/usr/bin/env bash
# Runs target/function.zip in AWS's own Java runtime process, without AWS and without Docker. See --help.
set -euo pipefail
cd "$(dirname "$0")/.."

usage() {
  cat <<'TEXT'
Usage: scripts/lambda-check.sh

Starts the zip as Lambda does, AWS's runtime interface client in a JVM of its own, against a stand-in of the
Runtime API: SnapStart's restore with chats, streams and images through every provider's format, a key in Parameter
Store, sam local's form, a failed init, the buffered handler. Prints the time to the first /next and /restore/next, and
of the first request after a restore beside a warm one. They are not judged: on a busy machine take the best of a few runs.
Needs target/function.zip (make build).

Exit: 0 all right, 1 a check failed.
TEXT
}

case ${1:-} in
  '') ;;
  -h | --help) usage; exit ;;
  *) usage >&2; exit 2 ;;
esac

[ -f target/function.zip ] || { echo "lambda-check: no target/function.zip: make build" >&2; exit 1; }
JAVA_HOME=$(scripts/jdk25.sh)
export JAVA_HOME
log=$(mktemp)
trap 'rm -f "$log"' EXIT
if ! ./mvnw -q -B -ntp test -Dtest=FunctionZipIT >"$log" 2>&1; then
  cat "$log" >&2
  exit 1
fi
grep -a '^lambda-check: ' "$log"
