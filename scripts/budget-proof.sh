#!/usr/bin/env bash
# Proves that a budget is not overspent. See --help.
set -euo pipefail
cd "$(dirname "$0")/.."

usage() {
  cat <<'TEXT'
Usage: scripts/budget-proof.sh [--quick] [--store dynamodb|embedded|all] [--calls N] [--processes N]

Sends 1,000 calls of $0.10 at one time against a budget of $5.00, and then single calls until the money is spent:
  * through 8 gateway processes that share one DynamoDB table on a stand-in of their own, and through one gateway with
    an embedded store;
  * calls that reserve what they use, four times what they use, and that name no limit; whole and streamed;
  * with a provider that charges ten times what it was allowed;
  * with every fourth gateway killed half-way (of the embedded store the only one), by SIGKILL; and again with
    LLMAPI_UNSETTLED=release.
The provider is a process of its own that counts by itself. It charges for every call that reaches it, also where the
gateway is dead that asked (not where the money of such calls is released: that is for providers that do not). A call needs $0.10, where it reserves four times that $0.40, without a limit $0.0256.

What must hold, or the exit code is 1:
  * never more than $5.00 charged, by the provider's own count; where nothing is killed, the gateways' usage is that count
  * each refusal says why, and its own sums bear it out: 402 for spent, 429 with Retry-After for reserved by others;
    a 503 of a stand-in that is too busy is tried again after a second, as OpenAI's clients do, and counted
  * after the burst single calls go through until less than one call's money is left; then each gateway says 402
  * where the reservation is exact, exactly 50 calls of the burst are answered
  * a provider that charges ten times closes the budget: no further call is answered
  * of killed calls the money stays counted (unsettled), and after the lease the rest can be spent; released, it can
    be spent too

  --quick          streamed and whole calls in one burst, nothing released: half of the trials
  --store NAME     only on one of the stores
  --calls N        how many at one time (1000)
  --processes N    how many gateways share the table (8)

Needs `make build`. The table of results goes to the standard output, progress to standard error, logs to
target/budget-proof. Nothing leaves this machine.

Exit: 0 all holds, 1 something does not, 2 wrong usage, 3 the stand-in cannot be installed here.
TEXT
}

needs_stand_in=yes
previous=
for argument in "$@"; do
  case $argument in
    -h | --help) usage; exit ;;
  esac
  [ "$previous $argument" != "--store embedded" ] || needs_stand_in=
  previous=$argument
done

JAVA_HOME=$(scripts/jdk25.sh)
export JAVA_HOME
[ -s target/server/classpath ] || scripts/build.sh
[ -e target/test-classes/dev/llmapi/proof/BudgetProof.class ] || ./mvnw -q -B -ntp test-compile >&2
if [ ! -s target/test-classpath ] || [ pom.xml -nt target/test-classpath ]; then
  ./mvnw -q -B -ntp dependency:build-classpath -Dmdep.outputFile=target/test-classpath >&2
fi
rm -rf target/budget-proof

# The caller of a thousand at once, and what it calls, open as many sockets; the JVM takes the hard limit by itself.
most_files=$(ulimit -Hn)
if [ "$most_files" != unlimited ] && [ "$most_files" -lt 1200 ]; then
  echo "budget-proof: a process may open $most_files files here (ulimit -Hn), and a thousand calls at once need 1200" >&2
  exit 2
fi

run=()
[ -z "$needs_stand_in" ] || run=(localstack/with-stand-in.sh ministack)
outcome=0
# Small heaps leave the machine's memory to the gateways.
${run[@]+"${run[@]}"} "$JAVA_HOME/bin/java" -XX:+UseSerialGC -Xmx512m \
  -cp "target/test-classes:$(cat target/test-classpath)" \
  dev.llmapi.proof.BudgetProof target/budget-proof "$@" || outcome=$?
if [ "$outcome" -eq 1 ]; then
  echo "what the gateways logged of failures, and how often:" >&2
  find target/budget-proof -name '*.log' -exec grep -ahE '^(Caused by: )?[a-z.]+[A-Za-z.]*(Exception|Error)|cannot be used' {} + |
    cut -c1-200 | sort | uniq -c | sort -rn | head -n 8 >&2
fi
exit "$outcome"
