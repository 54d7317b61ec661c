#!/usr/bin/env bash
# The whole chain on the laboratory's nodes: boot, load raised inside guests, relief by live migration, drain, release, nothing left.
# docs/lab.md, "Tested as a whole". Needs root; about five minutes after the first build of the laboratory's base.
set -euo pipefail

usage() {
  cat <<'U'
usage: lab.sh [--nodes N] [--burn PERCENT] [--transport tcp|ssh|tls] [--keep]
  --nodes      of the laboratory (4)
  --burn       of a core, in each of three guests of one node (50)
  --transport  how libvirt is reached (tcp)
  --keep       leave the platform and the laboratory up at the end
Exit status: 0 everything is as it has to be, 1 something is not, 2 a bad option.
U
}

die() { printf 'lab.sh: %s\n' "$1" >&2; exit 2; }

nodes=4 burn=50 transport=tcp keep=no ours=no
while [ $# -gt 0 ]; do
  case $1 in
    --help | -h) usage; exit 0 ;;
    --keep) keep=yes; shift; continue ;;
  esac
  [ $# -ge 2 ] || die "$1 needs a value"
  case $1 in
    --nodes) nodes=$2 ;;
    --burn) burn=$2 ;;
    --transport) transport=$2 ;;
    *) die "there is no option $1: see --help" ;;
  esac
  shift 2
done
case $nodes in [3-8]) ;; *) die "--nodes is 3 to 8, not $nodes" ;; esac
case $burn in [1-9] | [1-9][0-9] | 100) ;; *) die "--burn is 1 to 100, not $burn" ;; esac
[ "$(id -u)" = 0 ] || die "the laboratory makes network interfaces and mounts: run this as root"

root=$(CDPATH='' cd -P -- "$(dirname -- "$0")/../.." && pwd -P)
out=$(mktemp -d)
farandole=$root/farandole
watch_pid=
began=$SECONDS

. "$root/deploy/e2e/lab-lib.sh"

finish() {
  local status=$?
  [ -z "$watch_pid" ] || kill "$watch_pid" 2>/dev/null || true
  if [ $keep = no ] && [ $ours = yes ]; then
    "$farandole" down > /dev/null 2>&1 || true
    "$farandole" lab down > /dev/null 2>&1 || true
  fi
  rm -rf -- "$out"
  exit $status
}
trap finish EXIT
trap 'exit 130' INT TERM

if [ -e "$root/.farandole/lab" ]; then die "a laboratory is up: end it with ./farandole lab down"; fi
traces > "$out/before"

say "a laboratory of $nodes nodes"
ours=yes
"$farandole" lab up "$nodes" --transport "$transport"
"$farandole" up --lab --agents-on-nodes
began_launch=$SECONDS
say "launch"
"$farandole" launch "$root/deploy/examples/lab.yaml" --wait
launched=$((SECONDS - began_launch))
reservation=$(reservation_started)
running=$(vms 2 running | wc -l)
[ "$running" = 12 ] || fail "$running of 12 guests run"
for address in $(vms 2 running | awk '{ print $4 }'); do
  tell "$address" hello > /dev/null || fail "the guest at $address does not answer"
done
echo "12 guests run, and all answer."
"$farandole" vms

busy=$("$farandole" vms | awk 'NR > 1 { print $3 }' | sort | uniq -c | sort -rn | awk 'NR == 1 { print $2 }')
burning() {
  local address
  for address in $(vms 3 "$busy" | awk '$2 == "running" { print $4 }' | head -n 3); do
    tell "$address" "$@" | grep -q '^ok' || fail "the guest at $address does not heed '$*'"
  done
}

say "control: the load that comes, for 20 s, while nothing may be moved"
"$farandole" schedule pause
counting control
burning burn "$burn" 20
sleep 20
counted
sleep 10
"$farandole" schedule act

say "load rises to $burn % of a core in each of three guests of $busy"
counting heard
sleep 1
raised=$(date -u +%Y-%m-%dT%H:%M:%S.%3NZ)
burning burn "$burn"
port=$("$farandole" status | awk '$1 == "kafka" { print $4 }')
relieved() { "$farandole" e2e lab.LabFigures "127.0.0.1:$port" "$busy" "$raised" > /dev/null; }
until_ok 180 relieved || { "$farandole" isps; fail "$busy was not relieved within 180 s"; }
"$farandole" isps
"$farandole" explain "$("$farandole" isps | awk -v node="$busy:" 'index($1, node) == 1 && $7 == "solved" { print $1; exit }')" || true

drained=$("$farandole" vms | awk -v busy="$busy" 'NR > 1 && $3 != busy { print $3 }' | sort | uniq -c | sort -n | awk 'NR == 1 { print $2 }')
say "drain $drained"
"$farandole" drain "$drained" --why "a disk is to be changed"
emptied() { [ -z "$(vms 3 "$drained")" ]; }
until_ok 180 emptied || { "$farandole" isps; fail "$drained still has guests after 180 s"; }
"$farandole" schedule pause
quiet() { ! "$farandole" isps | grep -q ' open '; }
until_ok 60 quiet || fail "procedures do not end"
counted

say "figures"
status=0
"$farandole" e2e lab.LabFigures "127.0.0.1:$port" "$busy" "$raised" "$out/control.json" "$out/heard.json" > "$out/figures" || status=$?
cat "$out/figures"

say "release"
"$farandole" release "$reservation"
until_ok 120 released "$reservation" || { "$farandole" reservations; fail "$reservation did not end"; }
left=$("$farandole" nodes | awk 'NR > 1 && $NF != "-"')
[ -z "$left" ] || fail "nodes are still booked: $left"
while read -r uri; do
  domains=$(virsh -c "$uri" list --all --name | sed '/^$/d')
  networks=$(virsh -c "$uri" net-list --all --name | grep '^r-' || true)
  [ -z "$domains$networks" ] || fail "$uri still has $domains $networks"
done < <(hypervisors)
if [ $keep = no ]; then
  "$farandole" down
  "$farandole" lab down
  traces > "$out/after"
  diff "$out/before" "$out/after" || fail "something is left behind: see above"
fi

[ $status = 0 ] || fail "see the figures"
relief=$(sed -n 's/.*load rises to relief, all of it *\([0-9]* ms\).*/\1/p' "$out/figures")
decision=$(sed -n 's/.*load rises to the decision, all of it *\([0-9]* ms\).*/\1/p' "$out/figures")
silence=$(sed -n 's/.*largest silence of those that were moved *\([0-9]* ms\).*/\1/p' "$out/figures")
moved=$(grep -c ' took .* ms' "$out/figures")
printf '\nlab: %s nodes, 12 guests in %s s; load to decision %s, to relief %s; %s live migrations, largest silence %s; nothing left; %s s\n' \
  "$nodes" "$launched" "$decision" "$relief" "$moved" "$silence" $((SECONDS - began))
