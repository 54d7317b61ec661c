package org.farandole.hypervisor.libvirt;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.reservation.ReservationId;
import org.farandole.contracts.vm.Ipv4;
import org.farandole.contracts.vm.VmDescription;
import org.farandole.contracts.vm.VmName;
import org.farandole.contracts.vm.VmSize;
import org.farandole.hypervisor.Hypervisor;
import org.farandole.hypervisor.HypervisorException;

/** How long a full sample of many domains takes, on libvirt's test driver: {@code ./farandole bench sample [DOMAINS]}. */
public final class SampleBench {

    private static final int DOMAINS = 6_000;
    private static final int WARM_UP = 20;
    private static final int SAMPLES = 50;

    private SampleBench() {}

    public static void main(String[] arguments) throws IOException, HypervisorException {
        int domains;
        try {
            domains = arguments.length == 0 ? DOMAINS : Integer.parseInt(arguments[0]);
        } catch (NumberFormatException e) {
            System.err.println("farandole: bench sample: a number of domains, not '" + arguments[0] + "'");
            System.exit(2);
            return;
        }
        Path node = Files.createTempFile("farandole-bench", ".xml");
        try {
            Files.writeString(node, node(domains));
            Figures figures = measure(URI.create("test://" + node));
            System.out.printf(
                    "%d domains, %d samples: shortest %.1f ms, median %.1f ms, longest %.1f ms; the first, cold, %.1f ms%n",
                    domains, SAMPLES, figures.shortest(), figures.median(), figures.longest(), figures.cold());
        } finally {
            Files.delete(node);
        }
    }

    /** Each of all domains, in milliseconds. @param cold the first */
    record Figures(double cold, double shortest, double median, double longest) {}

    static Figures measure(URI node) throws HypervisorException {
        double[] millis = new double[SAMPLES];
        double cold;
        try (Hypervisor hypervisor = new LibvirtDriver().connect(new NodeName("bench"), node)) {
            // the very first reads twice, with a pause between
            hypervisor.stats();
            cold = sample(hypervisor);
            for (int i = 0; i < WARM_UP; i++) {
                sample(hypervisor);
            }
            for (int i = 0; i < SAMPLES; i++) {
                millis[i] = sample(hypervisor);
            }
        }
        Arrays.sort(millis);
        return new Figures(cold, millis[0], millis[SAMPLES / 2], millis[SAMPLES - 1]);
    }

    private static double sample(Hypervisor hypervisor) throws HypervisorException {
        long begun = System.nanoTime();
        hypervisor.stats();
        return (System.nanoTime() - begun) / 1e6;
    }

    /** A node of the test driver with so many running guests of ours. */
    static String node(int domains) {
        Markup node = Markup.element(
                "node",
                Markup.element(
                        "cpu",
                        Markup.text("mhz", 3000),
                        Markup.text("model", "i686"),
                        Markup.text("active", 64),
                        Markup.text("nodes", 1),
                        Markup.text("sockets", 2),
                        Markup.text("cores", 32),
                        Markup.text("threads", 1)),
                Markup.text("memory", 1L << 30));
        for (int i = 0; i < domains; i++) {
            node.add(guest(i));
        }
        return node.toString();
    }

    private static Markup guest(int number) {
        VmDescription vm = new VmDescription(
                new VmName("vm-" + number),
                new ReservationId("r-1"),
                new VmSize(1, 128),
                "debian",
                Ipv4.parse("10.128.0.2").plus(number));
        return Markup.element(
                        "domain",
                        Markup.text("name", vm.name()),
                        Markup.text("uuid", OwnDomain.uuid(vm.name())),
                        Markup.element("metadata", GuestRecord.markup(vm)),
                        Markup.text("memory", vm.size().memoryMiB()).with("unit", "MiB"),
                        Markup.text("vcpu", vm.size().vcpus()),
                        Markup.element("os", Markup.text("type", "hvm")))
                .with("type", "test");
    }
}
