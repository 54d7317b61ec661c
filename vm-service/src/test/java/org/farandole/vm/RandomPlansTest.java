package org.farandole.vm;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.farandole.contracts.dvms.Action;
import org.farandole.contracts.dvms.Decision;
import org.farandole.contracts.dvms.Fence;
import org.farandole.contracts.dvms.IspId;
import org.farandole.contracts.dvms.RingMessage.Accepted;
import org.farandole.contracts.dvms.RingMessage.Finished;
import org.farandole.contracts.dvms.RingMessage.FromExecutor;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.vm.VmName;
import org.farandole.messaging.LocalServers;
import org.farandole.messaging.Sender;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an observer of the topics must find (PROTOCOL section 9), whatever plans come, many at once and of any age. */
@QuarkusTest
@QuarkusTestResource(LocalServers.class)
class RandomPlansTest {

    private static final int NODES = 5;
    private static final int VMS = 12;
    /** Room for five VMs. */
    private static final int MEMORY_MIB = 5 * 1024;

    @Inject
    Sender sender;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void keepsFencesRisingAndVmsOnOneNodeEach(long seed) {
        Random random = new Random(seed);
        Stage stage = new Stage(sender, NODES, VMS, 1, MEMORY_MIB).running();
        IntStream.range(0, VMS)
                .filter(i -> random.nextInt(6) == 0)
                .forEach(i -> TwinWorld.FAILING_TO_MIGRATE.add(stage.vm(i)));
        List<Decision.Plan> plans = new ArrayList<>();
        for (int burst = 0; burst < 8; burst++) {
            Map<NodeName, Fence> fences = fences(stage);
            for (int i = 0; i < 6; i++) {
                Decision.Plan plan = anyPlan(random, stage, fences, plans.size());
                plans.add(plan);
                stage.decide(plan);
            }
            Stage.soon(() -> assertThat(answered(stage)).as("seed %d", seed).hasSize(plans.size()));
        }
        Stage.soon(() -> assertThat(fences(stage).values()).as("seed %d", seed).allMatch(Fence::idle));
        Stage.soon(() -> assertFencesRise(stage, seed));
        IntStream.range(0, VMS)
                .forEach(i -> assertThat(TwinWorld.placesOf(stage.vm(i)))
                        .as("seed %d", seed)
                        .hasSize(1));
        IntStream.range(0, NODES)
                .forEach(i -> assertThat(TwinWorld.node(stage.node(i)).domains.size())
                        .as("seed %d, %s", seed, stage.node(i))
                        .isLessThanOrEqualTo(5));
        assertThat(IntStream.range(0, NODES)
                        .mapToLong(i -> stage.told(i, Accepted.class).size())
                        .sum())
                .as("seed %d: some plans were accepted", seed)
                .isPositive();
    }

    /** From one node to another, at the fences that were read before the burst: all but the first of a node are stale. */
    private static Decision.Plan anyPlan(Random random, Stage stage, Map<NodeName, Fence> fences, int sequence) {
        List<Integer> order = new ArrayList<>(IntStream.range(0, NODES).boxed().toList());
        Collections.shuffle(order, random);
        NodeName source = stage.node(order.get(0));
        NodeName destination = stage.node(order.get(1));
        List<VmName> there = new ArrayList<>(
                TwinWorld.node(source).domains.keySet().stream().sorted().toList());
        Collections.shuffle(there, random);
        List<Action> actions = new ArrayList<>();
        for (VmName vm : there.isEmpty() ? List.of(stage.vm(0)) : there.subList(0, Math.min(3, there.size()))) {
            List<Integer> after = actions.isEmpty() || random.nextBoolean() ? List.of() : List.of(actions.size() - 1);
            actions.add(new Action.Migrate(vm, source, destination, Duration.ofSeconds(10), after, "random"));
        }
        return new Decision.Plan(
                new IspId(source, 1, sequence),
                1,
                stage.position(order.get(0)),
                Map.of(source, fences.get(source), destination, fences.get(destination)),
                actions,
                "random",
                Duration.ofSeconds(10),
                1,
                false);
    }

    private static Map<NodeName, Fence> fences(Stage stage) {
        JsonPath answer = RestAssured.get("/fences").jsonPath();
        List<String> names = answer.getList("node", String.class);
        List<Long> values = answer.getList("fence", Long.class);
        Map<NodeName, Fence> fences = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            fences.put(new NodeName(names.get(i)), new Fence(values.get(i)));
        }
        fences.keySet().retainAll(stage.nodes.stream().map(node -> node.name()).toList());
        return fences;
    }

    private static Set<IspId> answered(Stage stage) {
        Set<IspId> isps = new HashSet<>();
        for (int i = 0; i < NODES; i++) {
            stage.told(i, Accepted.class).forEach(accepted -> isps.add(accepted.isp()));
            stage.told(i, org.farandole.contracts.dvms.RingMessage.Refused.class)
                    .forEach(refused -> isps.add(refused.isp()));
        }
        return isps;
    }

    private static void assertFencesRise(Stage stage, long seed) {
        for (int i = 0; i < NODES; i++) {
            IspId holder = null;
            Fence last = new Fence(0);
            for (FromExecutor message : stage.told(i, FromExecutor.class)) {
                if (message instanceof Accepted accepted) {
                    assertThat(holder)
                            .as("seed %d: %s is held", seed, stage.node(i))
                            .isNull();
                    assertThat(accepted.fence().newerThan(last))
                            .as("seed %d", seed)
                            .isTrue();
                    assertThat(accepted.fence().idle()).as("seed %d", seed).isFalse();
                    holder = accepted.isp();
                    last = accepted.fence();
                } else if (message instanceof Finished finished) {
                    assertThat(finished.isp()).as("seed %d", seed).isEqualTo(holder);
                    assertThat(finished.fence()).as("seed %d", seed).isEqualTo(last.next());
                    holder = null;
                    last = finished.fence();
                }
            }
            assertThat(holder)
                    .as("seed %d: %s is free at the end", seed, stage.node(i))
                    .isNull();
        }
    }
}
