# The laboratory's networks. Sourced after settings.sh.
# shellcheck shell=bash
#
# The bridges are in a network namespace of their own, the router's, so that neither the machine's packet filter nor its
# settings meet what passes between nodes. The machine has one end of a pair on each: fl-east, fl-west, fl-trunk. All of it
# goes when the router's one process does.

host_links=(fl-east fl-west fl-trunk)

in_router() { nsenter --net="/proc/$(cat "$state/router.pid")/ns/net" "$@"; }

network_up() {
  local link
  for link in "${host_links[@]}"; do
    ip link add "$link" type veth peer name "host-${link#fl-}" netns "$(cat "$state/router.pid")"
    ip link set "$link" alias "$root"
    in_router ip link add "$link" type bridge stp_state 0 forward_delay 0
    in_router ip link set "host-${link#fl-}" master "$link" up
    in_router ip link set "$link" up
    ip link set "$link" up
  done
  in_router ip link set lo up
  in_router ip address add 10.157.1.2/24 dev fl-east
  in_router ip address add 10.157.2.2/24 dev fl-west
  in_router sh -c 'echo 1 > /proc/sys/net/ipv4/ip_forward'
  ip address add 10.157.1.1/24 dev fl-east
  ip address add 10.157.2.1/24 dev fl-west
  ip address add "$guests_gateway/$guests_prefix" dev fl-trunk
}

# Node number $1, whose first process is $2: an interface on its site's bridge, and one among the guests. Its hardware address is
# by rule: a node that is switched on again is found at once by those who remember it.
plug_in() {
  in_router ip link add "$(node_of "$1")" type veth peer name eth0 address "52:54:00:9d:00:1$1" netns "$2"
  in_router ip link set "$(node_of "$1")" master "fl-$(site_of "$1")" up
  in_router ip link add "$(node_of "$1")-g" type veth peer name "$uplink" netns "$2"
  in_router ip link set "$(node_of "$1")-g" master fl-trunk up
}

# Ours by their alias; a router that was killed takes some time to take them along.
network_down() {
  local link
  for link in "${host_links[@]}"; do
    ! ip -o link show dev "$link" 2>/dev/null | grep -qF "alias $root" || ip link delete "$link" 2>/dev/null || true
  done
}

# What of the laboratory's addresses or names is taken on this machine, and by what.
network_in_use() {
  local link
  for link in "${host_links[@]}"; do
    ! ip link show dev "$link" > /dev/null 2>&1 || { printf 'the interface %s is there' "$link"; return 0; }
  done
  ip -4 -o address show 2>/dev/null | awk '
    { split($4, part, "[./]") }
    part[1] == 10 && (part[2] == 157 || part[2] >= 144 && part[2] <= 147) { print "the interface " $2 " has the address " $4; exit }'
}
