package org.farandole.vm.execution;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.vm.VmName;
import org.farandole.messaging.Speed;
import org.farandole.vm.lane.VmSettings;
import org.farandole.vm.life.Vm;
import org.farandole.vm.life.VmInput;
import org.farandole.vm.life.VmState;
import org.farandole.vm.life.Vms;
import org.farandole.vm.node.Books;
import org.farandole.vm.node.Ledger;
import org.farandole.vm.node.Node;

/**
 * Migrations that a person orders. Their nodes are not held by a plan, and no plan is accepted on them until the VM has
 * arrived or stayed: {@link #underWay}. Thread-safe.
 */
@ApplicationScoped
class OrderedMoves {

    private final Ledger ledger;
    private final Vms vms;
    private final Speed speed;
    private final Duration limit;

    OrderedMoves(Ledger ledger, Vms vms, Speed speed, VmSettings settings) {
        this.ledger = ledger;
        this.vms = vms;
        this.speed = speed;
        this.limit = settings.orderedMoveTimeout();
    }

    /** What becomes of an order. */
    sealed interface Answer {
        /** It is under way; what comes of it {@code vm.events} says. */
        record Begun(Vm vm) implements Answer {}

        record Unknown(String what) implements Answer {}

        /** @param why not now, or not at all */
        record Refused(String why) implements Answer {}
    }

    @Transactional
    Answer order(VmName name, NodeName destination) {
        Stream<NodeName> source = vms.find(name).map(vm -> vm.state().on()).stream();
        Books books = ledger.open(
                Stream.concat(source, Stream.of(destination)).distinct().toList());
        Optional<Vm> vm = books.vm(name);
        if (vm.isEmpty()) {
            return new Answer.Unknown("There is no VM " + name);
        }
        if (books.node(destination).isEmpty()) {
            return new Answer.Unknown("There is no node " + destination);
        }
        Optional<String> obstacle = obstacle(vm.get(), destination, books);
        if (obstacle.isPresent()) {
            return new Answer.Refused("VM " + name + " cannot be migrated to " + destination + ": " + obstacle.get());
        }
        Vm moving = books.apply(name, new VmInput.Migrate(destination, null, 0, speed.toWall(limit)));
        books.close();
        return new Answer.Begun(moving);
    }

    private static Optional<String> obstacle(Vm vm, NodeName destination, Books books) {
        if (!(vm.state() instanceof VmState.Running(NodeName source))
                || books.node(source).isEmpty()) {
            return Optional.of("it is " + vm.state().phase());
        }
        if (source.equals(destination)) {
            return Optional.of("it runs there");
        }
        return Stream.of(source, destination)
                .flatMap(end -> obstacle(vm, books.node(end).orElseThrow()).stream())
                .findFirst()
                .or(() -> noRoom(vm, books.node(destination).orElseThrow(), books));
    }

    private static Optional<String> obstacle(Vm vm, Node node) {
        if (!node.usable()) {
            return Optional.of("node " + node.name() + (node.lost() ? " is lost" : " is not a hypervisor at present"));
        }
        if (!vm.description().reservation().equals(node.readyFor())) {
            return Optional.of("node " + node.name() + " is " + node.readyFor() + "'s, the VM is "
                    + vm.description().reservation() + "'s");
        }
        return node.idle()
                ? Optional.empty()
                : Optional.of("the plan of " + node.heldBy() + " holds node " + node.name() + "; try again later");
    }

    private static Optional<String> noRoom(Vm vm, Node destination, Books books) {
        if (destination.draining()) {
            return Optional.of("node " + destination.name() + " is draining");
        }
        int free = books.freeMiB(destination.name());
        return free >= vm.memoryMiB()
                ? Optional.empty()
                : Optional.of(
                        "node " + destination.name() + " has " + free + " MiB left, the VM needs " + vm.memoryMiB());
    }

    /** A VM that a person moves from or to one of the nodes, if any. */
    static Optional<Vm> underWay(Books books) {
        return books.around().stream()
                .filter(vm -> vm.state() instanceof VmState.Migrating moving && moving.isp() == null)
                .findFirst();
    }
}
