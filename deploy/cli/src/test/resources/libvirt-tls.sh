#!/usr/bin/env bash
# libvirt-tls.sh NODE CLIENT STRANGER: a libvirtd with the certificates of folder NODE in namespaces of its own (run it under unshare -n -m),
# asked with those of CLIENT, of NODE itself and of STRANGER. Prints a line for each: the question and whether it was answered.
set -euo pipefail

node=$1 client=$2 stranger=$3
ip link set lo up
for folder in /run /var/lib/libvirt /etc/libvirt /var/cache/libvirt /var/log/libvirt; do
  mkdir -p "$folder"
  mount -t tmpfs tmpfs "$folder"
done
mkdir -p /run/lock /run/libvirt
printf '127.0.0.1 localhost node-1\n' > /run/hosts
mount --bind /run/hosts /etc/hosts
cat > /run/libvirtd.conf <<C
listen_tls = 1
listen_tcp = 0
listen_addr = "127.0.0.1"
tls_port = "16514"
auth_tls = "none"
ca_file = "$node/cacert.pem"
cert_file = "$node/servercert.pem"
key_file = "$node/serverkey.pem"
tls_allowed_dn_list = ["O=Farandole,CN=frontend"]
C
libvirtd --listen -f /run/libvirtd.conf -p /run/libvirtd.pid > /run/libvirtd.log 2>&1 &
daemon=$!
trap 'kill "$daemon"; wait "$daemon" || true' EXIT

ask() {
  if timeout 10 virsh -c "test+tls://$2:16514/default?pkipath=$3" list --name > /run/answer 2>&1; then
    printf '%s: answered\n' "$1"
  else
    printf '%s: refused\n' "$1"
  fi
}

for _ in $(seq 100); do
  ! timeout 1 bash -c 'exec 3<>/dev/tcp/127.0.0.1/16514' 2>/dev/null || break
  sleep 0.1
done
ask client node-1 "$client"
ask 'client, by another name' localhost "$client"
ask 'a node that is not on the list' node-1 "$node"
ask stranger node-1 "$stranger"
