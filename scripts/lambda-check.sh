#!/usr/bin/env bash
# Runs target/function.zip in AWS's own Java runtime process, without AWS and without Docker. See --help.
set -euo pipefail
cd "$(dirname "$0")/.."

usage() {
  cat <<'TEXT'
Usage: scripts/lambda-check.sh [--runs N]

Starts the zip as Lambda does, AWS's runtime interface client in a JVM of its own, against a stand-in of the
Runtime API: SnapStart's restore with chats, streams and images through every provider's format, a key in Parameter
Store, sam local's form, a failed init, the buffered handler. Prints the time to the first /next and /restore/next, and
of the first request after a restore beside a warm one. They are not judged.
At the end the shares of first and warm of all starts are told: each is a single start, so take a few runs.
Needs target/function.zip (make build).

  --runs N   how often all of it is done (1)

Exit: 0 all right, 1 a check failed.
TEXT
}

runs=1
case ${1:-} in
  '') ;;
  --runs) [[ ${2:-} =~ ^[1-9][0-9]?$ ]] || { usage >&2; exit 2; }; runs=$2 ;;
  -h | --help) usage; exit ;;
  *) usage >&2; exit 2 ;;
esac

[ -f target/function.zip ] || { echo "lambda-check: no target/function.zip: make build" >&2; exit 1; }
JAVA_HOME=$(scripts/jdk25.sh)
export JAVA_HOME
log=$(mktemp)
lines=$(mktemp)
trap 'rm -f "$log" "$lines"' EXIT
for ((run = 0; run < runs; run++)); do
  if ! ./mvnw -q -B -ntp test -Dtest=FunctionZipIT >"$log" 2>&1; then
    cat "$log" >&2
    exit 1
  fi
  grep -a '^lambda-check: ' "$log" | tee -a "$lines"
done

# shares WHAT: of the lines on standard input, how often as long as a warm request the first one took
shares() {
  sed -nE 's/.*first after the restore ([0-9]+) us, warm ([0-9]+) us.*/\1 \2/p' |
    awk '{print $1 / $2}' | sort -n |
    awk -v what="$1" '{share[NR] = $1; if ($1 <= 2) within++}
      END {printf "lambda-check: %s: first / warm: median %.2f, %.2f to %.2f, within 2 in %d of %d starts\n",
        what, share[int((NR + 1) / 2)], share[1], share[NR], within, NR}'
}
grep -v ' table: ' "$lines" | shares 'without a table'
grep ' table: ' "$lines" | shares 'with a table'
