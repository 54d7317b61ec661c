package org.farandole.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.farandole.cli.service.ServiceClient;

/**
 * Whether every VM runs on exactly one node: by vm-service's record, and by what each node's hypervisor says.
 *
 * @param complaints what is not so, in words; empty if all is well
 */
record PlacementCheck(List<String> complaints) {

    private static final int SHOWN = 3;

    PlacementCheck {
        complaints = List.copyOf(complaints);
    }

    /** @param wanted how many VMs have to run */
    static PlacementCheck now(ServiceClient vmService, ServiceClient emulator, int wanted) {
        Map<String, List<String>> runs = new TreeMap<>();
        for (JsonNode node : emulator.get("/nodes")) {
            String name = node.at("/key/node").asText();
            // a node that is off has no hypervisor that could answer
            emulator.getIfAny("/nodes/" + name + "/domains")
                    .ifPresent(domains -> domains.forEach(domain -> {
                        if (domain.path("state").asText().equals("RUNNING")) {
                            runs.computeIfAbsent(domain.path("vm").asText(), vm -> new ArrayList<>())
                                    .add(name);
                        }
                    }));
        }
        return compare(vmService.get("/vms"), runs, wanted);
    }

    /**
     * @param vms as vm-service lists them
     * @param runs the nodes on which each VM runs, by their own word
     */
    static PlacementCheck compare(JsonNode vms, Map<String, List<String>> runs, int wanted) {
        Map<String, String> recorded = new TreeMap<>();
        StreamSupport.stream(vms.spliterator(), false)
                .filter(vm -> vm.path("phase").asText().equals("running"))
                .forEach(vm ->
                        recorded.put(vm.path("name").asText(), vm.path("node").asText()));
        List<String> complaints = new ArrayList<>();
        new TreeMap<>(runs).forEach((vm, nodes) -> {
            if (!nodes.equals(List.of(recorded.getOrDefault(vm, "no node")))) {
                complaints.add(vm + " runs on " + String.join(" and ", nodes) + ", vm-service says "
                        + recorded.getOrDefault(vm, "no node"));
            }
        });
        recorded.forEach((vm, node) -> {
            if (!runs.containsKey(vm)) {
                complaints.add(vm + " runs nowhere, vm-service says " + node);
            }
        });
        if (recorded.size() != wanted) {
            complaints.addFirst(recorded.size() + " VMs run, not " + wanted);
        }
        return new PlacementCheck(shortened(complaints));
    }

    boolean good() {
        return complaints.isEmpty();
    }

    private static List<String> shortened(List<String> complaints) {
        if (complaints.size() <= SHOWN) {
            return complaints;
        }
        List<String> some = new ArrayList<>(complaints.subList(0, SHOWN));
        some.add((complaints.size() - SHOWN) + " more such VMs");
        return some;
    }
}
