package org.farandole.reservation.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.farandole.contracts.reservation.Subnet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubnetPoolTest {

    private static final SubnetPool POOL = SubnetPool.parse("10.128.0.0/9");

    @Test
    void beginsAtTheLowestAddress() {
        assertThat(POOL.allocate(18, List.of())).contains(Subnet.parse("10.128.0.0/18"));
    }

    @Test
    void fillsTheSmallestHoleThatFits() {
        List<Subnet> taken = List.of(Subnet.parse("10.128.0.0/18"), Subnet.parse("10.128.128.0/22"));

        assertThat(POOL.allocate(22, taken)).contains(Subnet.parse("10.128.132.0/22"));
        assertThat(POOL.allocate(21, taken)).contains(Subnet.parse("10.128.136.0/21"));
        assertThat(POOL.allocate(18, taken)).contains(Subnet.parse("10.128.64.0/18"));
        assertThat(POOL.allocate(16, taken)).contains(Subnet.parse("10.129.0.0/16"));
    }

    @Test
    void isEmptyWhenAllIsTaken() {
        SubnetPool small = SubnetPool.parse("10.128.0.0/21");
        List<Subnet> half = List.of(Subnet.parse("10.128.0.0/22"));
        List<Subnet> all = List.of(Subnet.parse("10.128.0.0/22"), Subnet.parse("10.128.4.0/22"));

        assertThat(small.allocate(22, half)).contains(Subnet.parse("10.128.4.0/22"));
        assertThat(small.allocate(21, half)).isEmpty();
        assertThat(small.allocate(22, all)).isEmpty();
        assertThat(small.allocate(22, List.of(Subnet.parse("10.128.0.0/16")))).isEmpty();
        assertThat(small.allocate(16, List.of())).isEmpty();
    }

    @Test
    void leavesOtherNetworksAlone() {
        assertThat(POOL.allocate(16, List.of(Subnet.parse("10.0.0.0/16")))).contains(Subnet.parse("10.128.0.0/16"));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void neverGivesAnAddressTwiceAndWastesNoBlock(long seed) {
        Random random = new Random(seed);
        SubnetPool pool = SubnetPool.parse("10.128.0.0/14");
        List<Subnet> taken = new ArrayList<>();
        for (int step = 0; step < 300; step++) {
            if (!taken.isEmpty() && random.nextInt(3) == 0) {
                taken.remove(random.nextInt(taken.size()));
                continue;
            }
            int prefix = random.nextInt(Subnet.LARGEST, Subnet.SMALLEST + 1);
            Optional<Subnet> given = pool.allocate(prefix, taken);
            assertThat(given.isPresent()).isEqualTo(hasAlignedHole(pool, prefix, taken));
            given.ifPresent(subnet -> {
                assertThat(taken).noneMatch(other -> overlap(subnet, other));
                taken.add(subnet);
            });
        }
    }

    @Test
    void refusesABlockThatIsNone() {
        assertThatThrownBy(() -> SubnetPool.parse("10.128.0.0")).hasMessageContaining("looks like 10.128.0.0/9");
        assertThatThrownBy(() -> SubnetPool.parse("10.128.0.1/9")).hasMessageContaining("host bits");
        assertThatThrownBy(() -> SubnetPool.parse("0.0.0.0/0")).hasMessageContaining("a /8 to a /22");
    }

    @Test
    void aSiteHasItsOwnBlock() {
        SubnetPools pools = SubnetPools.parse("10.128.0.0/9", Map.of("rennes", "10.144.0.0/14"));

        assertThat(pools.allocate(18, Set.of("rennes"), List.of())).contains(Subnet.parse("10.144.0.0/18"));
        assertThat(pools.allocate(18, Set.of("lyon"), List.of())).contains(Subnet.parse("10.128.0.0/18"));
        assertThat(pools.allocate(18, Set.of("rennes", "lyon"), List.of())).contains(Subnet.parse("10.128.0.0/18"));
        assertThatThrownBy(() -> SubnetPools.parse("10.128.0.0/9", Map.of("rennes", "11.144.0.0/14")))
                .hasMessageContaining("MAC");
    }

    /** By trying every aligned place. */
    private static boolean hasAlignedHole(SubnetPool pool, int prefix, List<Subnet> taken) {
        int size = Subnet.sizeOf(prefix);
        for (int offset = 0; offset < Subnet.sizeOf(pool.prefix()); offset += size) {
            Subnet candidate = new Subnet(pool.network().plus(offset), prefix);
            if (taken.stream().noneMatch(other -> overlap(candidate, other))) {
                return true;
            }
        }
        return false;
    }

    private static boolean overlap(Subnet a, Subnet b) {
        int mask = -Subnet.sizeOf(Math.min(a.prefix(), b.prefix()));
        return (a.network().bits() & mask) == (b.network().bits() & mask);
    }
}
