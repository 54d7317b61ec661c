package org.farandole.monitor;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.farandole.contracts.monitor.Sample.VmSample;
import org.farandole.contracts.node.Capacity;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.vm.MacAddress;
import org.farandole.contracts.vm.VmDescription;
import org.farandole.contracts.vm.VmName;
import org.farandole.hypervisor.Domain;
import org.farandole.hypervisor.Hypervisor;
import org.farandole.hypervisor.HypervisorDriver;
import org.farandole.hypervisor.HypervisorException;
import org.farandole.hypervisor.HypervisorException.Fault;
import org.farandole.hypervisor.Moved;
import org.farandole.hypervisor.NodeStats;

/** Hypervisors in memory, {@code twin://node}: tests set their loads, break them and hang them. */
public final class TwinDriver implements HypervisorDriver {

    private static final Map<NodeName, Twin> TWINS = new ConcurrentHashMap<>();

    public static Twin of(NodeName node) {
        return TWINS.computeIfAbsent(node, name -> new Twin());
    }

    public static URI uri(NodeName node) {
        return URI.create("twin://" + node);
    }

    @Override
    public boolean serves(URI hypervisor) {
        return "twin".equals(hypervisor.getScheme());
    }

    @Override
    public Hypervisor connect(NodeName node, URI hypervisor) {
        return new Connection(of(node));
    }

    @Override
    public AutoCloseable watch(URI hypervisor, Consumer<NodeName> changed) {
        NodeName node = new NodeName(hypervisor.getHost());
        Runnable watcher = () -> changed.accept(node);
        of(node).watchers.add(watcher);
        return () -> of(node).watchers.remove(watcher);
    }

    /** One node. */
    public static final class Twin {

        private final List<Runnable> watchers = new CopyOnWriteArrayList<>();
        private volatile List<VmSample> vms = List.of();
        private volatile String broken = "";
        private volatile CountDownLatch hung = new CountDownLatch(0);

        /** One VM a demand, in percent of one core. */
        public void load(Map<String, Integer> demands) {
            vms = demands.entrySet().stream()
                    .map(vm -> new VmSample(new VmName(vm.getKey()), Math.min(100, vm.getValue()), vm.getValue(), 1024))
                    .toList();
        }

        public void tellWatchers() {
            watchers.forEach(Runnable::run);
        }

        public int watchers() {
            return watchers.size();
        }

        /** It answers with this failure, until {@link #mend}. */
        public void breakDown(String cause) {
            broken = cause;
        }

        /** It does not answer and cannot be interrupted, until {@link #mend}. */
        public void hang() {
            hung = new CountDownLatch(1);
        }

        public void mend() {
            broken = "";
            hung.countDown();
        }

        NodeStats stats() throws HypervisorException {
            awaitUninterruptibly(hung);
            if (!broken.isEmpty()) {
                throw new HypervisorException(Fault.NODE, broken, null);
            }
            List<VmSample> now = vms;
            return new NodeStats(
                    Instant.now(),
                    new Capacity(700, 32_768),
                    now.stream().mapToInt(VmSample::memoryMiB).sum(),
                    now);
        }

        private static void awaitUninterruptibly(CountDownLatch latch) {
            boolean interrupted = false;
            while (true) {
                try {
                    latch.await();
                    break;
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private record Connection(Twin twin) implements Hypervisor {

        @Override
        public NodeStats stats() throws HypervisorException {
            return twin.stats();
        }

        @Override
        public List<Domain> domains() {
            return twin.vms.stream()
                    .map(vm -> new Domain(vm.vm(), Domain.State.RUNNING))
                    .toList();
        }

        @Override
        public void define(VmDescription vm, MacAddress mac) {
            throw new UnsupportedOperationException("The monitor does not define VMs");
        }

        @Override
        public void start(VmName vm) {
            throw new UnsupportedOperationException("The monitor does not start VMs");
        }

        @Override
        public void awaitAnswer(VmName vm, Duration timeout) {
            throw new UnsupportedOperationException("The monitor does not wait for VMs");
        }

        @Override
        public void stop(VmName vm) {
            throw new UnsupportedOperationException("The monitor does not stop VMs");
        }

        @Override
        public void suspend(VmName vm) {
            throw new UnsupportedOperationException("The monitor does not suspend VMs");
        }

        @Override
        public void resume(VmName vm) {
            throw new UnsupportedOperationException("The monitor does not resume VMs");
        }

        @Override
        public void destroy(VmName vm) {
            throw new UnsupportedOperationException("The monitor does not destroy VMs");
        }

        @Override
        public Moved migrate(VmName vm, URI destination, Duration timeout) {
            throw new UnsupportedOperationException("The monitor does not migrate VMs");
        }

        @Override
        public void close() {}
    }
}
