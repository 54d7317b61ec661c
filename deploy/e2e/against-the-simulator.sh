#!/bin/sh
# Holds the simulator against the live services: the same recorded load, first on the emulated platform at real pace, then in the
# simulator, and what both say of violations, ISPs and migrations. docs/simulate.md, "Against the live services".
set -u

usage() {
  cat <<'U'
usage: against-the-simulator.sh --queue FILE --vm-list FILE [--minutes N] [--nodes N] [--sites S] [--node-cpu PERCENT] [--port-base N] [--out DIR]
  --minutes   how long demands move; both take 10 if it is left out
  --node-cpu  what a node has for VMs, in percent of one core (660: some dozens of overloads in ten minutes; with 700 there are seven)
  --out       where the two reports are kept (a new folder)
Exit status: 0 all within 10 %, 1 one is not, 2 a bad option, else what the demo or the simulator ended with.
U
}

die() { printf 'against-the-simulator: %s\n' "$1" >&2; exit 2; }

root=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd) || exit 1
queue=; list=; minutes=10; nodes=64; sites=4; cpu=660; ports=; out=
while [ $# -gt 0 ]; do
  case $1 in --help|-h) usage; exit 0 ;; esac
  [ $# -ge 2 ] || die "$1 needs a value"
  case $1 in
    --queue) queue=$2 ;;
    --vm-list) list=$2 ;;
    --minutes) minutes=$2 ;;
    --nodes) nodes=$2 ;;
    --sites) sites=$2 ;;
    --node-cpu) cpu=$2 ;;
    --port-base) ports=$2 ;;
    --out) out=$2 ;;
    *) die "there is no option $1: see --help" ;;
  esac
  shift 2
done
if [ -z "$queue" ] || [ -z "$list" ]; then die "give --queue and --vm-list, such as VMPlaceS's for 64 nodes"; fi
for number in "$minutes" "$nodes" "$sites" "$cpu" "${ports:-17000}"; do
  case $number in ''|0*|*[!0-9]*|??????*) die "'$number' is no number from 1 to 99999" ;; esac
done
if [ ! -f "$queue" ] || [ ! -f "$list" ]; then die "$queue or $list is no file"; fi
vms=$(($(wc -l < "$list") - 1))
if [ -z "$out" ]; then out=$(mktemp -d) || exit 1; else mkdir -p -- "$out" || exit 2; fi

# What both are given; an option that one of them refuses ends it with 2 before anything runs.
set -- --nodes "$nodes" --sites "$sites" --node-cpu "$cpu" --queue "$queue" --vm-list "$list" --for "${minutes}m"
"$root/farandole" simulate "$@" --placement round-robin --report "$out/simulated.json" || exit $?
rm -f -- "$out/live.json"
"$root/farandole" demo "$@" --vms "$vms" --speed 1 ${ports:+--port-base "$ports"} --report "$out/live.json"
ended=$?
# the demo wants ten ISPs to call itself good; a report is enough here
[ -f "$out/live.json" ] || exit "$ended"

# figure FILE GROUP NAME: a number of an indented report
figure() {
  awk -v group="\"$2\"" -v name="\"$3\"" '
    $1 == group { inside = 1 }
    inside && $1 == name { gsub(/[,:]/, " "); print $2; exit }
    inside && /^  }/ { exit }' "$1"
}

# compare NAME SIMULATED LIVE: a line of the table; status 1 if they are more than a tenth apart
compare() {
  awk -v name="$1" -v simulated="$2" -v live="$3" 'BEGIN {
    ratio = live > 0 ? simulated / live : simulated > 0 ? 99 : 1
    good = ratio >= 0.9 && ratio <= 1.1
    printf "%-24s %12.1f %12.1f %9.3f  %s\n", name, simulated, live, ratio, good ? "" : "more than 10 % apart"
    exit good ? 0 : 1
  }'
}

simulated=$out/simulated.json
live=$out/live.json
moved=$(($(figure "$simulated" migrations count) + $(figure "$simulated" migrations underWay)))
printf '\n%-24s %12s %12s %9s\n' '' simulated live ratio
apart=0
compare 'violations, seconds' "$(figure "$simulated" violations totalSeconds)" "$(figure "$live" violations totalSeconds)" || apart=1
compare ISPs "$(figure "$simulated" isps count)" "$(figure "$live" isps count)" || apart=1
compare migrations "$moved" "$(figure "$live" migrations count)" || apart=1
printf 'The reports are in %s\n' "$out"
exit "$apart"
