package org.farandole.cli.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.farandole.cli.platform.World;
import org.farandole.cli.terminal.CommandFailure;
import org.farandole.contracts.reservation.Subnet;

/** The manifest that a demo launches: the example's, with other counts where the options say so. */
final class DemoManifest {

    /** As many as the largest subnet has addresses for. */
    static final int MOST_VMS = Subnet.sizeOf(Subnet.LARGEST) - 3;

    private static final int EXAMPLE_NODES = 64;
    private static final int EXAMPLE_VMS = 640;

    /** Soon, as a demo is short. */
    private static final String SLEEP = """
            power: {low: 30, after: 2m, fill: 80, reserve: 1}
            """;

    private DemoManifest() {}

    /** @param example deploy/examples/demo.yaml */
    static String of(DemoPlan plan, Path example) {
        int nodes = plan.world().nodes();
        boolean recorded = plan.world().load() instanceof World.Queue;
        if (nodes == EXAMPLE_NODES && plan.vms() == EXAMPLE_VMS && !recorded && !plan.consolidates()) {
            return read(example);
        }
        return """
                name: demo
                walltime: 2h
                nodes:
                  count: %d
                  minimum: %d
                network:
                  subnet: /%d
                  vlan: global
                deployment:
                  image: debian-kvm
                  retries: 2
                vms:
                  count: %d
                  size: {vcpus: 1, memory: 1GiB}
                  image: debian-cloud
                  naming: %s-{n}
                  retries: 2
                %s""".formatted(
                        nodes,
                        minimum(nodes),
                        smallestPrefix(plan.vms()),
                        plan.vms(),
                        recorded ? "vm" : "demo",
                        plan.consolidates() ? SLEEP : "");
    }

    /** Seven of eight nodes are enough, as in the example. */
    private static int minimum(int nodes) {
        return Math.max(1, nodes * 7 / 8);
    }

    static int smallestPrefix(int vms) {
        int prefix = Subnet.SMALLEST;
        while (prefix > Subnet.LARGEST && Subnet.sizeOf(prefix) - 3 < vms) {
            prefix--;
        }
        return prefix;
    }

    private static String read(Path example) {
        try {
            return Files.readString(example);
        } catch (IOException e) {
            throw CommandFailure.cannotStart(example + " cannot be read: restore it from the sources");
        }
    }
}
