package org.farandole.contracts.golden;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.farandole.contracts.dvms.Member;
import org.farandole.contracts.dvms.Mode;
import org.farandole.contracts.monitor.Sample;
import org.farandole.contracts.monitor.ViolationEvent;
import org.farandole.contracts.monitor.ViolationEvent.Cause;
import org.farandole.contracts.node.Capacity;
import org.farandole.contracts.node.MacroStep;
import org.farandole.contracts.node.NodeCommand;
import org.farandole.contracts.node.NodeDescription;
import org.farandole.contracts.node.NodeEvent;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.node.Overload;
import org.farandole.contracts.node.Resource;
import org.farandole.contracts.node.RingKey;
import org.farandole.contracts.node.Throughput;
import org.farandole.contracts.reservation.Booking;
import org.farandole.contracts.reservation.Manifest;
import org.farandole.contracts.reservation.Manifest.DeploymentRequest;
import org.farandole.contracts.reservation.Manifest.NetworkRequest;
import org.farandole.contracts.reservation.Manifest.NodeRequest;
import org.farandole.contracts.reservation.Manifest.VmRequest;
import org.farandole.contracts.reservation.ReservationEvent;
import org.farandole.contracts.reservation.ReservationId;
import org.farandole.contracts.reservation.Subnet;
import org.farandole.contracts.reservation.Vlan;
import org.farandole.contracts.vm.VmName;
import org.farandole.contracts.vm.VmSize;

/** One message of each kind, and a second one where something may be absent. VMs and the ring are in files of their own. */
final class Examples {

    static final Instant AT = Instant.parse("2026-11-23T10:00:00.250Z");
    static final NodeName NODE = new NodeName("rennes-1");
    static final NodeName OTHER = new NodeName("rennes-2");
    static final VmName VM = new VmName("demo-17");
    static final ReservationId RESERVATION = new ReservationId("r-17");
    static final VmSize SIZE = new VmSize(1, 1024);
    static final NodeDescription DESCRIPTION = new NodeDescription(
            new RingKey("rennes", "paravance", NODE),
            3,
            8,
            new Capacity(700, 32_768),
            java.net.URI.create("emulated://127.0.0.1:17086/rennes-1"),
            Map.of("disk", "ssd", "rack", "r7"));

    private static final Manifest MANIFEST = new Manifest(
            "demo",
            null,
            Duration.ofHours(2),
            new NodeRequest(2, 1, null),
            new NetworkRequest(18, Vlan.Kind.GLOBAL),
            new DeploymentRequest("debian12-kvm", 2),
            new VmRequest(20, SIZE, "debian12", "demo-{n}", 2));
    private static final Manifest LATER = new Manifest(
            "later",
            AT,
            Duration.ofHours(1),
            new NodeRequest(2, 2, "site = 'rennes' and memoryMiB >= 32768"),
            new NetworkRequest(22, Vlan.Kind.LOCAL),
            new DeploymentRequest("debian12-kvm", 0),
            new VmRequest(1, SIZE, "debian12", "later-{n}", 0, "#!/bin/sh\necho later\n"));
    private static final Booking BOOKING = new Booking(
            RESERVATION,
            MANIFEST,
            List.of(DESCRIPTION),
            Subnet.parse("10.128.0.0/18"),
            new Vlan(Vlan.Kind.GLOBAL, 10),
            AT,
            AT.plus(Duration.ofHours(2)));

    static final List<NodeEvent> NODE_EVENTS = List.of(
            new NodeEvent.Registered(DESCRIPTION),
            new NodeEvent.Booked(NODE, RESERVATION),
            new NodeEvent.StepEntered(NODE, RESERVATION, MacroStep.SET_DEPLOYMENT_ENVIRONMENT, 1),
            new NodeEvent.StepPassed(NODE, RESERVATION, MacroStep.REBOOT_INTO_VLAN, 1, Duration.ofSeconds(95)),
            new NodeEvent.StepPassed(
                    NODE,
                    RESERVATION,
                    MacroStep.CONFIGURE_HYPERVISOR,
                    1,
                    Duration.ofSeconds(3),
                    "guests run under KVM"),
            new NodeEvent.StepRetried(NODE, RESERVATION, MacroStep.BROADCAST_IMAGE, 1, 3, "checksum differs"),
            new NodeEvent.StepFailed(NODE, RESERVATION, MacroStep.VERIFY, 3, "the old system answers"),
            new NodeEvent.Ready(DESCRIPTION, RESERVATION),
            new NodeEvent.Draining(NODE, "a disk is to be changed"),
            new NodeEvent.Off(NODE),
            new NodeEvent.Released(NODE, RESERVATION),
            new NodeEvent.Lost(NODE, "no answer within 2 s"),
            new NodeEvent.Back(NODE));

    static final List<NodeCommand> NODE_COMMANDS =
            List.of(new NodeCommand.PowerOn(NODE, "needed"), new NodeCommand.PowerOff(NODE, "empty"));

    static final List<ReservationEvent> RESERVATION_EVENTS = List.of(
            new ReservationEvent.Requested(RESERVATION, MANIFEST),
            new ReservationEvent.Requested(RESERVATION, LATER),
            new ReservationEvent.Granted(BOOKING),
            new ReservationEvent.Rejected(RESERVATION, "2 nodes are wanted, 1 is free"),
            new ReservationEvent.Started(BOOKING),
            new ReservationEvent.Extended(RESERVATION, AT),
            new ReservationEvent.Released(RESERVATION, "asked for"),
            new ReservationEvent.Expired(RESERVATION),
            new ReservationEvent.Ended(RESERVATION));

    static final List<ViolationEvent> VIOLATIONS = List.of(
            new ViolationEvent.Began(NODE, AT, 760, 700),
            new ViolationEvent.Ended(NODE, AT, Duration.ofMillis(12_500), 11, Cause.RELIEVED),
            new ViolationEvent.Began(NODE, AT, 640, 700, List.of(new Overload(Resource.DISK, 312, 250))));

    static final List<Sample> SAMPLES = List.of(
            new Sample(
                    NODE,
                    3,
                    AT,
                    AT.plusSeconds(3600),
                    new Capacity(700, 32_768),
                    90,
                    110,
                    1024,
                    List.of(new Sample.VmSample(VM, 90, 110, 1024))),
            new Sample(OTHER, 4, AT, AT, new Capacity(700, 32_768), 0, 0, 0, List.of()),
            new Sample(
                    NODE,
                    3,
                    AT,
                    AT,
                    new Capacity(700, 32_768, new Throughput(Throughput.UNBOUNDED, 500, 1_250)),
                    90,
                    110,
                    1024,
                    List.of(new Sample.VmSample(VM, 90, 110, 1024, new Throughput(0, 510, 20)))));

    static final List<Member> MEMBERS = List.of(
            new Member(DvmsExamples.POSITION, Member.Status.ACTIVE, null),
            new Member(DvmsExamples.POSITION, Member.Status.DRAINING, 42L),
            new Member(DvmsExamples.POSITION, Member.Status.SPARE, 42L),
            new Member(DvmsExamples.POSITION, Member.Status.IN_USE, 42L));

    static final List<Mode> MODES = List.of(new Mode(Mode.Kind.ADVISE));

    private Examples() {}
}
