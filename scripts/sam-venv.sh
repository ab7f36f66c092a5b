#!/usr/bin/env bash
# Puts pinned SAM CLI and cfn-lint into .tools/sam; prints that folder's bin. See --help.
set -euo pipefail
cd "$(dirname "$0")/.."

# SAM CLI pins the translator and most of the rest itself. cfn-lint it leaves open, and its rules change.
readonly PINS=(aws-sam-cli==1.170.0 cfn-lint==1.58.0)
readonly HOME_DIR=$PWD/.tools/sam
readonly STAMP=$HOME_DIR/.pins

usage() {
  cat <<TEXT
Usage: scripts/sam-venv.sh

Installs ${PINS[*]} into a Python virtual environment of its own, .tools/sam (about 340 MB),
unless it is there already, and prints the folder of its commands.

Exit: 0 ready, 3 impossible here (no Python 3.10 or later with venv, or no package registry).
TEXT
}

impossible() { echo "sam-venv: impossible here: $*" >&2; exit 3; }

case ${1:-} in
  '') ;;
  -h | --help) usage; exit ;;
  *) usage >&2; exit 2 ;;
esac

if [ "$(cat "$STAMP" 2>/dev/null)" != "${PINS[*]}" ]; then
  python3 -c 'import sys, venv; sys.exit(sys.version_info < (3, 10))' 2>/dev/null \
    || impossible "needs Python 3.10 or later with venv"
  echo "sam-venv: installing ${PINS[*]}" >&2
  rm -f "$STAMP"
  python3 -m venv --clear "$HOME_DIR" >&2 || impossible "python3 -m venv failed"
  "$HOME_DIR/bin/pip" install --quiet --disable-pip-version-check "${PINS[@]}" >&2 \
    || impossible "pip could not install them"
  echo "${PINS[*]}" >"$STAMP"
fi
echo "$HOME_DIR/bin"
