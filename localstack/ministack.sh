#!/usr/bin/env bash
# AWS's stand-in without Docker: MiniStack on the loopback interface. See --help.
set -euo pipefail
cd "$(dirname "$0")/.."

readonly PINS=localstack/ministack-requirements.txt
readonly TOOL=$PWD/.tools/ministack

usage() {
  cat <<'TEXT'
Usage: localstack/ministack.sh start [PORT]    starts it on 127.0.0.1:PORT (4566; 0 for a free one), prints its URL
       localstack/ministack.sh stop [PORT]     stops what was started there
       localstack/ministack.sh install         only installs it, and prints the folder of its commands

MiniStack 1.5.33 (MIT), pinned with all it needs, in a Python virtual environment of its own, .tools/ministack.
It keeps everything in memory: a stop forgets it. MINISTACK_SERVICES names the services (all that LLM API uses).

Then:  export AWS_ENDPOINT_URL=http://127.0.0.1:4566 AWS_REGION=us-east-1
       export AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test
       .tools/ministack/bin/python localstack/setup.py      # what template.yaml would create

Exit: 0 done, 1 it did not come up, 3 impossible here (no Python 3.10 or later with venv, or no package registry).
TEXT
}

impossible() { echo "ministack: impossible here: $*" >&2; exit 3; }

install() {
  if cmp -s "$PINS" "$TOOL/.pins"; then return; fi
  python3 -c 'import sys, venv; sys.exit(sys.version_info < (3, 10))' 2>/dev/null \
    || impossible "needs Python 3.10 or later with venv"
  echo "ministack: installing what $PINS pins" >&2
  rm -f "$TOOL/.pins"
  python3 -m venv --clear "$TOOL" >&2 || impossible "python3 -m venv failed"
  "$TOOL/bin/pip" install --quiet --disable-pip-version-check --only-binary :all: --requirement "$PINS" >&2 \
    || impossible "pip could not install it"
  cp "$PINS" "$TOOL/.pins"
}

free_port() {
  python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

healthy() {
  python3 - "$1" 2>/dev/null <<'PYTHON'
import sys, urllib.request
opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
opener.open(f"http://127.0.0.1:{sys.argv[1]}/_ministack/health", timeout=2)
PYTHON
}

# The process that was started on the port, if it still is that one.
started() {
  local pid
  pid=$(cat "$TOOL/run/$1.pid" 2>/dev/null) || return 1
  tr '\0' ' ' 2>/dev/null <"/proc/$pid/cmdline" | grep -q ministack || return 1
  echo "$pid"
}

start() {
  local port=$1 pid
  install
  [ "$port" -ne 0 ] || port=$(free_port)
  if started "$port" >/dev/null && healthy "$port"; then
    echo "http://127.0.0.1:$port"
    return
  fi
  if healthy "$port"; then
    echo "ministack: another one answers on port $port already; ministack.sh start 0 takes a free port" >&2
    exit 1
  fi
  local run=$TOOL/run state=$TOOL/run/$port
  rm -rf "$state"
  mkdir -p "$state"
  # It listens on every interface unless told otherwise, and opens ports of their own for IoT and SFTP.
  (
    cd "$state"
    BIND_HOST=127.0.0.1 GATEWAY_PORT=$port IOT_MTLS_ENABLED=0 SFTP_ENABLED=0 PERSIST_STATE=0 S3_PERSIST=0 \
      STATE_DIR=$state S3_DATA_DIR=$state/s3 TMPDIR=$state NO_PROXY=127.0.0.1,localhost no_proxy=127.0.0.1,localhost \
      SERVICES=${MINISTACK_SERVICES:-dynamodb,s3,stepfunctions,states,lambda,ssm,secretsmanager,sts,iam,logs} \
      setsid "$TOOL/bin/python" -m ministack >"$run/$port.log" 2>&1 </dev/null &
    echo $! >"$run/$port.pid"
  )
  pid=$(cat "$run/$port.pid")
  for _ in $(seq 150); do
    if healthy "$port"; then
      echo "http://127.0.0.1:$port"
      return
    fi
    kill -0 "$pid" 2>/dev/null || break
    sleep 0.2
  done
  stop "$port"
  tail -n 20 "$run/$port.log" >&2
  echo "ministack: did not come up on port $port" >&2
  exit 1
}

stop() {
  local pid
  if pid=$(started "$1"); then
    kill "$pid" 2>/dev/null || true
    for _ in $(seq 50); do
      kill -0 "$pid" 2>/dev/null || break
      sleep 0.1
    done
    kill -9 "$pid" 2>/dev/null || true
  fi
  rm -f "$TOOL/run/$1.pid"
}

case ${1:-} in
  start) start "${2:-4566}" ;;
  stop) stop "${2:-4566}" ;;
  install) install; echo "$TOOL/bin" ;;
  -h | --help) usage ;;
  *) usage >&2; exit 2 ;;
esac
