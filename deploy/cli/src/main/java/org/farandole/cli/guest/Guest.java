package org.farandole.cli.guest;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.stream.StreamSupport;
import org.farandole.cli.platform.Program;
import org.farandole.cli.platform.Session;
import org.farandole.cli.terminal.CommandFailure;
import org.farandole.contracts.vm.Ipv4;
import org.farandole.contracts.vm.VmName;

/**
 * A running VM, and how to reach it.
 *
 * @param hypervisor of the node where it runs now
 */
record Guest(VmName name, Ipv4 address, URI hypervisor) {

    /** @throws CommandFailure if there is no such VM, or it does not run, or its node is emulated and it with it */
    static Guest named(String name, Session session) {
        VmName vm = parsed(name);
        JsonNode found = session.service(Program.VM).get("/vms/" + vm);
        String phase = found.path("phase").asText();
        if (!phase.equals("running") && !phase.equals("migrating")) {
            throw CommandFailure.failed(vm + " is " + phase + ", not running: see ./farandole vms");
        }
        String node = found.path("node").asText();
        URI hypervisor = StreamSupport.stream(
                        session.service(Program.RESERVATION).get("/nodes").spliterator(), false)
                .filter(each -> each.path("node").asText().equals(node))
                .map(each -> URI.create(each.path("hypervisor").asText()))
                .findFirst()
                .orElseThrow(() -> CommandFailure.failed("node " + node + " is not in the inventory any more"));
        if ("emulated".equals(hypervisor.getScheme())) {
            throw CommandFailure.badInput(vm + " is emulated: there is no guest in it to talk to");
        }
        return new Guest(vm, Ipv4.parse(found.path("address").asText()), hypervisor);
    }

    private static VmName parsed(String name) {
        try {
            return new VmName(name);
        } catch (IllegalArgumentException e) {
            throw CommandFailure.badInput(String.valueOf(e.getMessage()));
        }
    }
}
