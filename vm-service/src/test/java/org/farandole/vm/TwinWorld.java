package org.farandole.vm;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.farandole.contracts.node.Capacity;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.vm.MacAddress;
import org.farandole.contracts.vm.VmDescription;
import org.farandole.contracts.vm.VmName;
import org.farandole.hypervisor.Domain;
import org.farandole.hypervisor.DomainChange;
import org.farandole.hypervisor.Hypervisor;
import org.farandole.hypervisor.HypervisorException;
import org.farandole.hypervisor.HypervisorException.Fault;
import org.farandole.hypervisor.Moved;
import org.farandole.hypervisor.NodeStats;

/** Hypervisors in memory: at once, unless a test says that a node or a VM fails, hangs or waits. */
final class TwinWorld {

    static final Map<NodeName, TwinNode> NODES = new ConcurrentHashMap<>();
    static final Set<NodeName> REFUSING_TO_DEFINE = ConcurrentHashMap.newKeySet();
    /** Nodes that were asked something while they hang. */
    static final Set<NodeName> ASKED_IN_VAIN = ConcurrentHashMap.newKeySet();

    /** Who wants to hear what becomes of a node's domains. */
    static final Map<NodeName, Consumer<DomainChange>> FOLLOWERS = new ConcurrentHashMap<>();

    static final Set<NodeName> HANGING = ConcurrentHashMap.newKeySet();
    static final Set<VmName> NEVER_ANSWERING = ConcurrentHashMap.newKeySet();
    /** Migrations of these VMs wait for their latch; then go on, or fail as the next set says. */
    static final Map<VmName, CountDownLatch> HELD = new ConcurrentHashMap<>();

    static final Set<VmName> FAILING_TO_MIGRATE = ConcurrentHashMap.newKeySet();
    /** Migrations of these arrive, but the answer is lost. */
    static final Set<VmName> ARRIVING_UNHEARD = ConcurrentHashMap.newKeySet();

    static final AtomicInteger MOST_BOOTS_AT_ONCE = new AtomicInteger();

    private TwinWorld() {}

    static TwinNode node(NodeName name) {
        return NODES.computeIfAbsent(name, TwinNode::new);
    }

    /** On how many nodes the VM is defined. */
    static List<NodeName> placesOf(VmName vm) {
        return NODES.values().stream()
                .filter(node -> node.domains.containsKey(vm))
                .map(node -> node.name)
                .toList();
    }

    static final class TwinNode implements Hypervisor {

        final NodeName name;
        final Map<VmName, Domain.State> domains = new ConcurrentHashMap<>();
        private final AtomicInteger boots = new AtomicInteger();

        TwinNode(NodeName name) {
            this.name = name;
        }

        private void answer() throws HypervisorException {
            if (HANGING.contains(name)) {
                ASKED_IN_VAIN.add(name);
            }
            while (HANGING.contains(name)) {
                await(new CountDownLatch(1), Duration.ofMillis(50));
            }
        }

        private static boolean await(CountDownLatch latch, Duration limit) throws HypervisorException {
            try {
                return latch.await(limit.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new HypervisorException(Fault.TIMEOUT, "interrupted", e);
            }
        }

        @Override
        public List<Domain> domains() throws HypervisorException {
            answer();
            return domains.entrySet().stream()
                    .map(entry -> new Domain(entry.getKey(), entry.getValue()))
                    .toList();
        }

        @Override
        public NodeStats stats() {
            return new NodeStats(Instant.EPOCH, new Capacity(800, 32_768), 0, List.of());
        }

        @Override
        public void define(VmDescription vm, MacAddress mac) throws HypervisorException {
            answer();
            if (REFUSING_TO_DEFINE.contains(name)) {
                throw new HypervisorException(Fault.NODE, name + " is out of disk", null);
            }
            domains.putIfAbsent(vm.name(), Domain.State.DEFINED);
        }

        @Override
        public void start(VmName vm) throws HypervisorException {
            answer();
            set(vm, Domain.State.RUNNING);
        }

        private void set(VmName vm, Domain.State state) throws HypervisorException {
            if (domains.computeIfPresent(vm, (key, before) -> state) == null) {
                throw new HypervisorException(Fault.VM, name + " knows no " + vm, null);
            }
        }

        @Override
        public void awaitAnswer(VmName vm, Duration timeout) throws HypervisorException {
            answer();
            MOST_BOOTS_AT_ONCE.accumulateAndGet(boots.incrementAndGet(), Math::max);
            try {
                await(new CountDownLatch(1), Duration.ofMillis(10));
                if (NEVER_ANSWERING.contains(vm)) {
                    throw new HypervisorException(Fault.TIMEOUT, vm + " does not answer", null);
                }
            } finally {
                boots.decrementAndGet();
            }
        }

        @Override
        public void stop(VmName vm) throws HypervisorException {
            answer();
            set(vm, Domain.State.DEFINED);
        }

        @Override
        public void suspend(VmName vm) throws HypervisorException {
            set(vm, Domain.State.SUSPENDED);
        }

        @Override
        public void resume(VmName vm) throws HypervisorException {
            set(vm, Domain.State.RUNNING);
        }

        @Override
        public void destroy(VmName vm) throws HypervisorException {
            answer();
            domains.remove(vm);
        }

        @Override
        public Moved migrate(VmName vm, URI destination, Duration timeout) throws HypervisorException {
            answer();
            CountDownLatch held = HELD.get(vm);
            if (held != null && !await(held, timeout)) {
                throw new HypervisorException(Fault.TIMEOUT, vm + " was not there in time", null);
            }
            if (FAILING_TO_MIGRATE.contains(vm)) {
                throw new HypervisorException(Fault.VM, vm + " writes faster than the link", null);
            }
            if (domains.remove(vm) == null) {
                throw new HypervisorException(Fault.VM, name + " knows no " + vm, null);
            }
            node(new NodeName(destination.getAuthority())).domains.put(vm, Domain.State.RUNNING);
            if (ARRIVING_UNHEARD.contains(vm)) {
                throw new HypervisorException(
                        Fault.NODE, name + " did not say what became of " + vm, new IOException("connection reset"));
            }
            return Moved.UNSAID;
        }

        @Override
        public void close() {}
    }
}
