package org.farandole.provisioner.deployment;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Optional;
import org.farandole.contracts.node.MacroStep;
import org.farandole.contracts.node.NodeDescription;
import org.farandole.messaging.Speed;
import org.farandole.provisioner.ProvisionerSettings;
import org.farandole.provisioner.deployer.NodeDeployer;
import org.farandole.provisioner.deployer.NodeDeployers;
import org.farandole.provisioner.deployer.NodeFault;
import org.farandole.provisioner.lifecycle.Backoff;
import org.farandole.provisioner.lifecycle.NodeCall;
import org.farandole.provisioner.lifecycle.NodeDeployment;
import org.farandole.provisioner.lifecycle.NodeInput;
import org.farandole.provisioner.lifecycle.NodeInput.Faulted;
import org.farandole.provisioner.lifecycle.NodeInput.Succeeded;
import org.jboss.logging.Logger;

/** Makes a deployment's calls on the node: with a place in the window, the time-out of each, and a pause before repeats. */
final class NodeCalls {

    private static final Logger LOG = Logger.getLogger(NodeCalls.class);

    /** The deployer keeps the time-out itself and says more about it; this much later it is cut off. */
    private static final Duration GRACE = Duration.ofSeconds(8);

    private final NodeDeployers deployers;
    private final Tenancies tenancies;
    private final ProvisionerSettings.Timeouts timeouts;
    private final Backoff backoff;
    private final Speed speed;
    private final MeterRegistry meters;

    NodeCalls(
            NodeDeployers deployers,
            Tenancies tenancies,
            ProvisionerSettings settings,
            Speed speed,
            MeterRegistry meters) {
        this.deployers = deployers;
        this.tenancies = tenancies;
        this.timeouts = settings.timeout();
        this.backoff = new Backoff(settings.pause(), settings.pauseAtMost());
        this.speed = speed;
        this.meters = meters;
    }

    /** @return the call as work for the node's lane */
    NodeLane.Work work(NodeDeployment of, long ticket, NodeCall call) {
        NodeDescription node = of.node();
        return switch (call) {
            case NodeCall.Rest _ -> (place, calls) -> Optional.empty();
            case NodeCall.TakePlace _ ->
                (place, calls) -> {
                    place.take();
                    return Optional.of(new Succeeded(ticket, Duration.ZERO));
                };
            case NodeCall.RunStep(MacroStep step) ->
                counted(
                        step,
                        bounded(
                                of,
                                ticket,
                                boots(step),
                                timeouts.of(step),
                                (deployer, timeout) ->
                                        deployer.runStep(node, step, tenancies.booking(of.reservation()), timeout)));
            case NodeCall.PowerOff(int attempt) ->
                warned(
                        of,
                        "power off",
                        paused(
                                attempt,
                                bounded(
                                        of,
                                        ticket,
                                        false,
                                        timeouts.power(),
                                        silent((deployer, timeout) -> deployer.powerOff(node, timeout)))));
            case NodeCall.PowerOn(int attempt) ->
                warned(
                        of,
                        "power on",
                        paused(
                                attempt,
                                bounded(
                                        of,
                                        ticket,
                                        true,
                                        timeouts.power(),
                                        silent((deployer, timeout) -> deployer.powerOn(node, timeout)))));
            case NodeCall.Undo(int attempt) ->
                warned(
                        of,
                        "undo",
                        paused(
                                attempt,
                                bounded(
                                        of,
                                        ticket,
                                        false,
                                        timeouts.undo(),
                                        silent((deployer, timeout) ->
                                                deployer.undo(node, of.reservation(), timeout)))));
        };
    }

    /** @see NodeDeployer#runStep for what it may return */
    private interface Operation {
        Optional<String> run(NodeDeployer deployer, Duration timeout) throws NodeFault, InterruptedException;
    }

    private interface SilentOperation {
        void run(NodeDeployer deployer, Duration timeout) throws NodeFault, InterruptedException;
    }

    private static Operation silent(SilentOperation operation) {
        return (deployer, timeout) -> {
            operation.run(deployer, timeout);
            return Optional.empty();
        };
    }

    private NodeLane.Work bounded(
            NodeDeployment of, long ticket, boolean boots, Duration nodeTimeout, Operation operation) {
        return (place, calls) -> {
            place.take();
            if (boots) {
                place.boot();
            }
            Duration timeout = speed.toWall(nodeTimeout);
            long began = System.nanoTime();
            try {
                NodeDeployer deployer = deployers.of(of.node());
                Optional<String> note =
                        calls.make("call-" + of.name(), () -> operation.run(deployer, timeout), timeout.plus(GRACE));
                Duration took = speed.toNodeTime(Duration.ofNanos(System.nanoTime() - began));
                return Optional.of(new Succeeded(ticket, took, note.orElse(null)));
            } catch (NodeFault e) {
                return Optional.of(new Faulted(ticket, String.valueOf(e.getMessage())));
            }
        };
    }

    /** Whoever waits for a repeat leaves the place to another node. */
    private NodeLane.Work paused(int attempt, NodeLane.Work work) {
        return (place, calls) -> {
            Duration pause = backoff.before(attempt);
            if (!pause.isZero()) {
                place.giveBack();
                Thread.sleep(pause);
            }
            return work.perform(place, calls);
        };
    }

    private NodeLane.Work counted(MacroStep step, NodeLane.Work work) {
        return (place, calls) -> {
            Optional<NodeInput> result = work.perform(place, calls);
            result.ifPresent(input -> {
                boolean ok = input instanceof Succeeded;
                meters.counter("farandole.provisioner.tries", "step", step.name(), "outcome", ok ? "ok" : "ko")
                        .increment();
            });
            return result;
        };
    }

    private NodeLane.Work warned(NodeDeployment of, String what, NodeLane.Work work) {
        return (place, calls) -> {
            Optional<NodeInput> result = work.perform(place, calls);
            if (result.orElse(null) instanceof Faulted fault) {
                meters.counter("farandole.provisioner.faults", "call", what).increment();
                LOG.warnf("nodeId=%s reservationId=%s %s failed: %s", of.name(), of.reservation(), what, fault.cause());
            }
            return result;
        };
    }

    /** The steps in which a node boots. */
    private static boolean boots(MacroStep step) {
        return switch (step) {
            case SET_DEPLOYMENT_ENVIRONMENT, REBOOT_INTO_VLAN -> true;
            case BROADCAST_IMAGE, CONFIGURE_HYPERVISOR, ROUTES_AND_ISOLATION, VERIFY -> false;
        };
    }
}
