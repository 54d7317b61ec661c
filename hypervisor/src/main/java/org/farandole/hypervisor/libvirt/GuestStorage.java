package org.farandole.hypervisor.libvirt;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.farandole.contracts.vm.VmName;
import org.farandole.hypervisor.HypervisorException;
import org.farandole.hypervisor.HypervisorException.Fault;
import org.jspecify.annotations.Nullable;
import org.libvirt.Error.ErrorNumber;
import org.libvirt.LibvirtException;
import org.libvirt.StoragePool;
import org.libvirt.StorageVol;
import org.libvirt.Stream;

/** The two pools of a node, images and guests' disks, through libvirt alone. Belongs on the node's threads. */
final class GuestStorage {

    static final String IMAGES = "farandole-images";
    static final String DISKS = "farandole-disks";

    /** How an image's files end. */
    static final String BASE = ".qcow2";

    static final String KERNEL = ".vmlinuz";
    static final String INITRD = ".initrd";

    private static final String SEED = ".seed.iso";
    private static final int CHUNK = 64 * 1024;

    private final OpenConnect connect;

    GuestStorage(OpenConnect connect) {
        this.connect = connect;
    }

    static String disk(VmName vm) {
        return vm + BASE;
    }

    static String seed(VmName vm) {
        return vm + SEED;
    }

    /** What a volume is asked. */
    private interface Ask<T> {
        T of(StorageVol volume) throws LibvirtException;
    }

    /** A guest's files, made anew but for the image's; all of its own or none. */
    DomainXml.Files make(String what, VmName vm, String image, byte[] seed)
            throws LibvirtException, HypervisorException {
        try {
            String disk = makeDisk(what, vm, image);
            return new DomainXml.Files(disk, putSeed(vm, seed), image(image, KERNEL), image(image, INITRD));
        } catch (LibvirtException e) {
            remove(vm);
            throw e;
        }
    }

    /** The path of an image's file; none if there is no such file. */
    @Nullable
    String image(String image, String suffix) throws LibvirtException {
        return ask(IMAGES, image + suffix, StorageVol::getPath);
    }

    /** An empty overlay on the image; one that was left there is replaced. */
    private String makeDisk(String what, VmName vm, String image) throws LibvirtException, HypervisorException {
        String base = image(image, BASE);
        Long bytes = ask(IMAGES, image + BASE, volume -> volume.getInfo().capacity);
        if (base == null || bytes == null) {
            throw new HypervisorException(
                    Fault.NODE,
                    what + ": the image '" + image + "' is not there: put " + image + BASE + " into the pool " + IMAGES,
                    null);
        }
        delete(disk(vm));
        return create(Markup.element(
                        "volume",
                        Markup.text("name", disk(vm)),
                        Markup.text("capacity", bytes).with("unit", "bytes"),
                        Markup.element("target", Markup.element("format").with("type", "qcow2")),
                        Markup.element(
                                "backingStore",
                                Markup.text("path", base),
                                Markup.element("format").with("type", "qcow2")))
                .toString());
    }

    private String putSeed(VmName vm, byte[] bytes) throws LibvirtException {
        delete(seed(vm));
        String path = create(Markup.element(
                        "volume",
                        Markup.text("name", seed(vm)),
                        Markup.text("capacity", bytes.length).with("unit", "bytes"),
                        Markup.element("target", Markup.element("format").with("type", "raw")))
                .toString());
        ask(DISKS, seed(vm), volume -> {
            upload(volume, bytes);
            return true;
        });
        return path;
    }

    private void upload(StorageVol volume, byte[] bytes) throws LibvirtException {
        Stream stream = connect.streamNew(0);
        try {
            volume.upload(stream, 0, bytes.length, 0);
            for (int at = 0; at < bytes.length; at += CHUNK) {
                byte[] chunk = new byte[Math.min(CHUNK, bytes.length - at)];
                System.arraycopy(bytes, at, chunk, 0, chunk.length);
                sendAll(stream, chunk);
            }
            stream.finish();
        } finally {
            stream.free();
        }
    }

    private static void sendAll(Stream stream, byte[] chunk) throws LibvirtException {
        int sent = 0;
        while (sent < chunk.length) {
            byte[] rest = new byte[chunk.length - sent];
            System.arraycopy(chunk, sent, rest, 0, rest.length);
            sent += stream.send(rest);
        }
    }

    /** A guest's seed as it is; none if it has none. */
    Optional<byte[]> readSeed(VmName vm) throws LibvirtException {
        return Optional.ofNullable(ask(DISKS, seed(vm), volume -> download(volume, (int) volume.getInfo().capacity)));
    }

    private byte[] download(StorageVol volume, int length) throws LibvirtException {
        Stream stream = connect.streamNew(0);
        try {
            volume.download(stream, 0, length, 0);
            ByteBuffer whole = ByteBuffer.allocate(length);
            byte[] chunk = new byte[CHUNK];
            int received = stream.receive(chunk);
            while (received > 0) {
                whole.put(chunk, 0, received);
                received = whole.hasRemaining() ? stream.receive(chunk) : 0;
            }
            stream.finish();
            return whole.array();
        } finally {
            stream.free();
        }
    }

    /** The guest's files, if they are there; the image stays. */
    void remove(VmName vm) throws LibvirtException {
        delete(disk(vm));
        delete(seed(vm));
    }

    /** Whatever guests left in the pool of disks, except these. */
    void removeAllBut(Set<VmName> guests) throws LibvirtException {
        Set<String> kept = guests.stream()
                .flatMap(vm -> List.of(disk(vm), seed(vm)).stream())
                .collect(Collectors.toSet());
        StoragePool pool = connect.storagePoolLookupByName(DISKS);
        String[] volumes;
        try {
            pool.refresh(0);
            volumes = pool.listVolumes();
        } finally {
            pool.free();
        }
        for (String volume : volumes) {
            if (!kept.contains(volume) && (volume.endsWith(BASE) || volume.endsWith(SEED))) {
                delete(volume);
            }
        }
    }

    private void delete(String name) throws LibvirtException {
        ask(DISKS, name, volume -> {
            volume.delete(0);
            return true;
        });
    }

    private String create(String xml) throws LibvirtException {
        StoragePool pool = connect.storagePoolLookupByName(DISKS);
        try {
            StorageVol volume = pool.storageVolCreateXML(xml, 0);
            try {
                return volume.getPath();
            } finally {
                volume.free();
            }
        } finally {
            pool.free();
        }
    }

    /** None if there is no such pool or volume, also after a look at what others put there, or it goes meanwhile. */
    private <T> @Nullable T ask(String poolName, String name, Ask<T> ask) throws LibvirtException {
        StoragePool pool = NodePools.find(connect, poolName);
        if (pool == null) {
            return null;
        }
        try {
            T answer = ask(pool, name, ask);
            if (answer == null && IMAGES.equals(poolName) && name.endsWith(BASE)) {
                pool.refresh(0);
                answer = ask(pool, name, ask);
            }
            return answer;
        } finally {
            pool.free();
        }
    }

    private static <T> @Nullable T ask(StoragePool pool, String name, Ask<T> ask) throws LibvirtException {
        try {
            StorageVol volume = pool.storageVolLookupByName(name);
            try {
                return ask.of(volume);
            } finally {
                volume.free();
            }
        } catch (LibvirtException e) {
            if (Faults.is(e, ErrorNumber.VIR_ERR_NO_STORAGE_VOL)) {
                return null;
            }
            throw e;
        }
    }
}
