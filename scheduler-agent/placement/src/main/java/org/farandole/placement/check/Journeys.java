package org.farandole.placement.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.farandole.placement.Vm;
import org.farandole.placement.plan.Action;
import org.jspecify.annotations.Nullable;

/** Where each VM is, one stay after the other; and whether the plan's actions take it from where it is. */
final class Journeys {

    private final Given given;
    private final Order order;
    private final List<String> faults;
    private final Map<String, List<Stay>> byVm = new TreeMap<>();
    private final Map<String, List<Stay>> byNode = new HashMap<>();
    /** The node where it was suspended, of VMs that are. */
    private final Map<String, Integer> suspendedBy = new TreeMap<>();

    Journeys(Given given, List<Action> actions, Order order, List<String> faults) {
        this.given = given;
        this.order = order;
        this.faults = faults;
        for (Vm vm : given.vms.values()) {
            List<Stay> stays = new ArrayList<>();
            stays.add(new Stay(vm.name(), vm.host(), Stay.NONE, Stay.NONE));
            byVm.put(vm.name(), stays);
        }
        for (int number = 0; number < actions.size(); number++) {
            follow(number, actions.get(number));
        }
        suspendedBy.keySet().forEach(vm -> faults.add(vm + " stays suspended"));
        byVm.values()
                .forEach(stays -> stays.forEach(stay -> byNode.computeIfAbsent(stay.node(), key -> new ArrayList<>())
                        .add(stay)));
    }

    private void follow(int number, Action action) {
        switch (action) {
            case Action.Migrate migrate -> {
                if (known(number, migrate.vm(), migrate.source(), migrate.destination())) {
                    leave(number, migrate.vm(), migrate.source());
                    arrive(number, migrate.vm(), migrate.destination());
                }
            }
            case Action.Suspend suspend -> {
                if (known(number, suspend.vm(), suspend.node())) {
                    leave(number, suspend.vm(), suspend.node());
                    suspendedBy.put(suspend.vm(), number);
                }
            }
            case Action.Resume resume -> {
                if (known(number, resume.vm(), resume.node())) {
                    resume(number, resume);
                }
            }
            case Action.PowerOn on -> known(number, null, on.node());
            case Action.PowerOff off -> known(number, null, off.node());
        }
    }

    private void resume(int number, Action.Resume resume) {
        Integer suspension = suspendedBy.remove(resume.vm());
        if (suspension == null) {
            faults.add("action " + number + " resumes " + resume.vm() + ", which is not suspended");
        } else {
            requireOrder(suspension, number, resume.vm());
            arrive(number, resume.vm(), resume.node());
        }
    }

    private boolean known(int number, @Nullable String vm, String... nodes) {
        boolean all = true;
        if (vm != null && given.vm(vm) == null) {
            faults.add("action " + number + " is on VM " + vm + ", which is not in the problem");
            all = false;
        }
        for (String node : nodes) {
            if (given.node(node) == null) {
                faults.add("action " + number + " is on node " + node + ", which is not in the problem");
                all = false;
            }
        }
        return all;
    }

    private void leave(int number, String vm, String source) {
        List<Stay> stays = of(vm);
        Stay last = stays.removeLast();
        if (suspendedBy.containsKey(vm) || !last.node().equals(source)) {
            faults.add("action " + number + " takes " + vm + " from " + source + ", where it is not");
        }
        if (last.arrival() != Stay.NONE) {
            requireOrder(last.arrival(), number, vm);
        }
        stays.add(new Stay(vm, last.node(), last.arrival(), number));
    }

    private void arrive(int number, String vm, String destination) {
        of(vm).add(new Stay(vm, destination, number, Stay.NONE));
    }

    private void requireOrder(int earlier, int later, String vm) {
        if (!order.isBefore(earlier, later)) {
            faults.add("action " + later + " does not wait for action " + earlier + ", both on " + vm);
        }
    }

    /** Its stays, first to last; a suspended VM has none between two. */
    List<Stay> of(String vm) {
        return byVm.getOrDefault(vm, List.of());
    }

    /** All stays on a node, in no order. */
    List<Stay> on(String node) {
        return byNode.getOrDefault(node, List.of());
    }

    Set<String> vms() {
        return byVm.keySet();
    }

    boolean moves(String vm) {
        return of(vm).size() > 1;
    }

    /** Each VM's last node. */
    Map<String, String> hostsAfter() {
        Map<String, String> hosts = new HashMap<>();
        byVm.forEach((vm, stays) -> hosts.put(vm, stays.getLast().node()));
        return hosts;
    }
}
