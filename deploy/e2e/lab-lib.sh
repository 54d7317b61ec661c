# What the end-to-end runs on the laboratory share. Sourced, with $root and $farandole set.
# shellcheck shell=bash

say() { printf '\n== %s (%s s)\n' "$1" $((SECONDS - began)); }
fail() { printf 'NOT AS IT HAS TO BE: %s\n' "$1"; exit 1; }

# What this machine has that a laboratory may leave behind.
traces() {
  ip -o link | awk -F': ' '{ print "link " $2 }' | sed 's/@.*//'
  ip netns | awk '{ print "netns " $1 }'
  awk '$2 ~ /\.farandole\/lab/ { print "mount " $2 }' /proc/mounts
  find /sys/fs/cgroup -maxdepth 3 -type d -name 'farandole-lab-*' 2> /dev/null | sed 's/^/group /'
  ps -eo comm= | grep -E '^(qemu-system|libvirtd|dnsmasq)' | sed 's/^/process /' || true
}

# The rows of the VMs' table whose column $1 is $2: name, phase, node, address, reservation.
vms() { "$farandole" vms | awk -v column="$1" -v value="$2" 'NR > 1 && $column == value'; }

# Where VM $1 is, by the record; its phase; its address.
node_of_vm() { vms 1 "$1" | awk '{ print $3 }'; }
phase_of_vm() { vms 1 "$1" | awk '{ print $2 }'; }
address_of_vm() { vms 1 "$1" | awk '{ print $4 }'; }

# Says $2… to the guest at address $1, and prints the first line that it answers.
tell() {
  local address=$1 answer
  shift
  exec 7<> "/dev/tcp/$address/7007" || return 1
  printf '%s\n' "$*" >&7
  IFS= read -r -t 5 answer <&7 || { exec 7>&- 7<&-; return 1; }
  exec 7>&- 7<&-
  printf '%s\n' "$answer"
}

# Repeats $2… until it succeeds, for at most $1 seconds.
until_ok() {
  local latest=$((SECONDS + $1))
  shift
  until "$@"; do
    [ $SECONDS -lt $latest ] || return 1
    sleep 1
  done
}

# Listens to all guests that run, until counted; what was heard goes to $out/$1.json.
counting() {
  mkfifo "$out/$1.stop"
  # shellcheck disable=SC2046 # a word a guest
  "$farandole" e2e lab.CountWatch $(vms 2 running | awk '{ print $1 "=" $4 }') < "$out/$1.stop" > "$out/$1.json" &
  watch_pid=$!
  exec 9> "$out/$1.stop"
}

counted() {
  exec 9>&-
  wait "$watch_pid"
  watch_pid=
}

reservation_started() { "$farandole" reservations | awk 'NR > 1 && $3 == "started" { print $1; exit }'; }

released() { [ "$("$farandole" reservations | awk -v id="$1" '$1 == id { print $3 }')" = ended ]; }

# The address of each node's hypervisor, a line each.
hypervisors() { sed -n 's/.*"hypervisor": "\([^"]*\)".*/\1/p' "$root/.farandole/lab/nodes.json"; }
