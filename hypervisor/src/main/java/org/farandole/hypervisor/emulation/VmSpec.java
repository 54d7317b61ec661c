package org.farandole.hypervisor.emulation;

import java.util.Objects;
import org.farandole.contracts.vm.VmName;
import org.farandole.contracts.vm.VmSize;

/** A VM of the model. */
public record VmSpec(VmName name, VmSize size) {

    public VmSpec {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(size, "size");
    }

    /**
     * The VM's number in the platform, by which a load knows it: the digits at the end of its name. A name without digits
     * has a number too, which is its own for good but may be another's as well.
     */
    public int number() {
        String text = name.value();
        int start = text.length();
        while (start > 0 && Character.isDigit(text.charAt(start - 1)) && text.length() - start < 9) {
            start--;
        }
        return start == text.length() ? text.hashCode() & 0xffff : Integer.parseInt(text.substring(start));
    }
}
