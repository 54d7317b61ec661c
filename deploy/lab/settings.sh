# What every script of the laboratory agrees on: names, addresses, folders. Sourced, not run.
# shellcheck shell=bash disable=SC2034 # the scripts that source this use the variables

lab=$(CDPATH='' cd -P -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd -P)
root=${lab%/deploy/lab}
runs=$root/.farandole
state=$runs/lab                               # of the laboratory that is up
base=${FARANDOLE_LAB_BASE:-$runs/lab-base}    # built once, kept: the nodes' file tree and the guests' images

case $base in /*) ;; *) base=$PWD/$base ;; esac
export FARANDOLE_LAB_BASE=$base

most_nodes=8
sites=(east west)
guests_prefix=14
guests_gateway=10.147.255.254
node_memory_mib=768
node_disk_mib=2048                            # what the guests' disks of one node may take; sparse
uplink=uplink                                 # a node's interface on the guests' network

# Two trees can have a laboratory each if they are in different network namespaces; their groups need different names.
group=farandole-lab-$(printf '%s' "$root" | cksum | cut -d ' ' -f 1)

say() { printf '%s\n' "$*"; }
die() { local status=$1; shift; printf 'farandole: %s\n' "$*" >&2; exit "$status"; }

failed=1 bad_input=2 not_running=3 cannot_start=4

require_root() { [ "$(id -u)" = 0 ] || die $cannot_start "the laboratory makes network interfaces and mounts: run this as root"; }

# Node number $1 counts from 0: east-1, west-1, east-2, …
site_of() { printf '%s' "${sites[$(($1 % 2))]}"; }
slot_of() { printf '%s' $(($1 / 2 + 1)); }
node_of() { printf '%s-%s' "$(site_of "$1")" "$(slot_of "$1")"; }
subnet_of() { printf '10.157.%s' $(($1 % 2 + 1)); }
address_of() { printf '%s.%s' "$(subnet_of "$1")" $((10 + $1 / 2 + 1)); }

nodes_up() { [ ! -r "$state/names" ] || cat "$state/names"; }

# The number of the node named $1, among those of this laboratory.
number_of() {
  local number=0 name
  while read -r name; do
    [ "$name" != "$1" ] || { printf '%s' $number; return 0; }
    number=$((number + 1))
  done < <(nodes_up)
  return 1
}

# --- control groups ------------------------------------------------------------------------------------------------------
# All that runs in a node is in the node's group: its share of the CPU is set there, and it can be found there to be ended.
groups_root() {
  local mounted
  mounted=$(awk '$3 == "cgroup" && $4 ~ /(^|,)cpu(,|$)/ { print $2; exit }' /proc/mounts)
  if [ -z "$mounted" ]; then mounted=$(awk '$3 == "cgroup2" { print $2; exit }' /proc/mounts); fi
  [ -n "$mounted" ] || return 1
  printf '%s/%s' "$mounted" "$group"
}

# Ends all of group folder $1, and takes the folder away. Processes that fork meanwhile are met again.
end_group() {
  local folder=$1 pids tries=0
  [ -d "$folder" ] || return 0
  while :; do
    pids=$(find "$folder" -name cgroup.procs -exec cat {} + 2>/dev/null) || true
    [ -n "$pids" ] || break
    # shellcheck disable=SC2086 # a word a process
    kill -KILL $pids 2>/dev/null || true
    tries=$((tries + 1))
    [ $tries -lt 200 ] || return 1
    sleep 0.05
  done
  find "$folder" -depth -type d -exec rmdir {} + 2>/dev/null || true
  [ ! -d "$folder" ]
}
