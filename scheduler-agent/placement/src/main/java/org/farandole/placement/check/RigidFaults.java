package org.farandole.placement.check;

import java.util.List;
import org.farandole.placement.Dimension;
import org.farandole.placement.Node;
import org.farandole.placement.Vm;

/** No node has more of a rigid dimension demanded, at any moment, than its limit or what it had before. */
final class RigidFaults {

    private final Given given;
    private final Journeys journeys;
    private final WorstMoment worst;
    private final Loads before;

    RigidFaults(Given given, Journeys journeys, Order order) {
        this.given = given;
        this.journeys = journeys;
        worst = new WorstMoment(order);
        before = new Loads(given, given.hostsBefore());
    }

    void addTo(List<String> faults) {
        for (Node node : given.nodes.values()) {
            List<Stay> stays = journeys.on(node.name());
            if (stays.stream().anyMatch(stay -> stay.arrival() != Stay.NONE)) {
                given.dimensions.stream()
                        .filter(Dimension::rigid)
                        .forEach(dimension -> check(node, dimension, stays, faults));
            }
        }
    }

    private void check(Node node, Dimension dimension, List<Stay> stays, List<String> faults) {
        long most = worst.heaviest(stays, stay -> demand(stay, dimension));
        long bound = Math.max(given.limit(node, dimension), before.of(node, dimension));
        if (most > bound) {
            faults.add(node.name() + " may reach " + most + " of " + bound + " " + dimension.unit() + " of " + dimension
                    + " on the way");
        }
    }

    private long demand(Stay stay, Dimension dimension) {
        Vm vm = given.vm(stay.vm());
        return vm == null ? 0 : given.demand(vm, dimension);
    }
}
