package org.farandole.contracts.golden;

import static org.farandole.contracts.golden.Examples.NODE;
import static org.farandole.contracts.golden.Examples.OTHER;
import static org.farandole.contracts.golden.Examples.RESERVATION;
import static org.farandole.contracts.golden.Examples.SIZE;
import static org.farandole.contracts.golden.Examples.VM;

import java.time.Duration;
import java.util.List;
import org.farandole.contracts.vm.Ipv4;
import org.farandole.contracts.vm.MacAddress;
import org.farandole.contracts.vm.VmCommand;
import org.farandole.contracts.vm.VmDescription;
import org.farandole.contracts.vm.VmEvent;
import org.farandole.contracts.vm.VmPhase;

/** One message about a VM of each kind, and a second one where something may be absent. */
final class VmExamples {

    private static final Ipv4 ADDRESS = Ipv4.parse("10.128.0.19");
    private static final VmDescription DESCRIPTION = new VmDescription(VM, RESERVATION, SIZE, "debian12", ADDRESS);

    static final List<VmCommand> COMMANDS = List.of(
            new VmCommand.Create("c-1", NODE, DESCRIPTION, 1),
            new VmCommand.Boot("c-2", NODE, VM, 1),
            new VmCommand.Stop("c-3", NODE, VM),
            new VmCommand.Suspend("c-4", NODE, VM),
            new VmCommand.Resume("c-5", NODE, VM),
            new VmCommand.Destroy("c-6", NODE, VM),
            new VmCommand.Migrate("c-7", NODE, VM, OTHER, DvmsExamples.ISP, 0, Duration.ofSeconds(100)),
            new VmCommand.Migrate("c-8", NODE, VM, OTHER, null, 0, Duration.ofMillis(1666)));

    static final List<VmEvent> EVENTS = List.of(
            new VmEvent.Planned(DESCRIPTION, NODE, MacAddress.of(ADDRESS)),
            new VmEvent.Defined(VM, NODE),
            new VmEvent.Booting(VM, NODE, 1),
            new VmEvent.Running(VM, NODE),
            new VmEvent.PhaseFailed(VM, NODE, VmPhase.BOOT, 1, 3, "no answer", null),
            new VmEvent.PhaseFailed(VM, NODE, VmPhase.MIGRATE, 1, 1, "time-out", DvmsExamples.ISP),
            new VmEvent.Migrating(VM, NODE, OTHER, DvmsExamples.ISP),
            new VmEvent.Migrated(VM, NODE, OTHER, DvmsExamples.ISP, Duration.ofMillis(10_300)),
            new VmEvent.Migrated(VM, NODE, OTHER, null, Duration.ofMillis(4_100), Duration.ofMillis(38)),
            new VmEvent.Stopped(VM, NODE, "the guest shut down"),
            new VmEvent.Stopped(VM, NODE, null),
            new VmEvent.Destroyed(VM, NODE),
            new VmEvent.Lost(VM, NODE, "its node is lost"),
            new VmEvent.GivenUp(VM, RESERVATION, "3 tries of boot failed"),
            new VmEvent.Cleared(NODE, RESERVATION));

    private VmExamples() {}
}
