#!/usr/bin/env bash
# Tests the built gateway with OpenAI's official clients. See --help.
set -euo pipefail
cd "$(dirname "$0")/.."

readonly SOURCE=$PWD/src/test/clients
readonly VENV=$PWD/.tools/clients

usage() {
  cat <<'TEXT'
Usage: scripts/clients.sh [--install] python|node

Installs the official OpenAI client of a language with its pinned dependencies, unless it is there already, starts the
built gateway (make build) on a free port, and runs the tests of src/test/clients against it, through the sandbox.
The Java client is tested by dev.llmapi.e2e in the unit tests.

  --install   only install

Exit: 0 all right, 1 a test failed, 3 impossible here (no Python 3.10 or Node.js 18, or no package registry).
TEXT
}

impossible() { echo "clients: impossible here: $*" >&2; exit 3; }

only_install=
if [ "${1:-}" = --install ]; then
  only_install=yes
  shift
fi
case ${1:-} in
  python | node) language=$1 ;;
  -h | --help) usage; exit ;;
  *) usage >&2; exit 2 ;;
esac

install_python() {
  local pins=$SOURCE/python/requirements.txt
  cmp -s "$pins" "$VENV/.pins" && return
  python3 -c 'import sys, venv; sys.exit(sys.version_info < (3, 10))' 2>/dev/null \
    || impossible "needs Python 3.10 or later with venv"
  echo "clients: installing $(grep '^openai=' "$pins") for Python" >&2
  python3 -m venv --clear "$VENV" >&2 || impossible "python3 -m venv failed"
  "$VENV/bin/pip" install --quiet --disable-pip-version-check --requirement "$pins" >&2 \
    || impossible "pip could not install openai"
  cp "$pins" "$VENV/.pins"
}

install_node() {
  local pins=$SOURCE/node/package-lock.json modules=$SOURCE/node/node_modules
  cmp -s "$pins" "$modules/.pins" && return
  node -e 'process.exit(parseInt(process.versions.node) < 18 ? 1 : 0)' 2>/dev/null \
    || impossible "needs Node.js 18 or later"
  command -v npm >/dev/null || impossible "needs npm"
  echo "clients: installing openai for Node.js" >&2
  (cd "$SOURCE/node" && npm ci --silent --no-audit --no-fund --ignore-scripts) >&2 \
    || impossible "npm could not install openai"
  cp "$pins" "$modules/.pins"
}

"install_$language"
[ -z "$only_install" ] || exit 0

work=$(mktemp -d)
server=
finish() {
  [ -z "$server" ] || kill "$server" 2>/dev/null || true
  [ -z "$server" ] || wait "$server" 2>/dev/null || true
  rm -rf "$work"
}
trap finish EXIT

# A clean environment: no provider comes up but the sandbox, whatever keys the machine has.
export LLMAPI_API_KEY=sk-llm-client-tests-0123456789
export LLMAPI_GREETING=$work/greeting
JAVA_HOME=$(scripts/jdk25.sh)
root=$PWD
(cd "$work" && exec env -i PATH="$PATH" HOME="$HOME" JAVA_HOME="$JAVA_HOME" PORT=0 LLMAPI_HOME="$work/home" \
  LLMAPI_API_KEY="$LLMAPI_API_KEY" "$root/scripts/serve.sh" >"$LLMAPI_GREETING" 2>"$work/log") &
server=$!
LLMAPI_BASE_URL=
for _ in $(seq 300); do
  LLMAPI_BASE_URL=$(sed -n 's/^ *address *//p' "$LLMAPI_GREETING" 2>/dev/null || true)
  [ -z "$LLMAPI_BASE_URL" ] || break
  kill -0 "$server" 2>/dev/null || { cat "$work/log" >&2; exit 1; }
  sleep 0.1
done
export LLMAPI_BASE_URL

status=0
case $language in
  python)
    "$VENV/bin/python" -m pytest --quiet -p no:cacheprovider --color=no "$SOURCE/python" || status=1
    ;;
  node)
    (cd "$SOURCE/node" && node --test --test-reporter=spec) || status=1
    ;;
esac
if [ "$status" -ne 0 ]; then
  echo "clients: the gateway's log:" >&2
  tail -n 40 "$work/log" >&2
fi
exit "$status"
