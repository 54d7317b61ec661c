package org.farandole.monitor.live;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import org.farandole.contracts.dvms.IspEvent;

/** The last events of ISPs, in words. Not thread-safe. */
final class Feed {

    private static final int KEPT = 60;

    /**
     * One line.
     *
     * @param number counted up, so that a reader knows which it has
     * @param kind opened, grown, plan, no-plan, nothing-to-do, or how it ended
     */
    record Line(long number, Instant at, String isp, String kind, String text) {}

    private final Deque<Line> lines = new ArrayDeque<>();
    private long last;

    long last() {
        return last;
    }

    /** Those after number {@code seen}, the oldest first. */
    List<Line> after(long seen) {
        return lines.stream().filter(line -> line.number() > seen).toList();
    }

    void on(IspEvent event, Instant at) {
        lines.addLast(new Line(++last, at, event.isp().toString(), kindOf(event), inWords(event)));
        if (lines.size() > KEPT) {
            lines.removeFirst();
        }
    }

    private static String kindOf(IspEvent event) {
        return switch (event) {
            case IspEvent.Opened _ -> "opened";
            case IspEvent.Grown _ -> "grown";
            case IspEvent.Computed computed -> kebab(computed.verdict());
            case IspEvent.Ended ended -> kebab(ended.outcome());
        };
    }

    private static String inWords(IspEvent event) {
        return switch (event) {
            case IspEvent.Opened opened ->
                switch (opened.priority().problem()) {
                    case RELIEVE -> "%s wants %s".formatted(opened.isp().initiator(), opened.demand());
                    case EVACUATE -> opened.isp().initiator() + " is to be emptied";
                    case CONSOLIDATE -> opened.isp().initiator() + " is under-used";
                };
            case IspEvent.Grown grown ->
                grown.joined() + " joins, " + nodes(grown.members().size());
            case IspEvent.Computed computed -> solved(computed);
            case IspEvent.Ended ended -> ended.achieved();
        };
    }

    private static String solved(IspEvent.Computed computed) {
        String partition = nodes(computed.members().size());
        String took = inMillis(computed.account().took());
        return switch (computed.verdict()) {
            case PLAN -> {
                int moves = computed.account().moves();
                yield moves + (moves == 1 ? " move" : " moves") + " among " + partition + ", found in " + took;
            }
            case NO_PLAN -> {
                String cause = computed.account().cause();
                yield "none among " + partition + " after " + took + (cause == null ? "" : ": " + cause);
            }
            case NOTHING_TO_DO -> "nothing to do among " + partition;
        };
    }

    private static String nodes(int count) {
        return count == 1 ? "1 node" : count + " nodes";
    }

    private static String inMillis(Duration took) {
        return took.toMillis() + " ms";
    }

    private static String kebab(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
