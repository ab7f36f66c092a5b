#!/usr/bin/env bash
# The stores on DynamoDB against AWS's stand-ins. See --help.
set -euo pipefail
cd "$(dirname "$0")/.."

usage() {
  cat <<'TEXT'
Usage: scripts/dynamodb-check.sh [ministack|localstack]...

Starts a stand-in for AWS on a free port of the loopback interface, creates there what template.yaml would create
(localstack/setup.py), and runs the tests of dev.llmapi.aws.dynamodb against it: first MiniStack, then LocalStack,
or the named ones. A test that was left out counts as a failure.

Exit: 0 all right, 1 a check failed, 3 impossible here (a stand-in cannot be installed; MiniStack needs Python 3.10,
LocalStack Python 3.11).
TEXT
}

stand_ins=()
for name in "$@"; do
  case $name in
    ministack | localstack) stand_ins+=("$name") ;;
    -h | --help) usage; exit ;;
    *) usage >&2; exit 2 ;;
  esac
done
[ ${#stand_ins[@]} -gt 0 ] || stand_ins=(ministack localstack)

JAVA_HOME=$(scripts/jdk25.sh)
export JAVA_HOME

script_of() { case $1 in ministack) echo localstack/ministack.sh ;; *) echo localstack/localstack-host.sh ;; esac; }

running='' port=''
stop() { [ -z "$running" ] || "$(script_of "$running")" stop "$port" || true; }
trap stop EXIT

# Adds up what Surefire counted, and fails where nothing ran or something was left out.
verdict() {
  python3 - "$1" <<'PYTHON'
import glob, sys, xml.etree.ElementTree as xml
suites = [xml.parse(path).getroot() for path in glob.glob("target/surefire-reports/TEST-dev.llmapi.aws.dynamodb.*.xml")]
tests, skipped = (sum(int(suite.get(name)) for suite in suites) for name in ("tests", "skipped"))
print(f"dynamodb-check: {tests} tests on {sys.argv[1]}, {skipped} left out")
sys.exit(tests < 50 or skipped > 0)
PYTHON
}

for name in "${stand_ins[@]}"; do
  outcome=0
  url=$("$(script_of "$name")" start 0) || outcome=$?
  [ "$outcome" -eq 0 ] || exit "$outcome"
  running=$name port=${url##*:}
  python=$(localstack/ministack.sh install)/python
  table=$("$python" localstack/setup.py --endpoint "$url")
  rm -f target/surefire-reports/TEST-dev.llmapi.aws.dynamodb.*
  LLMAPI_TEST_DYNAMODB=$url LLMAPI_TABLE=$table ./mvnw -B -ntp -Dspotless.check.skip test \
    -Dgroups=dynamodb || exit 1
  verdict "$name" || exit 1
  stop
  running=''
done
