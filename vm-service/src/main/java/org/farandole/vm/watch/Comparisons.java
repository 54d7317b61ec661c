package org.farandole.vm.watch;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.vm.VmName;
import org.farandole.hypervisor.Domain;
import org.farandole.hypervisor.HypervisorException;
import org.farandole.vm.lane.Lanes;
import org.farandole.vm.life.Vm;
import org.farandole.vm.node.Node;
import org.farandole.vm.node.Nodes;
import org.jboss.logging.Logger;

/** Holds what runs on a node by the record against what hypervisors say, each node on a thread of its own. Thread-safe. */
@ApplicationScoped
class Comparisons {

    private static final Logger LOG = Logger.getLogger(Comparisons.class);

    private final Nodes nodes;
    private final Falls falls;
    private final Lanes lanes;
    private final Set<NodeName> underWay = ConcurrentHashMap.newKeySet();

    Comparisons(Nodes nodes, Falls falls, Lanes lanes) {
        this.nodes = nodes;
        this.falls = falls;
        this.lanes = lanes;
    }

    /** Does not wait. A node that does not answer is left to the next time. */
    void compareSoon(NodeName node) {
        if (underWay.add(node)) {
            Thread.ofVirtual().name("compare-" + node).start(() -> {
                try {
                    compare(node);
                } catch (HypervisorException | RuntimeException e) {
                    LOG.debugf("not compared nodeId=%s: %s", node, e.getMessage());
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                } finally {
                    underWay.remove(node);
                }
            });
        }
    }

    private void compare(NodeName node) throws HypervisorException, InterruptedException {
        Optional<Node> found = nodes.find(node).filter(Node::usable);
        List<Vm> running = found.isPresent() ? falls.running(node) : List.of();
        if (running.isEmpty()) {
            return;
        }
        Map<VmName, Domain.State> said =
                lanes.domains(node).stream().collect(Collectors.toMap(Domain::vm, Domain::state, (a, b) -> a));
        for (Vm vm : running) {
            Domain.State state = said.get(vm.name());
            if (state == null) {
                lookElsewhere(vm, node);
            } else if (state == Domain.State.DEFINED) {
                falls.fell(vm, node);
            }
        }
    }

    /** It is created anew only when every node where it may be has said that it is not there: it must not run twice. */
    private void lookElsewhere(Vm vm, NodeName node) throws HypervisorException, InterruptedException {
        for (Node other : nodes.all()) {
            boolean mayHaveIt = vm.description().reservation().equals(other.readyFor())
                    && !other.name().equals(node);
            if (mayHaveIt && runs(vm.name(), other.name())) {
                LOG.warnf("found elsewhere vmId=%s nodeId=%s, was on %s", vm.name(), other.name(), node);
                falls.foundOn(vm, node, other.name());
                return;
            }
        }
        falls.vanished(vm, node);
    }

    private boolean runs(VmName vm, NodeName node) throws HypervisorException, InterruptedException {
        return lanes.domains(node).stream()
                .anyMatch(domain -> domain.vm().equals(vm) && domain.state() != Domain.State.DEFINED);
    }
}
