package org.farandole.hypervisor.libvirt;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.libvirt.Domain;
import org.libvirt.Error.ErrorNumber;
import org.libvirt.LibvirtException;

/**
 * Whether guests run under KVM on a node: tried with a guest, for {@code /dev/kvm} may exist and still run none. The probe has
 * no disk: the image's kernel, or where it has none the firmware, finds that out and restarts it, which ends it. It is left
 * defined and shut off, as the note of how it ran. Belongs on the node's threads.
 */
final class Probe {

    static final String NAME = "farandole-probe";

    private static final int MEMORY_MIB = 128;
    private static final Duration TO_RUN = Duration.ofSeconds(8);
    private static final Duration LOOK = Duration.ofMillis(100);

    private Probe() {}

    /** How the node's guests are to be run. @param words for people: why */
    record Outcome(Acceleration acceleration, String words) {}

    /** What the last probe noted; software emulation where none was made. */
    static Acceleration outcome(OpenConnect connect) throws LibvirtException {
        Domain domain = find(connect);
        if (domain == null) {
            return Acceleration.QEMU;
        }
        try {
            return domain.getXMLDesc(0).stripLeading().startsWith("<domain type='kvm'")
                    ? Acceleration.KVM
                    : Acceleration.QEMU;
        } finally {
            domain.free();
        }
    }

    /** Replaces what an earlier one noted. @param kernel path of one to boot; none: firmware alone. @param cpu the guests' */
    static Outcome run(OpenConnect connect, @Nullable String kernel, String cpu) throws LibvirtException {
        String failed;
        try {
            failed = runUnderKvm(connect, xml(Acceleration.KVM, kernel, cpu));
        } catch (LibvirtException e) {
            failed = Faults.words(e);
        }
        if (failed == null) {
            return new Outcome(Acceleration.KVM, "guests run under KVM");
        }
        remove(connect);
        connect.domainDefineXML(xml(Acceleration.QEMU, null, Guests.EMULATED_CPU))
                .free();
        return new Outcome(Acceleration.QEMU, "guests run in software emulation: under KVM " + failed);
    }

    static void remove(OpenConnect connect) throws LibvirtException {
        Domain domain = find(connect);
        if (domain == null) {
            return;
        }
        try {
            if (domain.isActive() == 1) {
                domain.destroy();
            }
            domain.undefine();
        } finally {
            domain.free();
        }
    }

    /** @return what went wrong; none if nothing did */
    private static @Nullable String runUnderKvm(OpenConnect connect, String xml) throws LibvirtException {
        remove(connect);
        Domain domain = connect.domainDefineXML(xml);
        try {
            domain.create();
            long end = System.nanoTime() + TO_RUN.toNanos();
            while (domain.isActive() == 1) {
                if (System.nanoTime() - end > 0) {
                    domain.destroy();
                    return "a probe guest does not boot within " + TO_RUN.toSeconds() + " s";
                }
                Thread.sleep(LOOK);
            }
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "the probe was interrupted";
        } finally {
            domain.free();
        }
    }

    private static @Nullable Domain find(OpenConnect connect) throws LibvirtException {
        try {
            return connect.domainLookupByUUID(OwnDomain.PROBE);
        } catch (LibvirtException e) {
            if (Faults.is(e, ErrorNumber.VIR_ERR_NO_DOMAIN)) {
                return null;
            }
            throw e;
        }
    }

    private static String xml(Acceleration acceleration, @Nullable String kernel, String cpu) {
        Markup os = Markup.element("os", DomainXml.machine());
        if (kernel == null) {
            os.add(Markup.element("boot").with("dev", "hd"));
            os.add(Markup.element("bios").with("rebootTimeout", 0));
        } else {
            os.add(Markup.text("kernel", kernel));
            // a kernel without a root file system panics, and restarts
            os.add(Markup.text("cmdline", "panic=-1"));
        }
        return Markup.element(
                        "domain",
                        Markup.text("name", NAME),
                        Markup.text("uuid", OwnDomain.PROBE),
                        Markup.text("memory", MEMORY_MIB).with("unit", "MiB"),
                        Markup.text("vcpu", 1),
                        os,
                        Markup.element("features", Markup.element("acpi")),
                        DomainXml.cpu(cpu),
                        Markup.text("on_reboot", "destroy"),
                        Markup.text("on_crash", "destroy"),
                        Markup.element("devices", Markup.element("memballoon").with("model", "none")))
                .with("type", acceleration.type())
                .toString();
    }
}
