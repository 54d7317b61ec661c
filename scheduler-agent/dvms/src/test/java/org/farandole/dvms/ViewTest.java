package org.farandole.dvms;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.farandole.contracts.dvms.Member;
import org.farandole.contracts.dvms.Member.Status;
import org.farandole.contracts.dvms.RingPosition;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.node.RingKey;
import org.junit.jupiter.api.Test;

class ViewTest {

    private static RingPosition at(int number) {
        return new RingPosition(new RingKey("site", "cluster", new NodeName("n" + number)), 100 - number);
    }

    private static RingKey key(int number) {
        return at(number).key();
    }

    private static View of(int... numbers) {
        return View.of(IntStream.of(numbers).mapToObj(ViewTest::at).toList());
    }

    private static Set<NodeName> nodes(int... numbers) {
        return Set.copyOf(
                IntStream.of(numbers).mapToObj(number -> at(number).node()).toList());
    }

    @Test
    void theRingIsInTheOrderOfKeysNotOfSlots() {
        assertThat(of(10, 2, 1).ring()).containsExactly(at(1), at(2), at(10));
    }

    @Test
    void theFirstOutIsTheNextWhoIsNotInThePartition() {
        View view = of(1, 2, 3, 4, 5);
        assertThat(view.firstOutAfter(key(1), key(1), nodes(1))).contains(at(2));
        assertThat(view.firstOutAfter(key(1), key(2), nodes(1, 2, 3))).contains(at(4));
        assertThat(view.firstOutAfter(key(4), key(4), nodes(4, 5))).contains(at(1));
    }

    @Test
    void nobodyStandsBeyondHome() {
        View view = of(1, 2, 3, 4, 5);
        assertThat(view.firstOutAfter(key(1), key(5), nodes())).isEmpty();
        assertThat(view.firstOutAfter(key(3), key(1), nodes(2))).isEmpty();
        assertThat(view.firstOutAfter(key(1), key(1), nodes(2, 3, 4, 5))).isEmpty();
        assertThat(view.firstOutFrom(key(3), key(3), nodes())).isEmpty();
    }

    @Test
    void whoIsNamedMayBeTheOne() {
        View view = of(1, 2, 4, 5);
        assertThat(view.firstOutFrom(key(1), key(4), nodes())).contains(at(4));
        assertThat(view.firstOutFrom(key(1), key(4), nodes(4))).contains(at(5));
        assertThat(view.firstOutFrom(key(1), key(3), nodes())).contains(at(4));
    }

    @Test
    void homeNeedNotBeInTheView() {
        View view = of(1, 2, 4, 5);
        assertThat(view.firstOutAfter(key(3), key(3), nodes())).contains(at(4));
        assertThat(view.firstOutAfter(key(3), key(2), nodes())).isEmpty();
        assertThat(view.firstOutAfter(key(3), key(5), nodes(1))).contains(at(2));
        assertThat(View.empty().firstOutAfter(key(3), key(3), nodes())).isEmpty();
    }

    @Test
    void anArcIsWhatStandsStrictlyBetween() {
        View view = of(1, 2, 3, 4, 5);
        assertThat(view.between(key(2), key(5))).containsExactly(at(3), at(4));
        assertThat(view.between(key(4), key(2))).containsExactly(at(5), at(1));
        assertThat(view.between(key(5), key(1))).isEmpty();
        assertThat(view.between(key(3), key(3))).containsExactly(at(4), at(5), at(1), at(2));
        assertThat(of(1, 5).between(key(4), key(3))).containsExactly(at(5), at(1));
        assertThat(of(1, 5).between(key(2), key(3))).isEmpty();
    }

    /** The arcs by index agree with the arcs by keys, for any three. */
    @Test
    void arcsAgreeWithTheirDefinition() {
        View view = of(1, 3, 5, 7);
        for (int from = 0; from < 9; from++) {
            for (int to = 0; to < 9; to++) {
                RingKey a = key(from);
                RingKey b = key(to);
                List<RingPosition> expected = view.ring().stream()
                        .filter(x -> View.inside(a, x.key(), b))
                        .toList();
                assertThat(view.between(a, b)).as("%d to %d", from, to).containsExactlyInAnyOrderElementsOf(expected);
            }
        }
    }

    @Test
    void onlyWhoIsOnTheRingIsAsked() {
        View view = of(1, 2, 3)
                .with(new Member(at(2), Status.DRAINING, 1L))
                .with(new Member(at(3), Status.GONE, 1L))
                .with(new Member(at(4), Status.OFF, 1L))
                .with(new Member(at(5), Status.SUSPECTED, 1L));
        assertThat(view.ring()).containsExactly(at(1), at(2), at(5));
        assertThat(view.onRing(at(3).node())).isFalse();
        assertThat(view.position(at(3).node())).contains(at(3));
        assertThat(view.firstOffAfter(at(1).key())).contains(at(4).node());
        assertThat(view.firstOffAfter(at(4).key())).contains(at(4).node());
    }

    @Test
    void whoComesBackIsAskedAgain() {
        View view = of(1, 2).with(new Member(at(2), Status.LEFT, 1L)).with(new Member(at(2), Status.ACTIVE, null));
        assertThat(view).isEqualTo(of(1, 2)).hasSameHashCodeAs(of(1, 2));
    }
}
