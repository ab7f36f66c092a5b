#!/usr/bin/env bash
# Runs a command with a stand-in for AWS of its own. See --help.
set -euo pipefail

usage() {
  cat <<'TEXT'
Usage: localstack/with-stand-in.sh ministack|localstack COMMAND [ARGUMENT...]

Starts the stand-in on a free port of the loopback interface, creates there what template.yaml would create, runs the
command with AWS_ENDPOINT_URL, AWS_REGION, credentials and LLMAPI_TABLE set for it and all that it starts, and stops the
stand-in. So any number of gateways share one table:

  localstack/with-stand-in.sh ministack bash -c 'for p in 8081 8082; do PORT=$p scripts/serve.sh & done; wait'

Exit: the command's; 3 where the stand-in cannot be installed here.
TEXT
}

root=$(cd "$(dirname "$0")/.." && pwd)
case ${1:-} in
  ministack) script=$root/localstack/ministack.sh ;;
  localstack) script=$root/localstack/localstack-host.sh ;;
  -h | --help) usage; exit ;;
  *) usage >&2; exit 2 ;;
esac
shift
[ $# -gt 0 ] || { usage >&2; exit 2; }

outcome=0
url=$("$script" start 0) || outcome=$?
[ "$outcome" -eq 0 ] || exit "$outcome"
trap '"$script" stop "${url##*:}"' EXIT
python=$("$root/localstack/ministack.sh" install)/python
# Whatever account is signed in: nothing here may reach it.
unset AWS_PROFILE AWS_SESSION_TOKEN AWS_DEFAULT_PROFILE
export AWS_ENDPOINT_URL=$url AWS_REGION=us-east-1 AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test
LLMAPI_TABLE=$("$python" "$root/localstack/setup.py")
export LLMAPI_TABLE
"$@"
