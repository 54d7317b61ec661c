package org.farandole.placement.check;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/** Sets of nodes, and how much of what adds up over VMs may be in one at a moment. A VM that moves within one is there once. */
final class Zones {

    private final Journeys journeys;
    private final WorstMoment worst;

    Zones(Journeys journeys, Order order) {
        this.journeys = journeys;
        worst = new WorstMoment(order);
    }

    long most(Collection<String> vms, Predicate<String> zone, ToLongFunction<String> weight) {
        List<Stay> inside = new ArrayList<>();
        vms.forEach(vm -> addStays(vm, zone, inside));
        return worst.heaviest(inside, stay -> weight.applyAsLong(stay.vm()));
    }

    /** From when a VM enters the zone to when it leaves it; one stay where it migrates from node to node within. */
    private void addStays(String vm, Predicate<String> zone, List<Stay> inside) {
        Stay open = null;
        for (Stay stay : journeys.of(vm)) {
            if (!zone.test(stay.node())) {
                continue;
            }
            if (open != null && open.departure() == stay.arrival()) {
                open = new Stay(vm, open.node(), open.arrival(), stay.departure());
            } else {
                if (open != null) {
                    inside.add(open);
                }
                open = stay;
            }
        }
        if (open != null) {
            inside.add(open);
        }
    }
}
