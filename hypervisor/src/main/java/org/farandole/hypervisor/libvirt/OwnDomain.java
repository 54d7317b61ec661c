package org.farandole.hypervisor.libvirt;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.UUID;
import org.farandole.contracts.vm.VmName;

/**
 * How Farandole's domains are told from others': a domain's UUID follows from its name (RFC 9562, version 5), which a list of
 * all domains says at no further cost. A domain of any other UUID is foreign and is never touched.
 */
final class OwnDomain {

    /** The namespace of the UUIDs and of the metadata element. */
    static final String NAMESPACE = "https://farandole.org/domain/1";

    private static final UUID URL = UUID.fromString("6ba7b811-9dad-11d1-80b4-00c04fd430c8");
    private static final UUID OWN = versionFive(URL, NAMESPACE);

    private OwnDomain() {}

    /** The domain that says how the node runs guests; it is no VM. */
    static final UUID PROBE = versionFive(URL, NAMESPACE + "#probe");

    static UUID uuid(VmName vm) {
        return versionFive(OWN, vm.value());
    }

    /** The VM that the domain is; none if it is foreign. */
    static Optional<VmName> vm(String name, UUID uuid) {
        return uuid.equals(versionFive(OWN, name)) ? Optional.of(new VmName(name)) : Optional.empty();
    }

    static Optional<VmName> vm(DomainReading reading) {
        return vm(reading.name(), reading.uuid());
    }

    /** As libvirt takes it. */
    static byte[] bytes(UUID uuid) {
        return ByteBuffer.allocate(16)
                .putLong(uuid.getMostSignificantBits())
                .putLong(uuid.getLeastSignificantBits())
                .array();
    }

    private static UUID versionFive(UUID space, String name) {
        byte[] text = name.getBytes(StandardCharsets.UTF_8);
        ByteBuffer input = ByteBuffer.allocate(16 + text.length)
                .putLong(space.getMostSignificantBits())
                .putLong(space.getLeastSignificantBits())
                .put(text);
        ByteBuffer hash = ByteBuffer.wrap(sha1().digest(input.array()));
        long high = hash.getLong() & ~0xf000L | 0x5000L;
        long low = hash.getLong() & 0x3fff_ffff_ffff_ffffL | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    private static MessageDigest sha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-1", e);
        }
    }
}
