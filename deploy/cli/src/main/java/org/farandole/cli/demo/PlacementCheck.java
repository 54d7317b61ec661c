package org.farandole.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.farandole.cli.service.ServiceClient;

/**
 * Whether every VM runs on exactly one node: by vm-service's record, and by what stands in the emulated world.
 *
 * @param complaints what is not so, in words; empty if all is well
 */
record PlacementCheck(List<String> complaints) {

    PlacementCheck {
        complaints = List.copyOf(complaints);
    }

    /** @param wanted how many VMs have to run */
    static PlacementCheck now(ServiceClient vmService, ServiceClient emulator, int wanted) {
        return compare(vmService.get("/vms"), emulator.get("/world"), wanted);
    }

    static PlacementCheck compare(JsonNode vms, JsonNode world, int wanted) {
        List<String> complaints = new ArrayList<>();
        long known = StreamSupport.stream(vms.spliterator(), false)
                .filter(vm -> vm.path("state").asText().equalsIgnoreCase("running"))
                .filter(vm -> vm.path("node").isTextual())
                .count();
        long there = world.at("/vms/running").asLong();
        if (known != wanted) {
            complaints.add("vm-service knows " + known + " running VMs, not " + wanted);
        }
        if (there != wanted) {
            complaints.add("on the nodes " + there + " VMs run, not " + wanted);
        }
        if (world.path("duplicateVms").asLong() != 0) {
            complaints.add(world.path("duplicateVms").asLong() + " VMs are on two nodes at once");
        }
        return new PlacementCheck(complaints);
    }

    boolean good() {
        return complaints.isEmpty();
    }
}
