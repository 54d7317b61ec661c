package org.farandole.hypervisor.libvirt;

import org.jspecify.annotations.Nullable;
import org.libvirt.Error.ErrorNumber;
import org.libvirt.LibvirtException;
import org.libvirt.StoragePool;

/** The storage pools that a node needs. Belongs on the node's threads. */
final class NodePools {

    private static final String FOLDER = "/var/lib/farandole/";

    private NodePools() {}

    /** Defines, builds and starts them; what is there is left as it is. */
    static void ensure(OpenConnect connect) throws LibvirtException {
        ensure(connect, GuestStorage.IMAGES, FOLDER + "images");
        ensure(connect, GuestStorage.DISKS, FOLDER + "disks");
    }

    private static void ensure(OpenConnect connect, String name, String path) throws LibvirtException {
        StoragePool pool = find(connect, name);
        if (pool == null) {
            pool = connect.storagePoolDefineXML(
                    Markup.element(
                                    "pool",
                                    Markup.text("name", name),
                                    Markup.element("target", Markup.text("path", path)))
                            .with("type", "dir")
                            .toString(),
                    0);
            pool.build(0);
        }
        try {
            if (pool.isActive() == 0) {
                pool.create(0);
            }
            pool.setAutostart(1);
        } finally {
            pool.free();
        }
    }

    static boolean active(OpenConnect connect, String name) throws LibvirtException {
        StoragePool pool = find(connect, name);
        if (pool == null) {
            return false;
        }
        try {
            return pool.isActive() == 1;
        } finally {
            pool.free();
        }
    }

    /** None if there is no such pool. */
    static @Nullable StoragePool find(OpenConnect connect, String name) throws LibvirtException {
        try {
            return connect.storagePoolLookupByName(name);
        } catch (LibvirtException e) {
            if (Faults.is(e, ErrorNumber.VIR_ERR_NO_STORAGE_POOL)) {
                return null;
            }
            throw e;
        }
    }
}
