#!/usr/bin/env bash
# Sends every event of events/ through `sam local invoke`, and HTTP requests through `sam local start-api`. See --help.
set -euo pipefail
cd "$(dirname "$0")/.."

readonly KEY=sam-local-api-key # events/env/local.json

usage() {
  cat <<'TEXT'
Usage: scripts/sam-local.sh

Runs target/function.zip in a container (scripts/sam-image.sh) as a user of SAM CLI would: `sam local invoke` with every
event of events/, whose answers scripts/sam_checks.py judges, then `sam local start-api` with healthz, models, a chat,
a streamed chat and a wrong key. Removes its containers, and ends the Docker engine if it started one.
Needs target/function.zip (make build), Python 3.10 and Docker, or root on Debian to install and start it.

Exit: 0 all right, 1 a check failed, 3 impossible here.
TEXT
}

case ${1:-} in
  '') ;;
  -h | --help) usage; exit ;;
  *) usage >&2; exit 2 ;;
esac

say() { echo "sam-local: $*"; }
fail() { echo "sam-local: failed: $*" >&2; exit 1; }
containers() { docker ps --all --quiet --filter ancestor=llmapi/lambda-java:rapid-x86_64 \
  --filter ancestor=llmapi/lambda-java:rapid-arm64 | sort; }

[ -f target/function.zip ] || fail "no target/function.zip: make build"
work=$(mktemp -d)
server=
engine_was_there=no
! docker version >/dev/null 2>&1 || engine_was_there=yes

clean_up() {
  [ -z "$server" ] || kill "$server" 2>/dev/null || true
  [ -z "$server" ] || wait "$server" 2>/dev/null || true
  # SAM leaves a warm container behind when it is told to end.
  if [ -f "$work/before" ]; then
    containers | comm -13 "$work/before" - | xargs -r docker rm --force >/dev/null 2>&1 || true
  fi
  [ "$engine_was_there" = yes ] || scripts/sam-image.sh stop
  rm -rf "$work"
}
trap clean_up EXIT

bin=$(scripts/sam-venv.sh)
scripts/sam-image.sh
containers >"$work/before"

# Nothing here talks to AWS; without these SAM asks it who we are, for seconds.
export AWS_ACCESS_KEY_ID=none AWS_SECRET_ACCESS_KEY=none AWS_DEFAULT_REGION=us-east-1 AWS_MAX_ATTEMPTS=1
export SAM_CLI_TELEMETRY=0
architecture=$(uname -m | sed 's/aarch64/arm64/')
options=(--template template.yaml --config-env offline --parameter-overrides "Architecture=$architecture")

for event in events/*.json; do
  name=$(basename "$event" .json)
  "$bin/sam" local invoke ApiFunction "${options[@]}" --event "$event" >"$work/answer" 2>"$work/log" \
    || { cat "$work/log" >&2; fail "sam local invoke with $event"; }
  "$bin/python" scripts/sam_checks.py answer "$name" "$work/answer" | sed 's/^/sam-local: invoke /' \
    || { tail -n 20 "$work/log" >&2; fail "the answer to $event"; }
done

port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
"$bin/sam" local start-api "${options[@]}" --port "$port" >"$work/server.log" 2>&1 &
server=$!

# request NAME STATUS PATTERN PATH [CURL'S OPTIONS]
request() {
  local name=$1 expected=$2 pattern=$3 path=$4 status
  shift 4
  status=$(curl --silent --show-error --max-time 120 --output "$work/body" --write-out '%{http_code}' \
    "$@" "http://127.0.0.1:$port$path") || true
  if [ "$status" != "$expected" ] || ! grep -q "$pattern" "$work/body"; then
    tail -n 20 "$work/server.log" >&2
    fail "start-api $name: status $status, $(head -c 400 "$work/body")"
  fi
  say "start-api $name: $status, $(wc -c <"$work/body") bytes"
}
chat() {
  request "$1" 200 "$2" /v1/chat/completions --header "Authorization: Bearer $KEY" \
    --header 'Content-Type: application/json' --data "$3"
}

for _ in $(seq 600); do
  ! curl --silent --output /dev/null "http://127.0.0.1:$port/nothing-here" || break
  kill -0 "$server" 2>/dev/null || { cat "$work/server.log" >&2; fail "sam local start-api ended"; }
  sleep 0.1
done
request healthz 200 '"status"' /healthz
request models 200 'sandbox/chat' /v1/models --header "Authorization: Bearer $KEY"
request model 200 '"id":"sandbox/chat"' /v1/models/sandbox%2Fchat --header "Authorization: Bearer $KEY"
messages='"messages":[{"role":"user","content":"Hello"}]'
chat chat '"chat.completion"' "{\"model\":\"sandbox/chat\",$messages}"
chat 'streamed chat' '^data: \[DONE\]$' "{\"model\":\"sandbox/chat\",\"stream\":true,$messages}"
request 'wrong key' 401 'invalid_api_key\|Incorrect API key' /v1/models --header 'Authorization: Bearer wrong'
say "every event and request was answered as expected"
