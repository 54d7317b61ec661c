package org.farandole.solving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.farandole.solving.Partitions.node;
import static org.farandole.solving.Partitions.vm;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.farandole.contracts.dvms.NodeState;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.reservation.ReservationId;
import org.farandole.contracts.vm.Ipv4;
import org.farandole.contracts.vm.MacAddress;
import org.farandole.contracts.vm.VmDescription;
import org.farandole.contracts.vm.VmEvent;
import org.farandole.contracts.vm.VmName;
import org.farandole.contracts.vm.VmSize;
import org.farandole.placement.cost.MigrationTime;
import org.junit.jupiter.api.Test;

class LearnedTimesTest {

    private static final long SEED = Long.getLong("farandole.seed", 20_260_112);

    /** 1,000 MiB at 104.8576 × 10^6 bytes a second: 10 s. */
    private static final MigrationTime TEN_SECONDS = new MigrationTime(100, 0);

    private static final NodeName A = new NodeName("a");
    private static final NodeName B = new NodeName("b");
    private static final NodeName C = new NodeName("c");
    private static final NodeState[] ALL = {node("a", vm("v1", 10), vm("v2", 10)), node("b"), node("c")};

    private final LearnedTimes times = new LearnedTimes(TEN_SECONDS, 100);

    private static double modelledSeconds() {
        return TEN_SECONDS
                        .of(new org.farandole.placement.Vm("v", "n", 0, 1_024))
                        .toMillis()
                / 1000.0;
    }

    private void planned(String vm) {
        planned(times, vm);
    }

    private void migrated(String vm, NodeName from, NodeName to, double timesTheModel) {
        times.on(new VmEvent.Migrated(
                new VmName(vm),
                from,
                to,
                null,
                Duration.ofMillis(Math.round(modelledSeconds() * 1000 * timesTheModel))));
    }

    private Learned learned() {
        return times.about(List.of(ALL));
    }

    private double product(String vm, NodeName from, NodeName to) {
        int ofVm = learned().vms().getOrDefault(new VmName(vm), 1_000);
        int ofPair = learned().pairs().stream()
                .filter(pair -> pair.source().equals(from) && pair.destination().equals(to))
                .mapToInt(Learned.Pair::permille)
                .findFirst()
                .orElse(1_000);
        return ofVm * ofPair / 1e6;
    }

    @Test
    void nothingIsKnownAtFirst() {
        assertThat(learned()).isEqualTo(Learned.NOTHING);
    }

    @Test
    void theFirstMigrationIsSharedBetweenTheVmAndThePair() {
        planned("v1");
        migrated("v1", A, B, 4);

        assertThat(learned().vms()).containsExactly(Map.entry(new VmName("v1"), 2_000));
        assertThat(learned().pairs()).containsExactly(new Learned.Pair(A, B, 2_000));
    }

    @Test
    void aSlowVmIsToldFromASlowLink() {
        planned("v1");
        planned("v2");
        for (int i = 0; i < 40; i++) {
            migrated("v1", A, B, 3);
            migrated("v2", A, B, 1.5);
            migrated("v1", A, C, 2);
            migrated("v2", A, C, 1);
        }

        assertThat(product("v1", A, B)).isBetween(2.9, 3.1);
        assertThat(product("v2", A, B)).isBetween(1.45, 1.55);
        assertThat(product("v1", A, C)).isBetween(1.95, 2.05);
        assertThat(product("v2", A, C)).isBetween(0.97, 1.03);
    }

    @Test
    void aChangeIsFollowedWithoutOvershooting() {
        planned("v1");
        for (int i = 0; i < 10; i++) {
            migrated("v1", A, B, 1);
        }
        double before = product("v1", A, B);
        for (int i = 0; i < 12; i++) {
            migrated("v1", A, B, 5);
            double now = product("v1", A, B);
            assertThat(now).as("after %d", i + 1).isBetween(before, 5.02);
            before = now;
        }
        assertThat(before).isGreaterThan(4.9);
    }

    @Test
    void whateverIsObservedStaysInBounds() {
        SplittableRandom random = new SplittableRandom(SEED);
        planned("v1");
        for (int i = 0; i < 300; i++) {
            migrated("v1", A, random.nextBoolean() ? B : C, Math.pow(10, 8 * random.nextDouble() - 4));
            assertThat(learned().vms().values())
                    .as("seed %d", SEED)
                    .allMatch(permille -> permille >= 100 && permille <= 10_000);
            assertThat(learned().pairs())
                    .as("seed %d", SEED)
                    .allMatch(pair -> pair.permille() >= 100 && pair.permille() <= 10_000);
            assertThat(learned().corrections().ofVm("v1")).isPositive();
        }
    }

    @Test
    void whatCannotBeComparedTeachesNothing() {
        migrated("v1", A, B, 4);
        planned("v2");
        migrated("v2", A, B, 0);

        assertThat(learned()).isEqualTo(Learned.NOTHING);
    }

    @Test
    void aVmThatWasPlannedBeforeAllThatWasReadIsKnownByItsState() {
        assertThat(learned()).isEqualTo(Learned.NOTHING);
        migrated("v1", A, B, 4);

        assertThat(learned().vms()).containsExactly(Map.entry(new VmName("v1"), 2_000));
    }

    @Test
    void onlyThePartitionsOwnIsTold() {
        planned("v1");
        migrated("v1", A, B, 4);
        migrated("v1", B, C, 4);

        Learned ofTwo = times.about(List.of(node("a", vm("other", 10)), node("b")));

        assertThat(ofTwo.vms()).isEmpty();
        assertThat(ofTwo.pairs()).extracting(Learned.Pair::destination).containsExactly(B);
    }

    @Test
    void aVmThatIsGoneIsForgotten() {
        planned("v1");
        planned("v2");
        migrated("v1", A, B, 4);
        migrated("v2", A, B, 4);

        times.on(new VmEvent.Destroyed(new VmName("v1"), B));
        times.on(new VmEvent.GivenUp(new VmName("v2"), new ReservationId("r-1"), "no boot"));

        assertThat(learned().vms()).isEmpty();
        assertThat(learned().pairs()).hasSize(1);
    }

    @Test
    void thePairThatWasUsedLongestAgoIsForgottenFirst() {
        LearnedTimes two = new LearnedTimes(TEN_SECONDS, 2);
        planned(two, "v1");
        migrated(two, A, B);
        migrated(two, B, A);
        migrated(two, A, B);
        migrated(two, A, C);

        assertThat(two.about(List.of(ALL)).pairs())
                .extracting(pair -> pair.source() + "→" + pair.destination())
                .containsExactlyInAnyOrder("a→b", "a→c");
    }

    private static void planned(LearnedTimes times, String vm) {
        Ipv4 address = Ipv4.parse("10.128.0.2");
        times.on(new VmEvent.Planned(
                new VmDescription(new VmName(vm), new ReservationId("r-1"), new VmSize(1, 1_024), "debian12", address),
                A,
                MacAddress.of(address)));
    }

    private static void migrated(LearnedTimes times, NodeName from, NodeName to) {
        times.on(new VmEvent.Migrated(new VmName("v1"), from, to, null, Duration.ofSeconds(20)));
    }
}
