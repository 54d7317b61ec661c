# A node's files, its start, and how to get into it. Sourced after settings.sh and network.sh.
# shellcheck shell=bash

folder_of() { printf '%s/nodes/%s' "$state" "$1"; }

# A key of the laboratory's own, an ssh that knows it and the nodes' (libvirt's own takes a file of known hosts from nobody), and
# an authority with a certificate for the frontend.
make_secrets() {
  printf '#!/bin/sh\nexec ssh -i "%s" -o UserKnownHostsFile="%s" -o GlobalKnownHostsFile=/dev/null -o BatchMode=yes -o LogLevel=ERROR -F /dev/null "$@"\n' \
    "$state/ssh_key" "$state/known_hosts" > "$state/ssh"
  chmod 700 "$state/ssh"
  ssh-keygen -q -t ed25519 -N '' -C farandole-lab -f "$state/ssh_key"
  : > "$state/known_hosts"
  mkdir -p -m 700 "$state/pki"
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 30 -subj '/CN=Farandole laboratory' \
    -keyout "$state/pki/cakey.pem" -out "$state/pki/cacert.pem" 2>/dev/null
  certificate frontend 10.157.1.1 "$state/pki/clientkey.pem" "$state/pki/clientcert.pem"
}

# For name $1 and address $2, the key into $3 and the certificate into $4; good for both ends of a connection.
certificate() {
  openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj "/CN=$1" -keyout "$3" 2>/dev/null |
    openssl x509 -req -days 30 -CA "$state/pki/cacert.pem" -CAkey "$state/pki/cakey.pem" -CAcreateserial -out "$4" 2>/dev/null \
      -extfile <(printf 'subjectAltName=DNS:%s,IP:%s\nextendedKeyUsage=serverAuth,clientAuth\nkeyUsage=digitalSignature,keyEncipherment\n' "$1" "$2")
}

# What node number $1 of $2 has that the others have not, over the common layers.
make_files() {
  local name address upper other
  name=$(node_of "$1") address=$(address_of "$1")
  upper=$(folder_of "$name")/upper
  mkdir -p "$upper"/etc/ssh "$upper"/var/lib/farandole/{images,disks} "$upper"/usr/sbin "$(folder_of "$name")"/{work,tree}
  install -d -m 700 "$upper/root" "$upper/root/.ssh"
  install -m 755 "$lab/inside/init" "$upper/usr/sbin/lab-init"
  printf 'address=%s\nsubnet=%s\nuplink=%s\nbare=%s\n' "$address" "$(subnet_of "$1")" "$uplink" "$bare" > "$upper/etc/lab"
  printf '%s\n' "$name" > "$upper/etc/hostname"
  tr -d '-' < /proc/sys/kernel/random/uuid > "$upper/etc/machine-id"
  {
    printf '127.0.0.1 localhost\n10.157.1.1 frontend\n'
    for ((other = 0; other < $2; other++)); do printf '%s %s\n' "$(address_of $other)" "$(node_of $other)"; done
  } > "$upper/etc/hosts"
  ssh-keygen -q -t ed25519 -N '' -C "$name" -f "$upper/etc/ssh/ssh_host_ed25519_key"
  printf '%s,%s %s\n' "$name" "$address" "$(cut -d ' ' -f 1,2 "$upper/etc/ssh/ssh_host_ed25519_key.pub")" >> "$state/known_hosts"
  install -m 600 "$state/ssh_key.pub" "$upper/root/.ssh/authorized_keys"
  install -m 600 "$state/ssh_key" "$upper/root/.ssh/id_ed25519"
  truncate -s "${node_disk_mib}M" "$(folder_of "$name")/disks.img"
  mkfs.ext4 -q -F -m 0 -O ^has_journal "$(folder_of "$name")/disks.img"
  [ "$bare" = yes ] || make_libvirt_files "$name" "$address" "$upper"
}

make_libvirt_files() {
  local name=$1 address=$2 upper=$3 tls=0 tcp=0
  [ "$transport" != tls ] || tls=1
  [ "$transport" != tcp ] || tcp=1
  mkdir -p "$upper/etc/pki/CA" "$upper/etc/pki/qemu" "$upper/etc/pki/libvirt/private"
  cp --reflink=auto "$base"/images/* "$upper/var/lib/farandole/images/"
  "$lab/inside/libvirt-files" "$upper" "$address" $tcp $tls
  install -m 644 "$state/pki/cacert.pem" "$upper/etc/pki/CA/cacert.pem"
  certificate "$name" "$address" "$upper/etc/pki/libvirt/private/serverkey.pem" "$upper/etc/pki/libvirt/servercert.pem"
  cp "$upper/etc/pki/libvirt/private/serverkey.pem" "$upper/etc/pki/libvirt/private/clientkey.pem"
  cp "$upper/etc/pki/libvirt/servercert.pem" "$upper/etc/pki/libvirt/clientcert.pem"
  local kind
  for kind in server client; do
    cp "$upper/etc/pki/libvirt/private/serverkey.pem" "$upper/etc/pki/qemu/$kind-key.pem"
    cp "$upper/etc/pki/libvirt/servercert.pem" "$upper/etc/pki/qemu/$kind-cert.pem"
  done
  install -m 644 "$state/pki/cacert.pem" "$upper/etc/pki/qemu/ca-cert.pem"
}

# What each node may use, in percent of a core: enough for one guest that wants a whole core beside some that are idle. A
# vCPU that waits for the CPU says only that it wants more, up to all of a core; on a smaller node no plan could place it. The nodes
# together may have more than the machine.
cpu_percent() {
  local percent=$(($(nproc) * 60))
  [ $percent -le 120 ] || percent=120
  printf '%s' $percent
}

# A group named $1, which may use $2 percent of a core.
make_group() {
  local folder
  folder=$(groups_root)/$1
  mkdir -p "$folder"
  if [ -e "$folder/cpu.cfs_quota_us" ]; then
    printf '%s' 100000 > "$folder/cpu.cfs_period_us"
    printf '%s' $(($2 * 1000)) > "$folder/cpu.cfs_quota_us"
  else
    { printf '+cpu' > "$(dirname "$(groups_root)")/cgroup.subtree_control" &&
      printf '+cpu' > "$(groups_root)/cgroup.subtree_control" &&
      printf '%s 100000' $(($2 * 1000)) > "$folder/cpu.max"; } 2> /dev/null ||
      die $cannot_start "the control groups under $(dirname "$(groups_root)") allow no share of the CPU: run this outside of a container"
  fi
}

# Runs a command in group $1, in namespaces of its own, detached from the terminal; its first process into $2.
start_apart() {
  local group_folder pid_file=$2 log=$3 outer
  group_folder=$(groups_root)/$1
  shift 3
  (
    printf '%s' "$BASHPID" > "$group_folder/cgroup.procs"
    exec setsid unshare "$@" >> "$log" 2>&1 < /dev/null 8<&- 9<&-
  ) &
  outer=$!
  disown "$outer"
  local tries pid=
  for ((tries = 0; tries < 100; tries++)); do
    pid=$(cat "/proc/$outer/task/$outer/children" 2>/dev/null) && pid=${pid%% *} && [ -n "$pid" ] && break
    sleep 0.05
  done
  [ -n "$pid" ] || die $failed "$1 did not start: read $log"
  printf '%s' "$pid" > "$pid_file"
}

# Number $1's hypervisor, as it is reached from the frontend by transport $2.
uri_of() {
  local address
  address=$(address_of "$1")
  case $2 in
    tcp) printf 'qemu+tcp://%s/system' "$address" ;;
    ssh) printf 'qemu+ssh://root@%s/system?command=%s' "$address" "$state/ssh" ;;
    tls) printf 'qemu+tls://%s/system?pkipath=%s' "$address" "$state/pki" ;;
  esac
}

start_node() {
  local name folder
  name=$(node_of "$1") folder=$(folder_of "$(node_of "$1")")
  make_group "$name" "$(cat "$state/cpu-percent")"
  start_apart "$name" "$folder/pid" "$folder/console.log" --mount --uts --ipc --net --pid --fork --kill-child=KILL -- \
    "$lab/inside/boot" "$name"
  plug_in "$1" "$(cat "$folder/pid")"
}

# The processes of node $1.
processes_of() { find "$(groups_root)/$1" -name cgroup.procs -exec cat {} + 2>/dev/null || true; }

# The first process of node $1, if it lives.
pid_of() {
  local pid
  pid=$(cat "$(folder_of "$1")/pid" 2>/dev/null) && grep -q "/$group/$1\$" "/proc/$pid/cgroup" 2>/dev/null && printf '%s' "$pid"
}

# Runs a command in node $1, as a login of root's would.
in_node() {
  local pid
  pid=$(pid_of "$1") || return 1
  shift
  nsenter --target "$pid" --mount --uts --ipc --net --pid --root -- env -i -C / HOME=/root TERM="${TERM:-dumb}" \
    PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin "$@"
}

# The first of node $1's processes whose program is named $2.
process_named() {
  local pid
  for pid in $(processes_of "$1"); do
    [ "$(cat "/proc/$pid/comm" 2>/dev/null)" != "$2" ] || { printf '%s' "$pid"; return 0; }
  done
  return 1
}

# Something listens on port $2 of address $1.
listens() { (exec 3<> "/dev/tcp/$1/$2") 2>/dev/null; }
