package org.farandole.hypervisor.emulation;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.SplittableRandom;
import org.farandole.contracts.node.MacroStep;
import org.farandole.contracts.reservation.ReservationId;
import org.farandole.hypervisor.HypervisorException;
import org.farandole.hypervisor.HypervisorException.Fault;
import org.farandole.hypervisor.emulation.NodeOperation.PowerOff;
import org.farandole.hypervisor.emulation.NodeOperation.PowerOn;
import org.farandole.hypervisor.emulation.NodeOperation.Step;
import org.farandole.hypervisor.emulation.NodeOperation.Undo;

/** Takes nodes from bare to deployed and back, on and off. */
final class Deployments {

    private final EventQueue queue;
    private final Operations operations;
    private final Timing timing;
    private final Faults faults;
    private final Seed seed;
    private final Collection<Node> nodes;
    private final Queue<Node> waitingToReboot = new ArrayDeque<>();
    private int rebooting;

    Deployments(
            EventQueue queue, Operations operations, Timing timing, Faults faults, Seed seed, Collection<Node> nodes) {
        this.queue = queue;
        this.operations = operations;
        this.timing = timing;
        this.faults = faults;
        this.seed = seed;
        this.nodes = nodes;
    }

    /** @return none if the step has passed before */
    Optional<OperationId> runStep(Node node, MacroStep step, ReservationId reservation) throws HypervisorException {
        if (node.operation != null) {
            if (node.operation.kind instanceof Step running
                    && running.step() == step
                    && running.reservation().equals(reservation)) {
                return Optional.of(node.operation.id);
            }
            throw busy(node, step.toString());
        }
        if (hasPassed(node, step, reservation)) {
            return Optional.empty();
        }
        node.stepTries++;
        NodeOperation operation = new NodeOperation(operations.next(), new Step(step, reservation, node.stepTries));
        node.operation = operation;
        if (step == MacroStep.REBOOT_INTO_VLAN && rebooting == timing.rebootsAtOnce()) {
            waitingToReboot.add(node);
        } else {
            beginStep(node, operation);
        }
        return Optional.of(operation.id);
    }

    /** @return none if nothing is deployed there; the caller has destroyed the VMs */
    Optional<OperationId> undo(Node node) {
        if (node.operation != null && node.operation.kind instanceof Undo) {
            return Optional.of(node.operation.id);
        }
        boolean nothingThere = node.operation == null
                && (node.deployment instanceof Deployment.Bare || node.deployment instanceof Deployment.Off);
        if (!nothingThere) {
            abort(node, "the deployment is undone");
        }
        if (node.deployment instanceof Deployment.Off) {
            node.deployment = new Deployment.Off(new Deployment.Bare());
            return Optional.empty();
        }
        if (nothingThere) {
            return Optional.empty();
        }
        node.deployment = new Deployment.Bare();
        return Optional.of(begin(node, new Undo(), timing.undo(), () -> bare(node)));
    }

    Optional<OperationId> powerOn(Node node) throws HypervisorException {
        if (node.operation != null && node.operation.kind instanceof PowerOn) {
            return Optional.of(node.operation.id);
        }
        if (!(node.deployment instanceof Deployment.Off)) {
            return Optional.empty();
        }
        if (node.operation != null) {
            throw busy(node, "power on");
        }
        return Optional.of(begin(node, new PowerOn(), timing.powerOn(), () -> on(node)));
    }

    Optional<OperationId> powerOff(Node node) throws HypervisorException {
        if (node.operation != null && node.operation.kind instanceof PowerOff) {
            return Optional.of(node.operation.id);
        }
        if (node.operation != null) {
            throw busy(node, "power off");
        }
        if (node.deployment instanceof Deployment.Off) {
            return Optional.empty();
        }
        if (!node.vms.isEmpty() || !node.migrations.isEmpty()) {
            throw new HypervisorException(
                    Fault.NODE,
                    node.name() + " has VMs: " + node.vms.keySet() + "; destroy or migrate them first",
                    null);
        }
        node.deployment = new Deployment.Off(node.deployment);
        return Optional.of(begin(node, new PowerOff(), timing.powerOff(), () -> {
            OperationId id = ended(node).id;
            queue.happened(new WorldEvent.PoweredOff(queue.now(), node.name(), id));
        }));
    }

    /** Ends what is under way on the node, if anything. */
    void abort(Node node, String cause) {
        NodeOperation operation = node.operation;
        if (operation == null) {
            return;
        }
        boolean waited = waitingToReboot.remove(node);
        ended(node);
        if (!waited) {
            freeReboot(operation);
        }
        queue.happened(new WorldEvent.Aborted(queue.now(), node.name(), operation.id, Fault.NODE, cause));
    }

    private static boolean hasPassed(Node node, MacroStep step, ReservationId reservation) throws HypervisorException {
        return switch (node.deployment) {
            case Deployment.Standing standing -> true;
            case Deployment.Off off -> throw refuse(node, step, "it is off: power it on first");
            case Deployment.Bare bare -> before(node, step, 0);
            case Deployment.Deploying deploying -> {
                heldBy(deploying.reservation(), reservation, node, step);
                yield before(node, step, deploying.passed());
            }
            case Deployment.Deployed deployed -> {
                heldBy(deployed.reservation(), reservation, node, step);
                yield true;
            }
        };
    }

    private static boolean before(Node node, MacroStep step, int passed) throws HypervisorException {
        if (step.ordinal() > passed) {
            throw refuse(node, step, MacroStep.values()[passed] + " has not passed yet");
        }
        return step.ordinal() < passed;
    }

    private static void heldBy(ReservationId holder, ReservationId asking, Node node, MacroStep step)
            throws HypervisorException {
        if (!holder.equals(asking)) {
            throw refuse(node, step, "it is deployed for " + holder + ": undo that first");
        }
    }

    private void beginStep(Node node, NodeOperation operation) {
        Step tried = (Step) operation.kind;
        SplittableRandom chance = seed.fork("steps")
                .fork(node.name().value())
                .fork(tried.attempt())
                .random();
        boolean fails = Faults.strikes(
                faults.step(), faults.failingSteps().getOrDefault(node.name(), 0), chance, tried.attempt());
        Duration whole = timing.spread(timing.mean(tried.step(), nodesInChain(node)), chance.nextDouble());
        Duration takes = fails ? Duration.ofNanos(Math.round(whole.toNanos() * chance.nextDouble())) : whole;
        rebooting += tried.step() == MacroStep.REBOOT_INTO_VLAN ? 1 : 0;
        operation.end = queue.in(takes.toNanos(), () -> endStep(node, tried, fails));
    }

    private void endStep(Node node, Step tried, boolean failed) {
        NodeOperation operation = ended(node);
        if (failed) {
            queue.happened(new WorldEvent.StepFailed(
                    queue.now(), node.name(), operation.id, tried.step(), Fault.NODE, cause(tried.step())));
        } else {
            int passed = tried.step().ordinal() + 1;
            node.deployment = passed == MacroStep.values().length
                    ? new Deployment.Deployed(tried.reservation())
                    : new Deployment.Deploying(tried.reservation(), passed);
            queue.happened(new WorldEvent.StepPassed(queue.now(), node.name(), operation.id, tried.step()));
        }
        freeReboot(operation);
    }

    private void freeReboot(NodeOperation operation) {
        if (operation.kind instanceof Step ended && ended.step() == MacroStep.REBOOT_INTO_VLAN) {
            rebooting--;
            Node next = waitingToReboot.poll();
            if (next != null) {
                beginStep(next, Objects.requireNonNull(next.operation));
            }
        }
    }

    private int nodesInChain(Node node) {
        return (int) nodes.stream()
                .filter(other -> other.spec.key().site().equals(node.spec.key().site()))
                .filter(other -> other.operation != null
                        && other.operation.kind instanceof Step step
                        && step.step() == MacroStep.BROADCAST_IMAGE)
                .count();
    }

    private OperationId begin(Node node, NodeOperation.Kind kind, Duration takes, Runnable then) {
        NodeOperation operation = new NodeOperation(operations.next(), kind);
        operation.end = queue.in(takes.toNanos(), then);
        node.operation = operation;
        return operation.id;
    }

    /** It boots from its disk. */
    private void on(Node node) {
        node.deployment = node.deployment instanceof Deployment.Off(Deployment before) ? before : new Deployment.Bare();
        OperationId id = ended(node).id;
        queue.happened(new WorldEvent.PoweredOn(queue.now(), node.name(), id));
    }

    private void bare(Node node) {
        node.deployment = new Deployment.Bare();
        OperationId id = ended(node).id;
        queue.happened(new WorldEvent.Bare(queue.now(), node.name(), id));
    }

    private static NodeOperation ended(Node node) {
        NodeOperation operation = Objects.requireNonNull(node.operation);
        if (operation.end != null) {
            operation.end.callOff();
        }
        node.operation = null;
        return operation;
    }

    private static String cause(MacroStep step) {
        return switch (step) {
            case SET_DEPLOYMENT_ENVIRONMENT -> "the deployment environment did not start";
            case REBOOT_INTO_VLAN -> "the node did not come back from its reboot";
            case BROADCAST_IMAGE -> "the image's checksum is wrong";
            case CONFIGURE_HYPERVISOR -> "the hypervisor did not start";
            case ROUTES_AND_ISOLATION -> "the gateway does not answer";
            case VERIFY -> "the hypervisor does not answer";
        };
    }

    private static HypervisorException busy(Node node, String wanted) {
        return new HypervisorException(
                Fault.NODE,
                wanted + " must wait on " + node.name() + ", where "
                        + Objects.requireNonNull(node.operation).kind.inWords() + " is under way",
                null);
    }

    private static HypervisorException refuse(Node node, MacroStep step, String why) {
        return new HypervisorException(Fault.NODE, step + " cannot begin on " + node.name() + ": " + why, null);
    }
}
