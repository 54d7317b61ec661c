package org.farandole.reservation.manifest;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.farandole.contracts.reservation.Manifest;
import org.farandole.contracts.vm.VmName;

/**
 * The names of a launch's VMs.
 *
 * @param pattern a name in which {@code {n}}, if it stands there, is the VM's number from 0
 * @param count how many VMs there are; above 0
 */
public record VmNaming(String pattern, int count) {

    private static final String NUMBER = "{n}";

    /** @throws IllegalArgumentException if two VMs would have one name, or a name is no {@link VmName} */
    public VmNaming {
        if (count > 1 && !pattern.contains(NUMBER)) {
            throw new IllegalArgumentException(
                    "'" + pattern + "' gives " + count + " VMs one name: put {n} where the number goes");
        }
        new VmName(pattern.replace(NUMBER, "0"));
        new VmName(pattern.replace(NUMBER, String.valueOf(count - 1)));
    }

    public static VmNaming of(Manifest manifest) {
        return new VmNaming(manifest.vms().naming(), manifest.vms().count());
    }

    /** Whether a VM of one and a VM of the other would have the same name. */
    public boolean collidesWith(VmNaming other) {
        if (!mayCollideWith(other)) {
            return false;
        }
        Set<String> names = new HashSet<>();
        IntStream.range(0, count).mapToObj(this::name).forEach(names::add);
        return IntStream.range(0, other.count).mapToObj(other::name).anyMatch(names::contains);
    }

    private boolean mayCollideWith(VmNaming other) {
        String head = head();
        String othersHead = other.head();
        return head.startsWith(othersHead) || othersHead.startsWith(head);
    }

    private String head() {
        int number = pattern.indexOf(NUMBER);
        return number < 0 ? pattern : pattern.substring(0, number);
    }

    private String name(int index) {
        return pattern.replace(NUMBER, String.valueOf(index));
    }
}
