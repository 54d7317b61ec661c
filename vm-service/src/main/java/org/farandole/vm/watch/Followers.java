package org.farandole.vm.watch;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.farandole.contracts.node.NodeDescription;
import org.farandole.contracts.node.NodeName;
import org.farandole.hypervisor.DomainChange;
import org.farandole.hypervisor.Hypervisors;
import org.farandole.vm.lane.VmSettings;
import org.farandole.vm.node.Node;
import org.farandole.vm.node.Nodes;
import org.jboss.logging.Logger;

/**
 * Follows what the hypervisors of ready nodes say of their VMs as it happens, and once in a while compares what they say with
 * the record, as a word may have been lost. Thread-safe.
 */
@ApplicationScoped
class Followers {

    private static final Logger LOG = Logger.getLogger(Followers.class);

    private record Following(URI hypervisor, AutoCloseable end) {}

    private final Nodes nodes;
    private final Falls falls;
    private final Comparisons comparisons;
    private final VmSettings settings;
    private final Map<NodeName, Following> following = new ConcurrentHashMap<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("compare").factory());

    Followers(Nodes nodes, Falls falls, Comparisons comparisons, VmSettings settings) {
        this.nodes = nodes;
        this.falls = falls;
        this.comparisons = comparisons;
        this.settings = settings;
    }

    void start(@Observes StartupEvent start) {
        nodes.all().stream().filter(Node::usable).map(Node::description).forEach(this::follow);
        long millis = settings.comparePeriod().toMillis();
        timer.scheduleWithFixedDelay(this::compareAll, millis, millis, TimeUnit.MILLISECONDS);
    }

    void stop(@Observes ShutdownEvent stop) {
        timer.shutdownNow();
        List.copyOf(following.keySet()).forEach(this::leave);
    }

    /** From now on; a repeat changes nothing. Does not wait for the node. */
    void follow(NodeDescription node) {
        Following before = following.get(node.name());
        if (before != null && before.hypervisor().equals(node.hypervisor())) {
            return;
        }
        leave(node.name());
        try {
            AutoCloseable end =
                    Hypervisors.driverFor(node.hypervisor()).follow(node.name(), node.hypervisor(), this::changed);
            following.put(node.name(), new Following(node.hypervisor(), end));
        } catch (IllegalArgumentException e) {
            LOG.warnf("not followed nodeId=%s: %s", node.name(), e.getMessage());
        }
    }

    void leave(NodeName node) {
        Following before = following.remove(node);
        if (before != null) {
            try {
                before.end().close();
            } catch (Exception e) {
                LOG.warnf("following not ended nodeId=%s: %s", node, e.getMessage());
            }
        }
    }

    private void changed(DomainChange change) {
        switch (change.kind()) {
            case STOPPED, CRASHED -> fell(change);
            case UNDEFINED, LEFT -> comparisons.compareSoon(change.node());
            case SUSPENDED ->
                LOG.warnf("stands still vmId=%s nodeId=%s: %s", change.vm(), change.node(), change.detail());
            case STARTED, RESUMED -> {}
        }
    }

    private void fell(DomainChange change) {
        try {
            falls.fell(change.node(), change.vm(), change.detail());
        } catch (RuntimeException e) {
            LOG.errorf(e, "left to the next comparison vmId=%s nodeId=%s", change.vm(), change.node());
        }
    }

    private void compareAll() {
        following.keySet().forEach(comparisons::compareSoon);
    }
}
