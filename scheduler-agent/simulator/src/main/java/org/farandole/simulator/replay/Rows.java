package org.farandole.simulator.replay;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.farandole.contracts.node.NodeName;
import org.farandole.dvms.Input;
import org.farandole.simulator.watch.Transit;
import org.jspecify.annotations.Nullable;

/**
 * How far down each thing stands in a picture: one below the other in the order of time, with a gap where nothing happened for a while,
 * the wider the longer, but far from in proportion. A letter arrives where the step stands that takes it.
 */
final class Rows {

    private static final double ROW = 17;
    private static final double WIDEST_GAP = 40;
    /** A gap of a millisecond shows. */
    private static final double SHOWS_NANOS = 1e6;

    /** One of a letter's arrivals. @param copy 0 for the first */
    record Arrival(Transit transit, int copy, Instant at) {}

    private record Entry(Instant at, int order, Object what) {}

    private final List<Entry> entries = new ArrayList<>();
    private final Map<Object, Double> y = new IdentityHashMap<>();
    private final Map<Arrival, Moment.Stepped> taken = new HashMap<>();
    private final List<Transit> letters = new ArrayList<>();
    private final List<Arrival> arrivals = new ArrayList<>();
    private final double bottom;

    /** @param top where the first stands */
    Rows(Focus focus, double top) {
        Instant end = focus.moments().isEmpty()
                ? Instant.MAX
                : focus.moments().getLast().at();
        for (Moment moment : focus.moments()) {
            if (moment instanceof Moment.Sent(Transit transit) && drawn(transit, focus)) {
                letters.add(transit);
                arrivalsOf(transit);
            }
        }
        match(focus.moments());
        for (int i = 0; i < focus.moments().size(); i++) {
            Moment moment = focus.moments().get(i);
            if (stands(moment, focus)) {
                entries.add(new Entry(moment.at(), i, what(moment)));
            }
        }
        for (Arrival arrival : arrivals) {
            // at the very end it may have come after what broke
            if (!taken.containsKey(arrival) && arrival.at().isBefore(end)) {
                entries.add(new Entry(arrival.at(), Integer.MAX_VALUE, arrival));
            }
        }
        entries.sort(Comparator.comparing(Entry::at).thenComparing(Entry::order));
        bottom = place(top);
    }

    private static boolean drawn(Transit transit, Focus focus) {
        return within(transit.from(), focus.drawn())
                && within(transit.to(), focus.drawn())
                && (among(transit.from(), focus.involved()) || among(transit.to(), focus.involved()));
    }

    private static boolean within(@Nullable NodeName node, Set<NodeName> nodes) {
        return node == null || nodes.contains(node);
    }

    private static boolean among(@Nullable NodeName node, Set<NodeName> nodes) {
        return node != null && nodes.contains(node);
    }

    private void arrivalsOf(Transit transit) {
        for (int copy = 0; copy < transit.arrivals().size(); copy++) {
            arrivals.add(new Arrival(
                    transit, copy, transit.at().plus(transit.arrivals().get(copy))));
        }
    }

    private void match(List<Moment> moments) {
        Map<Object, List<Arrival>> byContent = new IdentityHashMap<>();
        arrivals.forEach(arrival -> byContent
                .computeIfAbsent(arrival.transit().content(), _ -> new ArrayList<>())
                .add(arrival));
        for (Moment moment : moments) {
            if (moment instanceof Moment.Stepped step
                    && step.happening().input() instanceof Input.Mail(var _, var message)) {
                byContent.getOrDefault(message, List.of()).stream()
                        .filter(arrival -> arrival.at().equals(step.at())
                                && step.happening()
                                        .node()
                                        .equals(arrival.transit().to())
                                && !taken.containsKey(arrival))
                        .findFirst()
                        .ifPresent(arrival -> taken.put(arrival, step));
            }
        }
    }

    private boolean stands(Moment moment, Focus focus) {
        return switch (moment) {
            case Moment.Stepped step ->
                taken.containsValue(step)
                        || (focus.drawn().contains(step.happening().node())
                                && !step.happening()
                                        .before()
                                        .equals(step.happening().after().state()))
                        || (focus.involved().contains(step.happening().node()) && step.tells());
            case Moment.Sent(var transit) -> drawn(transit, focus);
            case Moment.Struck struck -> focus.drawn().contains(struck.node());
            case Moment.Down down -> focus.drawn().contains(down.node());
            case Moment.Told _ -> false;
        };
    }

    private static Object what(Moment moment) {
        return moment instanceof Moment.Sent(Transit transit) ? transit : moment;
    }

    private double place(double top) {
        double at = top;
        @Nullable Instant before = null;
        for (Entry entry : entries) {
            at += ROW + (before == null ? 0 : gap(Duration.between(before, entry.at())));
            y.put(entry.what(), at);
            before = entry.at();
        }
        return at + 2 * ROW;
    }

    private static double gap(Duration time) {
        double widths = Math.log(1 + time.toNanos() / SHOWS_NANOS) / Math.log(2);
        return Math.min(WIDEST_GAP, 4 * widths);
    }

    /** What stands in a row of its own, in order: moments, letters as they go out, and arrivals that nobody takes. */
    List<Object> all() {
        return entries.stream().map(Entry::what).toList();
    }

    List<Transit> letters() {
        return letters;
    }

    List<Arrival> arrivals() {
        return arrivals;
    }

    /** None if it does not stand here. */
    @Nullable
    Double of(Object what) {
        return y.get(what);
    }

    /** Below the last if it arrives after the end. */
    double of(Arrival arrival) {
        Moment.Stepped step = taken.get(arrival);
        Double there = y.get(step != null ? step : arrival);
        return there == null ? bottom : there;
    }

    boolean takenBySomebody(Arrival arrival) {
        return taken.containsKey(arrival);
    }

    boolean came(Arrival arrival) {
        return taken.containsKey(arrival) || y.containsKey(arrival);
    }

    /** Whether a letter that this step takes is drawn from where it was sent. */
    boolean takesDrawn(Moment.Stepped step) {
        return taken.containsValue(step);
    }

    double bottom() {
        return bottom;
    }
}
