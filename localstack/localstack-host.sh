#!/usr/bin/env bash
# LocalStack without Docker, as a process of this machine. See --help.
set -euo pipefail
cd "$(dirname "$0")/.."

readonly PINS=localstack/localstack-host-requirements.txt
readonly PLUGIN=$PWD/localstack/host-plugin
readonly TOOL=$PWD/.tools/localstack

usage() {
  cat <<'TEXT'
Usage: localstack/localstack-host.sh start [PORT]   starts it on 127.0.0.1:PORT (4566; 0 for a free one), prints its URL
       localstack/localstack-host.sh stop [PORT]    stops what was started there

LocalStack 4.14.0 (Apache-2.0, the last one that needs no token), pinned with all it needs, in a Python virtual
environment of its own, .tools/localstack (about 520 MB). DynamoDB is answered by MiniStack, which is started beside
it (ministack.sh). It keeps everything in memory. LOCALSTACK_SERVICES names the services.

With Docker: docker compose --file localstack/docker-compose.yaml up.

Exit: 0 done, 1 it did not come up, 3 impossible here (no Python 3.11 or later with venv, or no package registry).
TEXT
}

impossible() { echo "localstack-host: impossible here: $*" >&2; exit 3; }

find_python() {
  local candidate
  for candidate in python3.13 python3.12 python3.11 python3; do
    if "$candidate" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      command -v "$candidate"
      return
    fi
  done
  return 1
}

install() {
  local stamp python
  stamp=$(cat "$PINS" "$PLUGIN"/*.toml "$PLUGIN"/*.py | cksum)
  if [ "$(cat "$TOOL/.pins" 2>/dev/null)" = "$stamp" ]; then return; fi
  python=$(find_python) || impossible "needs Python 3.11 or later with venv"
  echo "localstack-host: installing what $PINS pins" >&2
  rm -f "$TOOL/.pins"
  "$python" -m venv --clear "$TOOL" >&2 || impossible "python -m venv failed"
  # Exactly the release's own pins: with a newer cbor2 or pyOpenSSL it dies at its start.
  "$TOOL/bin/pip" install --quiet --disable-pip-version-check --requirement "$PINS" >&2 \
    || impossible "pip could not install it"
  # Built from a copy, since the build leaves its folders beside the source.
  cp -r "$PLUGIN" "$TOOL/plugin"
  "$TOOL/bin/pip" install --quiet --disable-pip-version-check --no-deps "$TOOL/plugin" >&2 \
    || impossible "pip could not install the plug-in"
  echo "$stamp" >"$TOOL/.pins"
}

free_port() {
  python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

healthy() {
  python3 - "$1" 2>/dev/null <<'PYTHON'
import sys, urllib.request
opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
opener.open(f"http://127.0.0.1:{sys.argv[1]}/_localstack/health", timeout=2)
PYTHON
}

# The process that was started on the port, if it still is that one.
started() {
  local pid
  pid=$(cat "$TOOL/run/$1.pid" 2>/dev/null) || return 1
  tr '\0' ' ' 2>/dev/null <"/proc/$pid/cmdline" | grep -q localstack.runtime.main || return 1
  echo "$pid"
}

start() {
  local port=$1 pid behind outcome=0
  install
  [ "$port" -ne 0 ] || port=$(free_port)
  if started "$port" >/dev/null && healthy "$port"; then
    echo "http://127.0.0.1:$port"
    return
  fi
  if healthy "$port"; then
    echo "localstack-host: another one answers on port $port already; start 0 takes a free port" >&2
    exit 1
  fi
  behind=$(MINISTACK_SERVICES=dynamodb localstack/ministack.sh start 0) || outcome=$?
  [ "$outcome" -eq 0 ] || exit "$outcome"
  local run=$TOOL/run state=$TOOL/run/$port
  rm -rf "$state"
  mkdir -p "$state/tmp"
  echo "${behind##*:}" >"$run/$port.behind"
  # OVERRIDE_IN_DOCKER: it takes some sandboxes for its container, and writes to /var/lib.
  # GATEWAY_SERVER: its usual server listens on every interface, whatever GATEWAY_LISTEN says.
  (
    cd "$state"
    OVERRIDE_IN_DOCKER=0 FILESYSTEM_ROOT=$state/root TMPDIR=$state/tmp GATEWAY_LISTEN=127.0.0.1:$port \
      GATEWAY_SERVER=hypercorn LOCALSTACK_HOST=127.0.0.1:$port DNS_ADDRESS=0 SKIP_SSL_CERT_DOWNLOAD=1 \
      DISABLE_EVENTS=1 EAGER_SERVICE_LOADING=0 STRICT_SERVICE_LOADING=1 LS_LOG=warning \
      SERVICES=${LOCALSTACK_SERVICES:-dynamodb,s3,ssm,secretsmanager,sts,iam,logs} \
      PROVIDER_OVERRIDE_DYNAMODB=forwarded LLMAPI_DYNAMODB_URL=$behind \
      NO_PROXY=127.0.0.1,localhost no_proxy=127.0.0.1,localhost \
      setsid "$TOOL/bin/python" -m localstack.runtime.main >"$run/$port.log" 2>&1 </dev/null &
    echo $! >"$run/$port.pid"
  )
  pid=$(cat "$run/$port.pid")
  for _ in $(seq 300); do
    if healthy "$port"; then
      echo "http://127.0.0.1:$port"
      return
    fi
    kill -0 "$pid" 2>/dev/null || break
    sleep 0.2
  done
  stop "$port"
  tail -n 20 "$run/$port.log" >&2
  echo "localstack-host: did not come up on port $port" >&2
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
  [ ! -s "$TOOL/run/$1.behind" ] || localstack/ministack.sh stop "$(cat "$TOOL/run/$1.behind")"
  rm -f "$TOOL/run/$1.pid" "$TOOL/run/$1.behind"
}

case ${1:-} in
  start) start "${2:-4566}" ;;
  stop) stop "${2:-4566}" ;;
  -h | --help) usage ;;
  *) usage >&2; exit 2 ;;
esac
