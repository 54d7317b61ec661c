package org.farandole.hypervisor.libvirt;

import org.farandole.hypervisor.HypervisorException;
import org.farandole.hypervisor.HypervisorException.Fault;
import org.jspecify.annotations.Nullable;
import org.libvirt.Error;
import org.libvirt.Error.ErrorNumber;
import org.libvirt.LibvirtException;

/** libvirt's errors as the port's. */
final class Faults {

    private Faults() {}

    /** What libvirt refused or failed to do, in its own words; its word is the cause too only where the connection was lost. */
    static HypervisorException of(String what, LibvirtException e, boolean connected) {
        return new HypervisorException(
                connected ? fault(number(e)) : Fault.NODE, what + ": " + words(e), connected ? null : e);
    }

    static boolean is(LibvirtException e, ErrorNumber number) {
        return number(e) == number;
    }

    static String words(LibvirtException e) {
        String words = String.valueOf(e.getMessage()).strip();
        return words.replace('\n', ' ');
    }

    private static @Nullable ErrorNumber number(LibvirtException e) {
        Error error = e.getError();
        return error == null ? null : error.getCode();
    }

    private static Fault fault(@Nullable ErrorNumber number) {
        if (number == null) {
            return Fault.NODE;
        }
        return switch (number) {
            case VIR_ERR_NO_DOMAIN,
                    VIR_ERR_DOM_EXIST,
                    VIR_ERR_INVALID_DOMAIN,
                    VIR_ERR_OPERATION_INVALID,
                    VIR_ERR_XML_ERROR,
                    VIR_ERR_XML_DETAIL,
                    VIR_ERR_XML_INVALID_SCHEMA,
                    VIR_ERR_CONFIG_UNSUPPORTED -> Fault.VM;
            case VIR_ERR_OPERATION_TIMEOUT -> Fault.TIMEOUT;
            // everything else is the node's: another one may do
            default -> Fault.NODE;
        };
    }
}
