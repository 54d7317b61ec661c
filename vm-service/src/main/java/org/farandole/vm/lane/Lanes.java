package org.farandole.vm.lane;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.reservation.ReservationId;
import org.farandole.hypervisor.Domain;
import org.farandole.hypervisor.Hypervisor;
import org.farandole.hypervisor.HypervisorException;
import org.farandole.hypervisor.Hypervisors;
import org.farandole.messaging.Speed;
import org.farandole.vm.launch.Launcher;
import org.farandole.vm.life.Vm;
import org.farandole.vm.life.VmState;
import org.farandole.vm.life.Vms;
import org.farandole.vm.node.Node;
import org.farandole.vm.node.Nodes;
import org.jboss.logging.Logger;

/** All nodes' lanes, and what becomes of what runs on them. Thread-safe. */
@ApplicationScoped
public class Lanes implements CommandRun.Site {

    private static final Logger LOG = Logger.getLogger(Lanes.class);
    private static final int TRIES = 60;

    private final VmSettings settings;
    private final Nodes nodes;
    private final Vms vms;
    private final Launcher launcher;
    private final Outcomes outcomes;
    private final Clock clock = Clock.systemUTC();
    private final CommandRun run;
    private final Map<NodeName, Lane> lanes = new ConcurrentHashMap<>();
    private final Map<NodeName, URI> uris = new ConcurrentHashMap<>();
    private final Map<URI, NodeCalls> calls = new ConcurrentHashMap<>();
    private final Grouped<Report> reports;
    private volatile boolean stopped;

    Lanes(VmSettings settings, Speed speed, Nodes nodes, Vms vms, Launcher launcher, Outcomes outcomes) {
        this.settings = settings;
        this.nodes = nodes;
        this.vms = vms;
        this.launcher = launcher;
        this.outcomes = outcomes;
        this.reports = new Grouped<>("outcomes", TRIES, this::record);
        this.run = new CommandRun(settings, speed, this, this::report, clock);
    }

    void start(@Observes StartupEvent start) {
        reports.start();
        Thread.ofVirtual().name("spread").start(() -> vms.withHomeless().forEach(this::spread));
    }

    void stop(@Observes ShutdownEvent stop) throws InterruptedException {
        halt();
        reports.stop();
    }

    private void record(List<Report> group) {
        outcomes.record(group).forEach(this::spread);
    }

    private void spread(ReservationId reservation) {
        try {
            launcher.spread(reservation);
        } catch (RuntimeException e) {
            LOG.errorf(e, "VMs without a node could not be spread reservationId=%s", reservation);
        }
    }

    /** In their order. A job that is on its lane already is not taken twice. */
    void submit(Collection<Job> jobs) {
        if (stopped) {
            return;
        }
        for (Job job : jobs) {
            if (!lane(job.command().node()).submit(job)) {
                reports.add(CommandRun.refused(job.command()));
            }
        }
    }

    private Lane lane(NodeName node) {
        return lanes.computeIfAbsent(
                node,
                name -> new Lane(
                        name,
                        Map.of(
                                Job.Kind.LAUNCH, settings.bootsPerNode(),
                                Job.Kind.MOVE, settings.movesPerNode(),
                                Job.Kind.END, settings.movesPerNode()),
                        settings.queuePerNode(),
                        this::work,
                        job -> report(new Report(job.command(), null, true))));
    }

    private void work(Job job) {
        try {
            workUntilDone(job);
        } catch (InterruptedException e) {
            // stopped: it is resumed at the next start. Superseded, or its node lost: there is nothing more to do
            report(new Report(job.command(), null, true));
        }
    }

    private void workUntilDone(Job job) throws InterruptedException {
        Job next = job;
        while (true) {
            try {
                run.run(next);
                return;
            } catch (RuntimeException e) {
                LOG.errorf(
                        e,
                        "command interrupted, resumed after a pause commandId=%s",
                        job.command().id());
                Thread.sleep(settings.retryPause());
                next = new Job(job.command(), job.since(), true);
            }
        }
    }

    private void report(Report report) {
        if (!stopped) {
            reports.add(report);
        }
    }

    /** What is being done to the VM on its node's lane ends; a migration reads what became of it. */
    public void interrupt(Vm vm) {
        switch (vm.state()) {
            case VmState.Migrating s -> lane(s.node()).interrupt(vm.name());
            case VmState.Lost s -> lane(s.node()).interrupt(vm.name());
            case VmState.Homeless _, VmState.Planned _, VmState.Creating _, VmState.Booting _ -> {}
            case VmState.Checking _, VmState.Running _, VmState.Doomed _, VmState.Destroying _ -> {}
            case VmState.Destroyed _, VmState.GivenUp _ -> {}
        }
    }

    /** The node may have another hypervisor now. */
    public void connectAgain(NodeName node) {
        uris.remove(node);
    }

    /** Ends all that runs, without a report: as if the process had ended. */
    void halt() throws InterruptedException {
        stopped = true;
        List<Thread> ending =
                lanes.values().stream().flatMap(lane -> lane.stop().stream()).toList();
        lanes.clear();
        for (Thread thread : ending) {
            thread.join(settings.allowance());
        }
    }

    /** After {@link #halt}. */
    void restart(Collection<Job> unfinished) {
        stopped = false;
        submit(unfinished);
    }

    /** What the node's hypervisor knows. */
    public List<Domain> domains(NodeName node) throws HypervisorException, InterruptedException {
        return calls(node).ask(settings.allowance(), Hypervisor::domains);
    }

    @Override
    public NodeCalls calls(NodeName node) throws HypervisorException {
        URI uri = hypervisor(node);
        try {
            return calls.computeIfAbsent(uri, each -> connect(node, each));
        } catch (IllegalArgumentException e) {
            throw new HypervisorException(HypervisorException.Fault.NODE, String.valueOf(e.getMessage()), e);
        }
    }

    private NodeCalls connect(NodeName node, URI uri) {
        Hypervisor hypervisor = Hypervisors.driverFor(uri).connect(node, uri);
        return new NodeCalls(
                node, hypervisor, Breaker.closed(settings.breakerFailures(), settings.breakerPause()), clock);
    }

    @Override
    public URI hypervisor(NodeName node) throws HypervisorException {
        URI known = uris.get(node);
        if (known != null) {
            return known;
        }
        URI read = nodes.find(node)
                .map(found -> found.description().hypervisor())
                .orElseThrow(() -> new HypervisorException(
                        HypervisorException.Fault.NODE, "node " + node + " is not known", null));
        uris.put(node, read);
        return read;
    }

    @Override
    public boolean stopping() {
        return stopped;
    }

    @Override
    public boolean lost(NodeName node) {
        return nodes.find(node).map(Node::lost).orElse(true);
    }
}
