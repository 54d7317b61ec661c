package org.farandole.simulator.replay;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.farandole.contracts.node.NodeName;
import org.farandole.dvms.Input;
import org.farandole.simulator.scenario.Fault;
import org.farandole.simulator.watch.Happening;
import org.farandole.simulator.watch.Transit;
import org.jspecify.annotations.Nullable;

/** One thing that happened in a run. */
public sealed interface Moment {

    Instant at();

    /** Whom it concerns. */
    Set<NodeName> nodes();

    /** Whether somebody who looks for a failure would miss it. */
    boolean tells();

    /** An agent took an input. */
    record Stepped(Happening happening) implements Moment {
        @Override
        public Instant at() {
            return happening.at();
        }

        @Override
        public Set<NodeName> nodes() {
            return Set.of(happening.node());
        }

        /** A sample or a record of the membership that changed nothing does not. */
        @Override
        public boolean tells() {
            return !(happening.input() instanceof Input.FromInside)
                    || !happening.effects().isEmpty()
                    || !happening.before().equals(happening.after().state());
        }
    }

    /** A letter went out. */
    record Sent(Transit transit) implements Moment {
        @Override
        public Instant at() {
            return transit.at();
        }

        @Override
        public Set<NodeName> nodes() {
            return ofTwo(transit.from(), transit.to());
        }

        /** What the agents send is among their effects; what became of it on its way is not. */
        @Override
        public boolean tells() {
            return transit.from() == null || !usual();
        }

        private boolean usual() {
            return transit.arrivals().equals(List.of(transit.usual()));
        }
    }

    /** A fault begins. */
    record Struck(Instant at, NodeName node, Fault fault) implements Moment {
        @Override
        public Set<NodeName> nodes() {
            return Set.of(node);
        }

        @Override
        public boolean tells() {
            return true;
        }
    }

    /** An agent's process ended, or gave its agent back in order. */
    record Down(Instant at, NodeName node, boolean inOrder) implements Moment {
        @Override
        public Set<NodeName> nodes() {
            return Set.of(node);
        }

        @Override
        public boolean tells() {
            return true;
        }
    }

    /** What the executor, a solver or the emulated world did. */
    record Told(Instant at, Set<NodeName> nodes, String words) implements Moment {
        @Override
        public boolean tells() {
            return true;
        }
    }

    private static Set<NodeName> ofTwo(@Nullable NodeName one, @Nullable NodeName other) {
        return Stream.of(one, other).flatMap(Stream::ofNullable).collect(Collectors.toUnmodifiableSet());
    }
}
