#!/usr/bin/env bash
# On the laboratory's nodes, one by one: what must be survived, and how it must be told. docs/lab.md, "Faults".
set -euo pipefail

case ${1:-} in
  '') ;;
  --help | -h) echo "usage: lab-faults.sh    (root; about eight minutes)"; exit 0 ;;
  *) echo "lab-faults.sh: there is no option $1" >&2; exit 2 ;;
esac
[ "$(id -u)" = 0 ] || { echo "lab-faults.sh: the laboratory makes network interfaces and mounts: run this as root" >&2; exit 2; }

root=$(CDPATH='' cd -P -- "$(dirname -- "$0")/../.." && pwd -P)
farandole=$root/farandole
lab=$root/deploy/lab/node
out=$(mktemp -d)
began=$SECONDS
watch_pid=
service=
passed=0
ours=no
. "$root/deploy/e2e/lab-lib.sh"

finish() {
  local status=$?
  [ -z "$watch_pid" ] || kill "$watch_pid" 2> /dev/null || true
  [ $ours = yes ] || { rm -rf -- "$out"; exit $status; }
  [ -z "$service" ] || kill "$service" 2> /dev/null || true
  "$farandole" down > /dev/null 2>&1 || true
  "$farandole" lab down > /dev/null 2>&1 || true
  rm -rf -- "$out"
  exit $status
}
trap finish EXIT
trap 'exit 130' INT TERM

ok() { passed=$((passed + 1)); printf 'ok: %s\n' "$1"; }

# Each running VM on exactly one node, by the word of the hypervisors themselves.
once_each() {
  local uri
  while read -r uri; do timeout 20 virsh -c "$uri" list --name 2> /dev/null | sed '/^$/d'; done < <(hypervisors) | sort > "$out/running"
  [ -z "$(uniq -d "$out/running")" ] || fail "runs twice: $(uniq -d "$out/running")"
}

all_run() { [ "$(vms 2 running | wc -l)" = "$1" ]; }
runs_on() { [ "$(phase_of_vm "$1") $(node_of_vm "$1")" = "running $2" ]; }
is() { [ "$(phase_of_vm "$1")" = "$2" ]; }
event() { "$farandole" events "$1" | grep -q "$2"; }
uptime_of() { tell "$(address_of_vm "$1")" hello | grep -o '[0-9.]*' | tail -n 1; }

# A running VM of node $1.
vm_on() { vms 3 "$1" | awk '$2 == "running" { print $1; exit }'; }
other_than() { "$farandole" vms | awk -v not="$1" 'NR > 1 && $3 != not && $2 == "running" { print $3; exit }'; }

if [ -e "$root/.farandole/lab" ]; then echo "lab-faults.sh: a laboratory is up: end it with ./farandole lab down" >&2; exit 2; fi
ours=yes
"$farandole" lab up 4
"$farandole" up --lab
sed -e 's/count: 12/count: 6/' "$root/deploy/examples/lab.yaml" > "$out/lab.yaml"

say "a name that is none"
sed "s/naming: lab-{n}/naming: \"x'\\\\\"<\&;\$()-{n}\"/" "$out/lab.yaml" > "$out/bad.yaml"
status=0
"$farandole" launch "$out/bad.yaml" 2> "$out/refusal" || status=$?
[ $status = 2 ] && grep -q 'vms.naming' "$out/refusal" || fail "a bad name was not refused with status 2: $(cat "$out/refusal")"
[ -z "$(reservation_started)" ] || fail "something was booked"
ok "refused at the door: $(head -n 1 "$out/refusal" | cut -c 1-150)"

say "a domain of somebody else, with such a name"
foreign="x'\"<&;\$()"
uri=$(hypervisors | head -n 1)
cat > "$out/foreign.xml" <<'XML'
<domain type='qemu'><name>x'"&lt;&amp;;$()</name><memory unit='MiB'>16</memory><vcpu>1</vcpu>
<os><type arch='x86_64' machine='pc'>hvm</type></os><devices><emulator>/usr/bin/qemu-system-x86_64</emulator></devices></domain>
XML
virsh -q -c "$uri" define "$out/foreign.xml"
virsh -q -c "$uri" start "$foreign"

say "launch"
"$farandole" launch "$out/lab.yaml" --wait
reservation=$(reservation_started)
all_run 6 || fail "not all guests run"

say "a node killed during a migration: its destination"
vm=$(vm_on east-1) cut_off=$vm
tell "$(address_of_vm "$vm")" touch 24 20 60 > /dev/null
before=$(uptime_of "$vm")
"$farandole" migrate "$vm" west-2 --no-wait
"$lab" kill west-2
until_ok 90 runs_on "$vm" east-1 || fail "$vm is $(phase_of_vm "$vm") on $(node_of_vm "$vm")"
[ "$(printf '%.0f' "$(uptime_of "$vm")")" -ge "$(printf '%.0f' "$before")" ] || fail "$vm was booted anew"
until_ok 60 event node.events 'west-2  lost' || fail "the monitor did not declare west-2 lost"
ok "$vm stayed on east-1 and went on"
"$lab" start west-2
until_ok 120 all_run 6 || fail "the guests of west-2 did not come back: $("$farandole" vms)"
once_each
ok "west-2 is back, and so are its guests"

say "a node killed during a migration: its source"
vm=$(vm_on west-1)
tell "$(address_of_vm "$vm")" touch 24 20 60 > /dev/null
"$farandole" migrate "$vm" east-2 --no-wait
"$lab" kill west-1
until_ok 60 event node.events 'west-1  lost' || fail "the monitor did not declare west-1 lost"
"$lab" start west-1
until_ok 150 all_run 6 || fail "not all guests came back: $("$farandole" vms)"
once_each
ok "$vm runs on $(node_of_vm "$vm"), once"

say "libvirtd stopped on one node"
vm=$(vm_on west-1)
before=$(uptime_of "$vm")
"$lab" pause west-1 libvirtd
mover=$(vm_on east-1)
SECONDS_BEFORE=$SECONDS
"$farandole" migrate "$mover" east-2
took=$((SECONDS - SECONDS_BEFORE))
[ $took -le 20 ] || fail "a migration between two other nodes took $took s"
until_ok 60 event node.events 'west-1  lost.*no answer' || fail "the monitor did not declare west-1 lost"
"$lab" resume west-1 libvirtd
until_ok 60 runs_on "$vm" west-1 || fail "$vm is $(phase_of_vm "$vm")"
[ "$(printf '%.0f' "$(uptime_of "$vm")")" -ge "$(printf '%.0f' "$before")" ] || fail "$vm was booted anew"
ok "others went on ($took s for a migration), and its own guests run as before"

say "a full disk"
"$lab" fill west-2 > /dev/null
# the one whose migration there was cut off may still have its file there, with room for all of its disk
vm=$(vms 3 east-2 | awk -v not="$cut_off" '$2 == "running" && $1 != not { print $1; exit }')
status=0
"$farandole" migrate "$vm" west-2 2> "$out/refusal" || status=$?
[ $status = 1 ] || fail "a migration to a full disk ended with $status"
runs_on "$vm" east-2 || fail "$vm is $(phase_of_vm "$vm") on $(node_of_vm "$vm")"
grep -qi 'space' "$out/refusal" || fail "the reason does not name the disk: $(cat "$out/refusal")"
"$lab" unfill west-2
ok "refused: $(cut -c 1-150 "$out/refusal")"

say "vm-service killed in the middle of a migration"
vm=$(vm_on east-2)
tell "$(address_of_vm "$vm")" touch 24 20 30 > /dev/null
"$farandole" migrate "$vm" west-2 --no-wait
pid=$("$farandole" status | awk '$1 == "vm-service" { print $3 }')
mapfile -d '' -t words < "/proc/$pid/cmdline"
folder=$(readlink "/proc/$pid/cwd")
kill -KILL "$pid"
(cd "$folder" && exec setsid "${words[@]}" < /dev/null > "$out/vm-service.log" 2>&1 9>&-) &
service=$!
again() { "$farandole" vms > /dev/null 2>&1; }
until_ok 60 again || fail "vm-service does not answer: $(tail -n 3 "$out/vm-service.log")"
until_ok 90 all_run 6 || fail "not all guests run: $("$farandole" vms)"
once_each
ok "$vm runs on $(node_of_vm "$vm"), once"

say "a migration that cannot converge"
vm=$(vm_on east-1)
[ -n "$vm" ] || { vm=$(vm_on "$(other_than none)"); }
from=$(node_of_vm "$vm")
to=$(other_than "$from")
"$lab" exec "$from" tc qdisc add dev eth0 root tbf rate 24mbit burst 64k latency 200ms
tell "$(address_of_vm "$vm")" touch 24 200 120 > /dev/null
status=0
"$farandole" migrate "$vm" "$to" > "$out/said" 2>&1 || status=$?
"$lab" exec "$from" tc qdisc del dev eth0 root
runs() { is "$vm" running; }
until_ok 60 runs || fail "$vm is $(phase_of_vm "$vm")"
once_each
tell "$(address_of_vm "$vm")" calm > /dev/null
ok "ended with $status: $(tail -n 1 "$out/said" | cut -c 1-150)"

say "a guest that crashes"
vm=$(vm_on "$(other_than none)")
node=$(node_of_vm "$vm")
"$lab" exec "$node" pkill -KILL -f "guest=$vm"
until_ok 30 event vm.events "$vm  stopped" || fail "it was not told that $vm fell"
until_ok 60 runs_on "$vm" "$node" || fail "$vm was not booted again"
ok "$vm was booted again at once: $("$farandole" events vm.events | grep -o "$vm  stopped .*" | tail -n 1 | cut -c 1-150)"

say "release, with a node killed during the boots of the next launch, and a guest that never answers"
"$farandole" release "$reservation"
until_ok 120 released "$reservation" || fail "$reservation did not end"
sed -e 's/^name: lab/name: deaf/' -e 's/image: lab-guest/image: deaf-guest/' -e 's/naming: .*/naming: deaf-{n}/' -e 's/count: 6/count: 2/' \
  -e 's/retries: 2/retries: 1/' -e '/^nodes:/,/minimum/ s/count: 4/count: 2/' -e 's/minimum: 3/minimum: 1/' "$out/lab.yaml" > "$out/deaf.yaml"
status=0
"$farandole" launch "$out/deaf.yaml" --wait > "$out/said" 2>&1 || status=$?
[ $status = 1 ] || fail "the launch of deaf guests ended with $status"
"$farandole" vms | grep 'deaf-0 *given-up' | grep -q 'answer' || fail "$("$farandole" vms)"
ok "given up, with the reason: $("$farandole" vms | awk '$1 == "deaf-0"' | cut -c 1-200)"
"$farandole" release "$(reservation_started)"
sed -e 's/^name: lab/name: boot/' -e 's/naming: .*/naming: boot-{n}/' "$out/lab.yaml" > "$out/boot.yaml"
"$farandole" launch "$out/boot.yaml" > /dev/null
booting() { [ -n "$(vms 3 east-2 | awk '$2 == "booting" || $2 == "checking"')" ]; }
until_ok 60 booting || fail "nothing boots on east-2"
"$lab" kill east-2
until_ok 60 event node.events 'east-2  lost' || fail "the monitor did not declare east-2 lost"
others() { [ "$("$farandole" vms | awk '$1 ~ /^boot-/ && $3 != "east-2" && $2 == "running"' | wc -l)" -ge 4 ]; }
until_ok 60 others || fail "the guests of other nodes do not run: $("$farandole" vms)"
"$lab" start east-2
boots() { [ "$("$farandole" vms | awk '$1 ~ /^boot-/ && $2 == "running"' | wc -l)" = 6 ]; }
until_ok 120 boots || fail "not all run: $("$farandole" vms)"
once_each
ok "the others booted meanwhile, and its own when it was back"
"$farandole" release "$(reservation_started)"

say "the domain of somebody else"
virsh -q -c "$uri" domstate "$foreign" > "$out/foreign" 2>&1 || true
grep -q running "$out/foreign" || fail "it was touched: $(cat "$out/foreign")"
ok "still runs, as nobody here made it"

printf '\nlab-faults: %s held, nothing lost, nothing twice; %s s\n' $passed $((SECONDS - began))
