package org.farandole.hypervisor.emulated;

import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.farandole.contracts.node.NodeName;
import org.farandole.hypervisor.Hypervisor;
import org.farandole.hypervisor.HypervisorDriver;

/** Serves {@code emulated://host:port/node}. */
public final class EmulatedDriver implements HypervisorDriver {

    private final Map<String, ChangeStream> streams = new ConcurrentHashMap<>();

    @Override
    public boolean serves(URI hypervisor) {
        return EmulatorAddress.isOne(hypervisor);
    }

    /** @throws IllegalArgumentException if the URI has another form, or names another node */
    @Override
    public Hypervisor connect(NodeName node, URI hypervisor) {
        EmulatorAddress address = EmulatorAddress.of(hypervisor);
        if (!address.node().equals(node)) {
            throw new IllegalArgumentException("'" + hypervisor + "' is not " + node + "'s");
        }
        return new EmulatedHypervisor(address);
    }

    /**
     * A change is large when the demand on the node crosses its capacity, or has moved by more than a tenth of it since the
     * last call. Changes that happen while the emulator does not answer are not told afterwards.
     */
    @Override
    public AutoCloseable watch(URI hypervisor, Consumer<NodeName> changed) {
        EmulatorAddress address = EmulatorAddress.of(hypervisor);
        ChangeStream.Watcher watcher = new ChangeStream.Watcher(address.node(), changed);
        streams.compute(address.authority(), (authority, stream) -> {
            ChangeStream watched = stream == null ? ChangeStream.open(address) : stream;
            watched.add(watcher);
            return watched;
        });
        return () -> unwatch(address, watcher);
    }

    private void unwatch(EmulatorAddress address, ChangeStream.Watcher watcher) {
        streams.computeIfPresent(address.authority(), (authority, stream) -> {
            stream.remove(watcher);
            if (stream.watched()) {
                return stream;
            }
            stream.close();
            return null;
        });
    }
}
