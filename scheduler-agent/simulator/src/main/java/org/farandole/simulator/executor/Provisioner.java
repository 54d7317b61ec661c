package org.farandole.simulator.executor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.farandole.contracts.node.NodeName;
import org.farandole.hypervisor.HypervisorException;
import org.farandole.hypervisor.emulation.OperationId;
import org.farandole.hypervisor.emulation.WorldEvent;
import org.farandole.simulator.engine.Engine;
import org.farandole.simulator.watch.Watcher;
import org.farandole.simulator.world.Landscape;

/** provisioner-service's part: it powers nodes off and on. A node that is switched on again has its hypervisor when it has booted. */
public final class Provisioner {

    /** A node that is being switched off is asked again after so long whether it can be switched on. */
    private static final Duration AGAIN = Duration.ofSeconds(5);

    private final Landscape landscape;
    private final Engine engine;
    private final Watcher watcher;
    private final Map<OperationId, Runnable> switchingOff = new HashMap<>();
    private final List<Listener> listeners = new ArrayList<>();

    /** Told when a node is off, and when it is back. */
    public interface Listener {
        void off(int node);

        void on(int node);
    }

    public Provisioner(Landscape landscape, Engine engine, Watcher watcher) {
        this.landscape = landscape;
        this.engine = engine;
        this.watcher = watcher;
        engine.listen(this::on);
    }

    public void tell(Listener listener) {
        listeners.add(listener);
    }

    /**
     * Powers a node off.
     *
     * @param then once it is
     * @throws HypervisorException if it cannot be, as it has VMs
     */
    void off(NodeName node, Runnable then) throws HypervisorException {
        Optional<OperationId> operation = landscape.world().powerOff(node);
        landscape.switched(landscape.number(node), false);
        if (operation.isPresent()) {
            switchingOff.put(operation.get(), then);
        } else {
            then.run();
        }
    }

    /** Powers a node on; nothing happens if it is. */
    public void on(NodeName node) {
        try {
            if (landscape.world().powerOn(node).isPresent()) {
                watcher.wakes(engine.now(), node);
            }
        } catch (HypervisorException busy) {
            engine.after(AGAIN, () -> on(node));
        }
    }

    private void on(WorldEvent event) {
        int node = landscape.number(event.node());
        if (event instanceof WorldEvent.PoweredOff off) {
            watcher.sleeps(engine.now(), off.node());
            listeners.forEach(listener -> listener.off(node));
            Runnable then = switchingOff.remove(off.operation());
            if (then != null) {
                then.run();
            }
        } else if (event instanceof WorldEvent.PoweredOn) {
            landscape.switched(node, true);
            listeners.forEach(listener -> listener.on(node));
        }
    }
}
