package org.farandole.hypervisor.emulated;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.farandole.contracts.json.Json;
import org.farandole.contracts.json.UnreadableMessage;
import org.farandole.contracts.vm.MacAddress;
import org.farandole.contracts.vm.VmDescription;
import org.farandole.contracts.vm.VmName;
import org.farandole.hypervisor.Domain;
import org.farandole.hypervisor.Hypervisor;
import org.farandole.hypervisor.HypervisorException;
import org.farandole.hypervisor.HypervisorException.Fault;
import org.farandole.hypervisor.Moved;
import org.farandole.hypervisor.NodeStats;
import org.jspecify.annotations.Nullable;

/** One node of an emulator, over HTTP. It holds nothing: closing it is a formality. */
final class EmulatedHypervisor implements Hypervisor {

    private final EmulatorAddress address;

    EmulatedHypervisor(EmulatorAddress address) {
        this.address = address;
    }

    @Override
    public List<Domain> domains() throws HypervisorException {
        String what = "List the domains of " + address.node();
        return List.of(read(EmulatorClient.get(address.ofNode("/domains"), what), Domain[].class, what));
    }

    @Override
    public NodeStats stats() throws HypervisorException {
        String what = "Read the statistics of " + address.node();
        return read(EmulatorClient.get(address.ofNode("/stats"), what), NodeStats.class, what);
    }

    @Override
    public void define(VmDescription vm, MacAddress mac) throws HypervisorException {
        send("PUT", vm.name(), "", new Wire.Definition(vm, mac), "Define");
    }

    @Override
    public void start(VmName vm) throws HypervisorException {
        send("POST", vm, "/start", null, "Start");
    }

    @Override
    public void awaitAnswer(VmName vm, Duration timeout) throws HypervisorException {
        String what = say("Await an answer of", vm);
        try {
            EmulatorClient.sendAndWait("GET", ofVm(vm, "/answer"), null, timeout, what);
        } catch (InterruptedException e) {
            throw EmulatorClient.interrupted(what);
        }
    }

    @Override
    public void stop(VmName vm) throws HypervisorException {
        send("POST", vm, "/stop", null, "Stop");
    }

    @Override
    public void suspend(VmName vm) throws HypervisorException {
        send("POST", vm, "/suspend", null, "Suspend");
    }

    @Override
    public void resume(VmName vm) throws HypervisorException {
        send("POST", vm, "/resume", null, "Resume");
    }

    @Override
    public void destroy(VmName vm) throws HypervisorException {
        send("DELETE", vm, "", null, "Destroy");
    }

    @Override
    public Moved migrate(VmName vm, URI destination, Duration timeout) throws HypervisorException {
        EmulatorAddress to = destinationOf(vm, destination);
        String what = say("Migrate", vm) + " to " + to.node();
        try {
            EmulatorClient.sendAndWait(
                    "POST", ofVm(vm, "/migration"), new Wire.MigrationOrder(to.node()), timeout, what);
            return Moved.UNSAID;
        } catch (InterruptedException e) {
            EmulatorClient.sendDespiteInterrupt("DELETE", ofVm(vm, "/migration"));
            throw EmulatorClient.interrupted(what);
        }
    }

    @Override
    public void close() {}

    private EmulatorAddress destinationOf(VmName vm, URI destination) throws HypervisorException {
        if (EmulatorAddress.isOne(destination)) {
            EmulatorAddress to = EmulatorAddress.of(destination);
            if (to.authority().equals(address.authority())) {
                return to;
            }
        }
        throw new HypervisorException(
                Fault.NODE,
                say("Migrate", vm) + " to " + destination + ": a VM cannot leave the emulator at "
                        + address.authority(),
                null);
    }

    private void send(String method, VmName vm, String action, @Nullable Object body, String what)
            throws HypervisorException {
        EmulatorClient.send(method, ofVm(vm, action), body, say(what, vm));
    }

    private URI ofVm(VmName vm, String action) {
        return address.ofNode("/domains/" + vm + action);
    }

    private String say(String what, VmName vm) {
        return what + " " + vm + " on " + address.node();
    }

    private static <T> T read(byte[] body, Class<T> type, String what) throws HypervisorException {
        try {
            return Json.read(body, type);
        } catch (UnreadableMessage e) {
            throw new HypervisorException(Fault.NODE, what + ": " + e.getMessage(), e);
        }
    }
}
