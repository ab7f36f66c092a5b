#!/usr/bin/env bash
# Makes the image that `sam local` runs the function in, without an image registry. See --help.
set -euo pipefail
cd "$(dirname "$0")/.."

readonly IMAGE=llmapi/lambda-java:25
readonly CLIENT_VERSION=2.9.0    # com.amazonaws:aws-lambda-java-runtime-interface-client
readonly RECIPE=1                # to be raised when the image's content changes
readonly STATE=$PWD/.tools/docker

usage() {
  cat <<TEXT
Usage: scripts/sam-image.sh [stop]

Makes $IMAGE, which stands in for Lambda's managed java25 runtime, and starts a Docker engine if none answers
(Debian's docker.io is installed where there is none; both need root). A second run changes nothing. The image has glibc,
zlib, libstdc++ and busybox from Debian, a run-time image of the JDK 25 found here and AWS's runtime interface client; SAM
CLI adds the emulator of the Runtime API. It is not Amazon Linux, and says nothing of SnapStart, IAM or limits.

  stop    ends the engine, if this script started it

Exit: 0 ready, 1 a step failed, 3 impossible here.
TEXT
}

say() { echo "sam-image: $*" >&2; }
impossible() { say "impossible here: $*"; exit 3; }
engine_answers() { docker version --format '{{.Server.Version}}' >/dev/null 2>&1; }

stop_engine() {
  [ -s "$STATE/dockerd.pid" ] || return 0
  local pid
  pid=$(cat "$STATE/dockerd.pid")
  # The pid may be another process's by now.
  if [ "$(cat "/proc/$pid/comm" 2>/dev/null)" = dockerd ]; then
    kill "$pid"
    for _ in $(seq 150); do [ -d "/proc/$pid" ] || break; sleep 0.1; done
  fi
  rm -f "$STATE/dockerd.pid"
}

install_packages() {
  [ "$(id -u)" = 0 ] || impossible "no Docker, and installing docker.io needs root"
  command -v apt-get >/dev/null || impossible "no Docker, and no apt-get to install it with"
  apt-get update -qq >"$STATE/apt.log" 2>&1 || impossible "no Debian mirror answers"
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >>"$STATE/apt.log" 2>&1 \
    || impossible "apt-get install $* failed ($STATE/apt.log)"
}

# Starts dockerd with the given flags and waits until it answers; stops it again if it does not.
try_engine() {
  stop_engine
  setsid dockerd --pidfile "$STATE/dockerd.pid" --data-root "$STATE/data" --exec-root "$STATE/exec" "$@" \
    >"$STATE/dockerd.log" 2>&1 </dev/null &
  local started=$!
  for _ in $(seq 300); do
    engine_answers && return 0
    kill -0 "$started" 2>/dev/null || return 1
    sleep 0.1
  done
  stop_engine
  return 1
}

ensure_engine() {
  command -v docker >/dev/null && engine_answers && return 0
  [ -z "${DOCKER_HOST:-}" ] || impossible "DOCKER_HOST is set, and no engine answers there"
  [ "$(uname -s)" = Linux ] || impossible "no Docker engine answers: start Docker Desktop"
  local missing=()
  command -v dockerd >/dev/null && command -v docker >/dev/null || missing+=(docker.io)
  command -v iptables >/dev/null || missing+=(iptables)
  [ ${#missing[@]} = 0 ] || install_packages "${missing[@]}"
  # The package may have started it.
  engine_answers && return 0
  [ "$(id -u)" = 0 ] || impossible "no Docker engine answers, and starting one needs root"
  # Most machines need no flag. vfs is for those without overlay; without iptables, ports still reach the loopback.
  try_engine \
    || try_engine --storage-driver=vfs \
    || try_engine --iptables=false --ip6tables=false \
    || try_engine --storage-driver=vfs --iptables=false --ip6tables=false \
    || impossible "no Docker engine starts ($(tail -n 1 "$STATE/dockerd.log"))"
}

# Five packages, unpacked and not installed.
unpack_debian() {
  local root=$1 debs=$2 packages=(busybox-static libc6 libgcc-s1 libstdc++6 zlib1g) dir deb applet
  command -v dpkg-deb >/dev/null || impossible "the image is made of Debian packages, and there is no dpkg here"
  mkdir -p "$root"/usr/{bin,sbin,lib,lib64} "$root"/{etc,opt,tmp,var/task,var/rapid,var/runtime/lib} "$debs"
  for dir in bin sbin lib lib64; do ln -s "usr/$dir" "$root/$dir"; done
  chmod 1777 "$root/tmp"
  local download=(apt-get download -qq -o APT::Sandbox::User=root "${packages[@]}")
  (cd "$debs" && { "${download[@]}" 2>/dev/null || { apt-get update -qq && "${download[@]}"; }; }) >&2 \
    || impossible "no Debian mirror answers"
  for deb in "$debs"/*.deb; do
    dpkg-deb --fsys-tarfile "$deb" | tar -x --keep-directory-symlink --exclude='./usr/share/*' -C "$root"
  done
  for applet in $("$root/bin/busybox" --list); do
    [ -e "$root/bin/$applet" ] || ln -s busybox "$root/bin/$applet"
  done
  echo 'root:x:0:0:root:/tmp:/bin/sh' >"$root/etc/passwd"
  echo 'root:x:0:' >"$root/etc/group"
  echo 'hosts: files dns' >"$root/etc/nsswitch.conf"
}

add_java() {
  local root=$1 modules=java.se,jdk.unsupported,jdk.charsets,jdk.crypto.ec,jdk.crypto.cryptoki,jdk.httpserver,jdk.jfr
  modules+=,jdk.localedata,jdk.management,jdk.naming.dns,jdk.net,jdk.security.auth,jdk.zipfs
  "$JAVA_HOME/bin/jlink" --add-modules "$modules" --strip-debug --no-header-files --no-man-pages \
    --generate-cds-archive --output "$root/var/lang" >/dev/null
}

# The runtime interface client is one of this project's own test dependencies.
add_client() {
  local root=$1
  ./mvnw -q -B -ntp org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy-dependencies \
    -DincludeGroupIds=com.amazonaws -DincludeScope=test -DoutputDirectory="$root/var/runtime/lib" >&2 \
    || impossible "Maven did not get the runtime interface client"
  rm -f "$root"/var/runtime/lib/aws-lambda-java-events-*.jar
  [ -f "$root/var/runtime/lib/aws-lambda-java-runtime-interface-client-$CLIENT_VERSION.jar" ] \
    || { say "pom.xml has another runtime interface client than $CLIENT_VERSION"; exit 1; }
  # The managed runtime's flags, as far as they are known.
  cat >"$root/var/runtime/bootstrap" <<'BOOTSTRAP'
#!/bin/sh
set -- /var/lang/bin/java -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:MaxRAMPercentage=80 \
  --enable-native-access=ALL-UNNAMED -Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac \
  -cp "/var/runtime/lib/*" com.amazonaws.services.lambda.runtime.api.client.AWSLambda "$_HANDLER"
[ -z "$AWS_LAMBDA_EXEC_WRAPPER" ] || set -- "$AWS_LAMBDA_EXEC_WRAPPER" "$@"
exec "$@"
BOOTSTRAP
  chmod 755 "$root/var/runtime/bootstrap"
}

ensure_image() {
  local recipe
  recipe="$RECIPE $CLIENT_VERSION $(sed -n 's/^JAVA_RUNTIME_VERSION="\(.*\)"/\1/p' "$JAVA_HOME/release")"
  [ "$(docker image inspect --format '{{.Comment}}' "$IMAGE" 2>/dev/null)" != "$recipe" ] || return 0
  say "building $IMAGE"
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
  unpack_debian "$work/root" "$work/debs"
  add_java "$work/root"
  add_client "$work/root"
  tar -C "$work/root" --owner=0 --group=0 -c . | docker import --message "$recipe" \
    --change 'ENV PATH=/var/lang/bin:/usr/bin LANG=C.UTF-8 TZ=:UTC' \
    --change 'ENV LAMBDA_TASK_ROOT=/var/task LAMBDA_RUNTIME_DIR=/var/runtime' \
    --change 'WORKDIR /var/task' - "$IMAGE" >/dev/null
  # SAM keeps a copy of its own with the emulator in it, and does not see that its base has changed.
  docker image rm --force "${IMAGE%:*}:rapid-x86_64" "${IMAGE%:*}:rapid-arm64" >/dev/null 2>&1 || true
}

mkdir -p "$STATE"
case ${1:-} in
  '') ;;
  stop) stop_engine; exit ;;
  -h | --help) usage; exit ;;
  *) usage >&2; exit 2 ;;
esac
JAVA_HOME=$(scripts/jdk25.sh)
export JAVA_HOME
ensure_engine
ensure_image
docker run --rm --network none "$IMAGE" java -version >/dev/null 2>&1 \
  || impossible "the Docker engine answers, but does not run a container"
