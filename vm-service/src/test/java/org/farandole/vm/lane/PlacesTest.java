package org.farandole.vm.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.vm.MacAddress;
import org.farandole.contracts.vm.VmDescription;
import org.farandole.contracts.vm.VmName;
import org.farandole.hypervisor.Domain;
import org.farandole.hypervisor.Hypervisor;
import org.farandole.hypervisor.HypervisorException;
import org.farandole.hypervisor.HypervisorException.Fault;
import org.farandole.hypervisor.Moved;
import org.farandole.hypervisor.NodeStats;
import org.farandole.vm.lane.Places.Place;
import org.junit.jupiter.api.Test;

class PlacesTest {

    private static final VmName VM = new VmName("demo-0");
    private static final NodeName SOURCE = new NodeName("a");
    private static final NodeName DESTINATION = new NodeName("b");

    private final TwoNodes nodes = new TwoNodes();
    private final Places places = new Places(nodes, Duration.ofSeconds(5), Duration.ofMillis(1));

    private Place find() throws InterruptedException {
        return places.find(VM, SOURCE, DESTINATION);
    }

    @Test
    void isUnknownWhileOneSideIsSilentWhateverTheOtherSays() throws Exception {
        nodes.silent.add(DESTINATION);
        for (Domain.State state : Domain.State.values()) {
            nodes.has(SOURCE, state);
            assertThat(find()).as("the source says %s", state).isNull();
        }

        nodes.domains.clear();
        nodes.silent.clear();
        nodes.silent.add(SOURCE);
        for (Domain.State state : Domain.State.values()) {
            nodes.has(DESTINATION, state);
            assertThat(find()).as("the destination says %s", state).isNull();
        }
    }

    @Test
    void isKnownOnceTheSilentSideAnswers() throws Exception {
        nodes.has(SOURCE, Domain.State.RUNNING);
        nodes.silent.add(DESTINATION);
        assertThat(find()).isNull();

        nodes.silent.clear();

        assertThat(find()).isEqualTo(new Place.On(SOURCE, true));
    }

    @Test
    void isKnownOnceTheSilentSideIsLost() throws Exception {
        nodes.has(DESTINATION, Domain.State.RUNNING);
        nodes.silent.add(SOURCE);
        assertThat(find()).isNull();

        nodes.lost.add(SOURCE);

        assertThat(find()).isEqualTo(new Place.On(DESTINATION, true));
    }

    @Test
    void isUnknownWhileBothSayThatItRuns() throws Exception {
        nodes.has(SOURCE, Domain.State.RUNNING);
        nodes.has(DESTINATION, Domain.State.RUNNING);

        assertThat(find()).isNull();
    }

    @Test
    void isNowhereIfBothAnswerAndNeitherKnowsIt() throws Exception {
        assertThat(find()).isInstanceOf(Place.Nowhere.class);
    }

    /** Two hypervisors in memory, each of which may be silent or lost. */
    private static final class TwoNodes implements CommandRun.Site {

        final Map<NodeName, Domain.State> domains = new HashMap<>();
        final Set<NodeName> silent = new HashSet<>();
        final Set<NodeName> lost = new HashSet<>();

        void has(NodeName node, Domain.State state) {
            domains.put(node, state);
        }

        @Override
        public NodeCalls calls(NodeName node) throws HypervisorException {
            if (silent.contains(node)) {
                throw new HypervisorException(Fault.NODE, node + " does not answer", null);
            }
            List<Domain> known = domains.containsKey(node) ? List.of(new Domain(VM, domains.get(node))) : List.of();
            return new NodeCalls(
                    node, new OnlyDomains(known), Breaker.closed(1, Duration.ofSeconds(1)), Clock.systemUTC());
        }

        @Override
        public URI hypervisor(NodeName node) {
            return URI.create("memory://" + node);
        }

        @Override
        public boolean lost(NodeName node) {
            return lost.contains(node);
        }

        @Override
        public boolean stopping() {
            return false;
        }
    }

    /** Nothing but its domains may be asked. */
    private record OnlyDomains(List<Domain> domains) implements Hypervisor {

        @Override
        public NodeStats stats() {
            throw new UnsupportedOperationException("stats");
        }

        @Override
        public void define(VmDescription vm, MacAddress mac) {
            throw new UnsupportedOperationException("define");
        }

        @Override
        public void start(VmName vm) {
            throw new UnsupportedOperationException("start");
        }

        @Override
        public void awaitAnswer(VmName vm, Duration timeout) {
            throw new UnsupportedOperationException("awaitAnswer");
        }

        @Override
        public void stop(VmName vm) {
            throw new UnsupportedOperationException("stop");
        }

        @Override
        public void suspend(VmName vm) {
            throw new UnsupportedOperationException("suspend");
        }

        @Override
        public void resume(VmName vm) {
            throw new UnsupportedOperationException("resume");
        }

        @Override
        public void destroy(VmName vm) {
            throw new UnsupportedOperationException("destroy");
        }

        @Override
        public Moved migrate(VmName vm, URI destination, Duration timeout) {
            throw new UnsupportedOperationException("migrate");
        }

        @Override
        public void close() {}
    }
}
