#!/usr/bin/env bash
# Checks template.yaml without AWS and without Docker. See --help.
set -euo pipefail
cd "$(dirname "$0")/.."

usage() {
  cat <<'TEXT'
Usage: scripts/sam-check.sh

Checks template.yaml offline: `sam validate`, `sam validate --lint`, cfn-lint on the CloudFormation that SAM makes
of it (which finds what the two miss), the project's own rules (scripts/sam_checks.py), and `sam build`.
Needs target/function.zip (make build).

Exit: 0 all right, 1 a check failed, 3 impossible here (SAM CLI cannot be installed).
TEXT
}

case ${1:-} in
  '') ;;
  -h | --help) usage; exit ;;
  *) usage >&2; exit 2 ;;
esac

bin=$(scripts/sam-venv.sh)
expanded=$(mktemp)
trap 'rm -f "$expanded"' EXIT

# Nothing here talks to AWS, but SAM wants a region and looks for credentials.
export AWS_ACCESS_KEY_ID=none AWS_SECRET_ACCESS_KEY=none AWS_DEFAULT_REGION=us-east-1 AWS_MAX_ATTEMPTS=1
export SAM_CLI_TELEMETRY=0

quietly() {
  local log
  if ! log=$("$@" 2>&1); then
    printf '%s\nsam-check: failed: %s\n' "$log" "$*" >&2
    exit 1
  fi
}

quietly "$bin/sam" validate
quietly "$bin/sam" validate --lint
"$bin/python" scripts/sam_checks.py expand >"$expanded" 2>/dev/null \
  || quietly "$bin/python" scripts/sam_checks.py expand
quietly "$bin/cfn-lint" --template "$expanded"
"$bin/python" scripts/sam_checks.py template "$expanded"
quietly "$bin/sam" build
echo "sam-check: template.yaml is valid, linted, expanded and built"
