package org.farandole.hypervisor.libvirt;

import java.net.URI;
import java.util.Set;
import org.farandole.contracts.vm.VmName;
import org.jspecify.annotations.Nullable;

/**
 * Where a node's libvirt answers, as libvirt writes it.
 *
 * @param uri what this process connects to
 */
record LibvirtAddress(URI uri) {

    private static final Set<String> SCHEMES = Set.of("qemu", "qemu+ssh", "qemu+tls", "qemu+tcp", "qemu+unix", "test");

    static boolean isOne(URI hypervisor) {
        return SCHEMES.contains(String.valueOf(hypervisor.getScheme()));
    }

    /** @throws IllegalArgumentException if it is not libvirt's, or is plain TCP and that is not allowed */
    static LibvirtAddress of(URI hypervisor, boolean plainTcp) {
        if (!isOne(hypervisor)) {
            throw new IllegalArgumentException("'" + hypervisor
                    + "' is not a libvirt node: it looks like qemu+ssh://root@node/system or qemu+tls://node/system");
        }
        if ("qemu+tcp".equals(hypervisor.getScheme()) && !plainTcp) {
            throw new IllegalArgumentException(
                    "'" + hypervisor
                            + "' is plain TCP, which is for the lab only (farandole.libvirt.plain-tcp=true): use qemu+ssh or qemu+tls");
        }
        return new LibvirtAddress(hypervisor);
    }

    boolean tls() {
        return "qemu+tls".equals(uri.getScheme());
    }

    /**
     * How another node's libvirtd reaches this one: the same way, with that node's own keys and certificates. What follows the
     * question mark names files of this machine, except a socket's.
     */
    String forPeers() {
        String text = uri.toString();
        int query = text.indexOf('?');
        return query < 0 || "qemu+unix".equals(uri.getScheme()) ? text : text.substring(0, query);
    }

    /** Where memory and devices of a guest are sent to; none where no other node can reach this one. */
    @Nullable
    String forGuest(VmName vm) {
        return socket() == null ? tcp() : "unix://" + socket() + "-" + vm;
    }

    /** Where a guest's disk is sent to, if libvirt has to be told. */
    @Nullable
    String forDisk(VmName vm) {
        return socket() == null ? null : "unix://" + socket() + "-" + vm + "-disk";
    }

    private @Nullable String tcp() {
        String host = uri.getHost();
        return host == null || host.isEmpty() ? null : "tcp://" + host;
    }

    /** Of a libvirtd on this machine; guests are sent to sockets beside it. */
    private @Nullable String socket() {
        String query = uri.getQuery();
        return "qemu+unix".equals(uri.getScheme()) && query != null && query.startsWith("socket=")
                ? query.substring("socket=".length())
                : null;
    }

    @Override
    public String toString() {
        return uri.toString();
    }
}
