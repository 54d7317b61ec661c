#!/bin/sh
# node.sh FOLDER UUID: a libvirtd with mounts, processes and network of its own, started again when it ends; all of it ends with this process.
set -eu

if [ "${3:-}" != inside ]; then
    exec unshare --mount --net --pid --fork --kill-child --mount-proc sh "$0" "$1" "$2" inside
fi

folder=$1
uuid=$2
for each in etc lib run log cache farandole; do mkdir -p "$folder/$each"; done
mkdir -p "$folder/etc/qemu" "$folder/farandole/images" "$folder/farandole/disks"
cat >"$folder/etc/libvirtd.conf" <<CONF
host_uuid = "$uuid"
auth_unix_rw = "none"
unix_sock_rw_perms = "0700"
CONF
cat >"$folder/etc/qemu.conf" <<CONF
cgroup_controllers = []
namespaces = []
remember_owner = 0
security_driver = "none"
stdio_handler = "file"
user = "root"
group = "root"
CONF
: >"$folder/etc/virtlogd.conf"
mount --make-rprivate /
mount --bind "$folder/etc" /etc/libvirt
# the machine has no /var/lib/farandole, and is not to get one
mount -t tmpfs tmpfs /mnt
mkdir /mnt/upper /mnt/work
mount -t overlay overlay -o lowerdir=/var/lib,upperdir=/mnt/upper,workdir=/mnt/work /var/lib
mkdir -p /var/lib/farandole
mount --bind "$folder/farandole" /var/lib/farandole
mount --bind "$folder/lib" /var/lib/libvirt
mount -t tmpfs tmpfs /run
mkdir /run/libvirt
mount --bind "$folder/run" /run/libvirt
mount --bind "$folder/log" /var/log/libvirt
mount --bind "$folder/cache" /var/cache/libvirt
ip link set lo up
# the first process of a namespace has to collect what QEMU leaves behind: a shell does, libvirtd does not
while :; do
    libvirtd --pid-file /run/libvirtd.pid &
    wait $! || true
done
