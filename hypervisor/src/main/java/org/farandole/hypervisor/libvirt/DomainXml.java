package org.farandole.hypervisor.libvirt;

import java.util.Objects;
import org.farandole.contracts.vm.MacAddress;
import org.farandole.contracts.vm.VmDescription;
import org.jspecify.annotations.Nullable;

/** A guest's domain, for libvirt. */
final class DomainXml {

    private static final String DIRECT_BOOT_LINE = "console=ttyS0 quiet panic=1";
    private static final String SERIAL_LOGS = "/var/log/libvirt/qemu/";
    private static final int BALLOON_PERIOD_SECONDS = 5;

    private DomainXml() {}

    /**
     * What the guest boots from.
     *
     * @param disk path of its overlay
     * @param seed path of its cloud-init seed
     * @param kernel path of a kernel to boot directly; none: the disk's own boot loader
     * @param initrd with the kernel
     */
    record Files(
            String disk,
            String seed,
            @Nullable String kernel,
            @Nullable String initrd) {
        Files {
            Objects.requireNonNull(disk, "disk");
            Objects.requireNonNull(seed, "seed");
        }
    }

    /** @param cpu the model of the CPU that the guest sees; the same on every node that it may move to */
    static String of(VmDescription vm, MacAddress mac, Files files, Acceleration acceleration, String cpu) {
        return Markup.element(
                        "domain",
                        Markup.text("name", vm.name()),
                        Markup.text("uuid", OwnDomain.uuid(vm.name())),
                        Markup.element("metadata", GuestRecord.markup(vm)),
                        Markup.text("memory", vm.size().memoryMiB()).with("unit", "MiB"),
                        Markup.text("vcpu", vm.size().vcpus()).with("placement", "static"),
                        boot(files),
                        Markup.element("features", Markup.element("acpi"), Markup.element("apic")),
                        cpu(cpu),
                        Markup.element("clock").with("offset", "utc"),
                        Markup.text("on_poweroff", "destroy"),
                        Markup.text("on_reboot", "restart"),
                        // a guest that panics ends, and so is seen
                        Markup.text("on_crash", "destroy"),
                        devices(vm, mac, files))
                .with("type", acceleration.type())
                .toString();
    }

    static Markup machine() {
        return Markup.text("type", "hvm").with("arch", "x86_64").with("machine", "pc");
    }

    static Markup cpu(String model) {
        return Markup.element("cpu", Markup.text("model", model).with("fallback", "forbid"))
                .with("mode", "custom")
                .with("match", "exact");
    }

    private static Markup boot(Files files) {
        Markup os = Markup.element("os", machine());
        if (files.kernel() == null) {
            return os.add(Markup.element("boot").with("dev", "hd"));
        }
        os.add(Markup.text("kernel", files.kernel()));
        if (files.initrd() != null) {
            os.add(Markup.text("initrd", files.initrd()));
        }
        return os.add(Markup.text("cmdline", DIRECT_BOOT_LINE));
    }

    private static Markup devices(VmDescription vm, MacAddress mac, Files files) {
        return Markup.element(
                "devices",
                disk(files.disk(), "qcow2", "vda"),
                disk(files.seed(), "raw", "vdb").add(Markup.element("readonly")),
                Markup.element(
                                "interface",
                                Markup.element("mac").with("address", mac),
                                Markup.element("source").with("network", vm.reservation()),
                                Markup.element("model").with("type", "virtio"))
                        .with("type", "network"),
                Markup.element(
                                "serial",
                                Markup.element("log")
                                        .with("file", SERIAL_LOGS + vm.name() + "-serial.log")
                                        .with("append", "on"),
                                Markup.element("target").with("port", 0))
                        .with("type", "pty"),
                Markup.element(
                                "channel",
                                Markup.element("target").with("type", "virtio").with("name", "org.qemu.guest_agent.0"))
                        .with("type", "unix"),
                Markup.element("memballoon", Markup.element("stats").with("period", BALLOON_PERIOD_SECONDS))
                        .with("model", "virtio"),
                Markup.element("rng", Markup.text("backend", "/dev/urandom").with("model", "random"))
                        .with("model", "virtio"),
                Markup.element("panic").with("model", "isa"));
    }

    private static Markup disk(String path, String format, String device) {
        return Markup.element(
                        "disk",
                        Markup.element("driver").with("name", "qemu").with("type", format),
                        Markup.element("source").with("file", path),
                        Markup.element("target").with("dev", device).with("bus", "virtio"))
                .with("type", "file")
                .with("device", "disk");
    }
}
