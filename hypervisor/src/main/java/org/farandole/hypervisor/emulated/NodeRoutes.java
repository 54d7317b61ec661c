package org.farandole.hypervisor.emulated;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.farandole.contracts.node.MacroStep;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.vm.VmName;
import org.farandole.hypervisor.HypervisorException;
import org.farandole.hypervisor.HypervisorException.Fault;
import org.farandole.hypervisor.emulation.OperationId;
import org.farandole.hypervisor.emulation.VmSpec;
import org.farandole.hypervisor.emulation.World;

/** What lies under {@code /nodes/<node>/}. A long operation is answered when it is done. */
final class NodeRoutes {

    private static final Optional<Object> DONE = Optional.of(List.of());

    private final LiveWorld live;

    NodeRoutes(LiveWorld live) {
        this.live = live;
    }

    /**
     * @return the answer's body; none if there is no such route
     * @throws IllegalArgumentException if a name is malformed
     */
    Optional<Object> answer(Request request) throws HypervisorException, InterruptedException {
        NodeName node = new NodeName(request.path().get(1));
        List<String> rest = request.path().subList(2, request.path().size());
        if (rest.size() >= 2 && rest.getFirst().equals("domains")) {
            String action = String.join("/", rest.subList(2, rest.size()));
            return ofDomain(request, node, new VmName(rest.get(1)), request.method() + " " + action);
        }
        if (rest.size() == 2
                && rest.getFirst().equals("steps")
                && request.method().equals("POST")) {
            return step(request, node, rest.get(1));
        }
        return switch (request.method() + " " + String.join("/", rest)) {
            case "GET domains" -> Optional.of(live.at(world -> world.domains(node)));
            case "GET stats" -> Optional.of(live.at(world -> world.stats(node)));
            case "POST undo" -> operate(request, node, world -> world.undo(node));
            case "POST power-on" -> operate(request, node, world -> world.powerOn(node));
            case "POST power-off" -> operate(request, node, world -> world.powerOff(node));
            case "DELETE operation" -> done(world -> world.abortOperation(node, "it was aborted"));
            default -> Optional.empty();
        };
    }

    private Optional<Object> ofDomain(Request request, NodeName node, VmName vm, String route)
            throws HypervisorException, InterruptedException {
        return switch (route) {
            case "PUT " -> define(request, node, vm);
            case "DELETE " -> done(world -> world.destroy(node, vm));
            case "POST start" -> done(world -> world.start(node, vm));
            case "POST stop" -> done(world -> world.stop(node, vm));
            case "POST suspend" -> done(world -> world.suspend(node, vm));
            case "POST resume" -> done(world -> world.resume(node, vm));
            case "GET answer" -> {
                live.await(world -> world.bootOf(node, vm), request.timeout());
                yield DONE;
            }
            case "POST migration" -> migrate(request, node, vm);
            case "DELETE migration" ->
                done(world -> world.abortMigration(node, vm, Fault.TIMEOUT, "stays: its migration was aborted"));
            default -> Optional.empty();
        };
    }

    private Optional<Object> define(Request request, NodeName node, VmName vm) throws HypervisorException {
        Wire.Definition definition = request.read(Wire.Definition.class);
        if (!definition.vm().name().equals(vm)) {
            throw new IllegalArgumentException(
                    "the description is " + definition.vm().name() + "'s, the path " + vm + "'s");
        }
        return done(world -> world.define(node, new VmSpec(vm, definition.vm().size())));
    }

    private Optional<Object> migrate(Request request, NodeName node, VmName vm)
            throws HypervisorException, InterruptedException {
        NodeName to = request.read(Wire.MigrationOrder.class).destination();
        return orAbort(
                request.timeout(),
                world -> world.migrate(node, vm, to),
                world -> world.abortMigration(node, vm, Fault.TIMEOUT, "stays: its migration took too long"));
    }

    private Optional<Object> step(Request request, NodeName node, String name)
            throws HypervisorException, InterruptedException {
        MacroStep step = MacroStep.valueOf(name.replace('-', '_').toUpperCase(Locale.ROOT));
        var reservation = request.read(Wire.StepOrder.class).reservation();
        return operate(request, node, world -> world.runStep(node, step, reservation));
    }

    private Optional<Object> operate(Request request, NodeName node, LiveWorld.Command<Optional<OperationId>> begin)
            throws HypervisorException, InterruptedException {
        return orAbort(request.timeout(), begin, world -> world.abortOperation(node, "it took too long"));
    }

    private Optional<Object> orAbort(Duration timeout, LiveWorld.Command<Optional<OperationId>> begin, Effect abort)
            throws HypervisorException, InterruptedException {
        try {
            live.await(begin, timeout);
            return DONE;
        } catch (HypervisorException e) {
            if (e.fault() == Fault.TIMEOUT) {
                done(abort);
            }
            throw e;
        }
    }

    @FunctionalInterface
    private interface Effect {
        void on(World world) throws HypervisorException;
    }

    private Optional<Object> done(Effect effect) throws HypervisorException {
        return live.at(world -> {
            effect.on(world);
            return DONE;
        });
    }
}
