package org.farandole.vm.watch;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.farandole.contracts.node.NodeName;
import org.farandole.hypervisor.Domain;
import org.farandole.hypervisor.HypervisorException;
import org.farandole.vm.lane.Lanes;
import org.farandole.vm.lane.VmSettings;
import org.farandole.vm.launch.Launcher;
import org.farandole.vm.node.Nodes;
import org.jboss.logging.Logger;

/** Reads the hypervisors of nodes that came back, until each has answered or is lost again. Thread-safe. */
@ApplicationScoped
class Surveyor {

    private static final Logger LOG = Logger.getLogger(Surveyor.class);

    private final Nodes nodes;
    private final Losses losses;
    private final Lanes lanes;
    private final Launcher launcher;
    private final VmSettings settings;
    private final Set<NodeName> underWay = ConcurrentHashMap.newKeySet();
    private volatile boolean stopped;

    Surveyor(Nodes nodes, Losses losses, Lanes lanes, Launcher launcher, VmSettings settings) {
        this.nodes = nodes;
        this.losses = losses;
        this.lanes = lanes;
        this.launcher = launcher;
        this.settings = settings;
    }

    void start(@Observes StartupEvent start) {
        nodes.toSurvey().forEach(this::survey);
    }

    void stop(@Observes ShutdownEvent stop) {
        stopped = true;
    }

    void survey(NodeName node) {
        if (underWay.add(node)) {
            Thread.ofVirtual().name("survey-" + node).start(() -> run(node));
        }
    }

    private void run(NodeName node) {
        try {
            while (!stopped && nodes.toSurvey().contains(node)) {
                if (surveyed(node)) {
                    return;
                }
                Thread.sleep(settings.retryPause());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            underWay.remove(node);
        }
    }

    private boolean surveyed(NodeName node) throws InterruptedException {
        try {
            List<Domain> domains = lanes.domains(node);
            losses.surveyed(node, domains);
            launcher.spreadAll();
            LOG.infof("back nodeId=%s domains=%d", node, domains.size());
            return true;
        } catch (HypervisorException | RuntimeException e) {
            LOG.warnf("could not be read, tried again nodeId=%s: %s", node, e.getMessage());
            return false;
        }
    }
}
