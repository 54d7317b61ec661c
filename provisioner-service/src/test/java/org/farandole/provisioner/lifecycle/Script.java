package org.farandole.provisioner.lifecycle;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.farandole.contracts.node.NodeEvent;
import org.farandole.contracts.reservation.ReservationId;
import org.farandole.provisioner.Given;
import org.farandole.provisioner.lifecycle.NodeEffect.Announce;
import org.farandole.provisioner.lifecycle.NodeEffect.Make;
import org.farandole.provisioner.lifecycle.NodeInput.Faulted;
import org.farandole.provisioner.lifecycle.NodeInput.Succeeded;

/** A deployment that is told one input after the other, and remembers what it decided. */
final class Script {

    static final ReservationId RESERVATION = new ReservationId("r-17");
    static final Duration TOOK = Duration.ofSeconds(60);

    private final List<NodeEvent> events = new ArrayList<>();
    private final List<Make> calls = new ArrayList<>();
    private NodeDeployment deployment;

    private Script(Decision first) {
        deployment = first.next();
        remember(first);
    }

    /** A node of a reservation that has just started. */
    static Script begin(int tries) {
        return new Script(NodeDeployment.begin(Given.node("rennes-1"), RESERVATION, tries));
    }

    static Script discard(ReservationId owner) {
        return new Script(NodeDeployment.discard(Given.node("rennes-1"), RESERVATION, 1, owner));
    }

    Script hears(NodeInput input) {
        Decision decision = deployment.decide(input);
        deployment = decision.next();
        remember(decision);
        return this;
    }

    /** The newest call succeeds. */
    Script succeeds() {
        return hears(new Succeeded(deployment.ticket(), TOOK));
    }

    Script succeeds(int times) {
        for (int i = 0; i < times; i++) {
            succeeds();
        }
        return this;
    }

    /** The newest call fails. */
    Script faults(String cause) {
        return hears(new Faulted(deployment.ticket(), cause));
    }

    NodeDeployment deployment() {
        return deployment;
    }

    NodeState state() {
        return deployment.state();
    }

    List<NodeEvent> events() {
        return events;
    }

    List<NodeCall> calls() {
        return calls.stream().map(Make::call).toList();
    }

    List<Make> makes() {
        return calls;
    }

    private void remember(Decision decision) {
        for (NodeEffect effect : decision.effects()) {
            switch (effect) {
                case Announce(NodeEvent event) -> events.add(event);
                case Make make -> calls.add(make);
            }
        }
    }
}
