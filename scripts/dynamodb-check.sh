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
  rm -f target/surefire-reports/TEST-dev.llmapi.aws.dynamodb.*
  # The stand-in's address is known inside only.
  # shellcheck disable=SC2016
  localstack/with-stand-in.sh "$name" bash -c 'LLMAPI_TEST_DYNAMODB=$AWS_ENDPOINT_URL exec "$@"' bash \
    ./mvnw -B -ntp -Dspotless.check.skip -Dgroups=dynamodb test || outcome=$?
  [ "$outcome" -eq 0 ] || exit "$outcome"
  verdict "$name" || exit 1
done
