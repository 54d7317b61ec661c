package org.farandole.simulator.replay;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToIntFunction;
import org.farandole.contracts.dvms.Decision;
import org.farandole.contracts.dvms.IspId;
import org.farandole.contracts.dvms.RingMessage;
import org.farandole.contracts.node.NodeName;
import org.farandole.dvms.Input;
import org.farandole.simulator.watch.Happening;
import org.farandole.simulator.watch.Transit;
import org.jspecify.annotations.Nullable;

/**
 * A picture of what a {@link Focus} holds: a line for each agent, in the order of the ring, and one for the executor; letters as arrows
 * in the colour of their ISP; states as bars; what went wrong marked in red.
 */
public final class SequenceDiagram {

    private static final double LEFT = 110;
    private static final double APART = 150;
    private static final double TOP = 150;
    private static final double BAR = 9;
    private static final int SMALL = 10;
    private static final int USUAL = 12;
    private static final String RED = "#d00000";
    private static final String GREY = "#888888";
    private static final String BLACK = "#000000";
    private static final List<String> COLOURS =
            List.of("#1f77b4", "#2ca02c", "#9467bd", "#8c564b", "#e377c2", "#17becf", "#bcbd22", "#ff7f0e");
    private static final int LONGEST_WORDS = 170;

    private final Focus focus;
    private final StepText text;
    private final Rows rows;
    private final List<NodeName> nodes;
    private final Map<IspId, String> colours = new LinkedHashMap<>();
    private final Svg svg;

    private SequenceDiagram(Focus focus, StepText text, ToIntFunction<NodeName> place) {
        this.focus = focus;
        this.text = text;
        rows = new Rows(focus, TOP);
        nodes = focus.drawn().stream().sorted(Comparator.comparingInt(place)).toList();
        double width = LEFT + APART * (nodes.size() + 1.5);
        svg = new Svg(Math.max(900, width), rows.bottom() + 60);
    }

    /**
     * @param title what is drawn, in a line
     * @param failure what is broken in the end; empty if nothing is
     * @param place each node's on the ring
     * @return an SVG file
     */
    public static String of(Focus focus, StepText text, String title, String failure, ToIntFunction<NodeName> place) {
        SequenceDiagram drawing = new SequenceDiagram(focus, text, place);
        drawing.lifelines();
        drawing.states();
        drawing.times();
        drawing.letters();
        drawing.faults();
        drawing.head(title);
        drawing.end(failure);
        return drawing.svg.close();
    }

    private double x(@Nullable NodeName node) {
        return LEFT + APART / 2 + APART * (node == null ? nodes.size() : nodes.indexOf(node));
    }

    private void lifelines() {
        List<@Nullable NodeName> all = new ArrayList<>(nodes);
        all.add(null);
        for (NodeName node : all) {
            svg.line(x(node), TOP, x(node), rows.bottom(), "#bbbbbb", "");
            boolean matters = node == null || focus.involved().contains(node);
            svg.text(x(node), TOP - 8, USUAL + 1, matters ? BLACK : GREY, "middle", Words.name(node));
        }
    }

    private void states() {
        Map<NodeName, Look> looks = new HashMap<>();
        Map<NodeName, Double> since = new HashMap<>();
        for (Moment moment : focus.moments()) {
            if (moment instanceof Moment.Stepped(Happening happening) && nodes.contains(happening.node())) {
                NodeName node = happening.node();
                looks.putIfAbsent(node, Look.of(happening.before()));
                since.putIfAbsent(node, TOP);
                turns(node, Look.of(happening.after().state()), rows.of(moment), looks, since);
            } else if (moment instanceof Moment.Down down && nodes.contains(down.node())) {
                looks.putIfAbsent(down.node(), Look.FREE);
                since.putIfAbsent(down.node(), TOP);
                turns(down.node(), Look.DOWN, rows.of(moment), looks, since);
            }
        }
        for (NodeName node : nodes) {
            bar(node, looks.get(node), since.getOrDefault(node, TOP), rows.bottom());
        }
    }

    private void turns(
            NodeName node, Look to, @Nullable Double y, Map<NodeName, Look> looks, Map<NodeName, Double> since) {
        Look before = looks.get(node);
        if (before != to && y != null) {
            bar(node, before, since.getOrDefault(node, TOP), y);
            looks.put(node, to);
            since.put(node, y);
        }
    }

    private void bar(NodeName node, @Nullable Look look, double from, double to) {
        if (look != null) {
            svg.box(x(node) - BAR / 2, from, BAR, to - from, look.colour());
            svg.text(x(node) + BAR, from + 1, SMALL - 1, GREY, "start", look.word());
        }
    }

    private void times() {
        @Nullable Instant before = null;
        for (Object row : rows.all()) {
            double y = Objects.requireNonNull(rows.of(row));
            Instant at = at(row);
            if (!at.equals(before)) {
                svg.text(LEFT - 20, y + 3, SMALL, GREY, "end", text.time(at) + " s");
                if (before != null && Duration.between(before, at).compareTo(Duration.ofSeconds(1)) > 0) {
                    svg.line(LEFT - 15, y - SMALL, x(null) + 30, y - SMALL, "#dddddd", "2,4");
                }
            }
            before = at;
        }
    }

    private static Instant at(Object row) {
        return switch (row) {
            case Transit transit -> transit.at();
            case Rows.Arrival arrival -> arrival.at();
            case Moment moment -> moment.at();
            default -> throw new IllegalArgumentException(row.toString());
        };
    }

    private void letters() {
        for (Rows.Arrival arrival : rows.arrivals()) {
            arrives(arrival);
        }
        for (Transit transit : rows.letters()) {
            if (transit.lost()) {
                double y = Objects.requireNonNull(rows.of(transit));
                double end = x(transit.from()) + 0.6 * (x(transit.to()) - x(transit.from()));
                svg.line(x(transit.from()), y, end, y + 8, RED, "5,3");
                svg.cross(end, y + 8, RED);
            }
        }
        rows.letters().forEach(this::label);
        for (Object row : rows.all()) {
            if (row instanceof Moment.Stepped step && !rows.takesDrawn(step)) {
                inside(step);
            }
        }
    }

    private void arrives(Rows.Arrival arrival) {
        Transit transit = arrival.transit();
        double fromY = Objects.requireNonNull(rows.of(transit));
        boolean unusual = !transit.arrivals().get(arrival.copy()).equals(transit.usual());
        String colour = colour(transit.content());
        String dash = arrival.copy() > 0 ? "2,3" : unusual ? "7,3" : "";
        double toY = rows.of(arrival);
        if (!rows.came(arrival)) {
            svg.line(x(transit.from()), fromY, x(transit.to()), toY, colour, "1,4");
            return;
        }
        svg.arrow(x(transit.from()), fromY, x(transit.to()), toY, colour, dash);
        if (transit.to() != null && !rows.takenBySomebody(arrival)) {
            svg.cross(x(transit.to()), toY, RED);
            svg.text(x(transit.to()) + BAR, toY + SMALL, SMALL - 1, RED, "start", "nobody takes it");
        }
    }

    private void label(Transit transit) {
        double y = Objects.requireNonNull(rows.of(transit));
        boolean right = x(transit.to()) >= x(transit.from());
        String fate = StepText.fate(transit, ", ");
        svg.text(
                x(transit.from()) + (right ? BAR : -BAR),
                y - 3,
                SMALL,
                fate.isEmpty() ? colour(transit.content()) : RED,
                right ? "start" : "end",
                Words.brief(transit.content()) + fate);
    }

    /** A timer, a sample, a solver's answer; or a letter that was sent before the picture begins. */
    private void inside(Moment.Stepped step) {
        NodeName node = step.happening().node();
        double y = Objects.requireNonNull(rows.of(step));
        if (step.happening().input() instanceof Input.Mail(var from, var message)) {
            svg.arrow(x(node) - 30, y - 6, x(node), y, colour(message), "1,2");
            String sender = Words.name(from == null ? null : from.node());
            svg.text(x(node) - BAR, y - 6, SMALL, colour(message), "end", Words.brief(message) + " from " + sender);
        } else {
            svg.text(
                    x(node) - BAR,
                    y + 3,
                    SMALL,
                    "#555555",
                    "end",
                    Look.word(step.happening().input()));
        }
    }

    private void faults() {
        for (Object row : rows.all()) {
            double y = Objects.requireNonNull(rows.of(row));
            if (row instanceof Moment.Struck struck) {
                svg.diamond(x(struck.node()), y, RED);
                svg.text(x(struck.node()) + BAR, y + 4, SMALL, RED, "start", StepText.words(struck.fault()));
            } else if (row instanceof Moment.Down down) {
                svg.cross(x(down.node()), y, RED);
            }
        }
    }

    private String colour(Object content) {
        IspId isp = switch (content) {
            case RingMessage.FromAgent letter -> letter.isp();
            case RingMessage.Accepted accepted -> accepted.isp();
            case RingMessage.Refused refused -> refused.isp();
            case RingMessage.Finished finished -> finished.isp();
            case Decision.Plan plan -> plan.isp();
            default -> null;
        };
        return isp == null
                ? "#555555"
                : colours.computeIfAbsent(isp, _ -> COLOURS.get(colours.size() % COLOURS.size()));
    }

    private void head(String title) {
        svg.text(20, 26, USUAL + 4, BLACK, "start", title);
        double x = 20;
        for (Look look : Look.values()) {
            svg.box(x, 42, BAR, 12, look.colour());
            svg.text(x + 14, 52, SMALL, BLACK, "start", look.word());
            x += 24 + 6.2 * look.word().length();
        }
        x = 20;
        for (Map.Entry<IspId, String> isp : colours.entrySet()) {
            svg.text(x, 74, SMALL + 1, isp.getValue(), "start", "ISP " + isp.getKey());
            x += 20 + 7.0 * (4 + isp.getKey().toString().length());
        }
        svg.text(
                20,
                94,
                SMALL,
                GREY,
                "start",
                "red: a fault, a letter that is lost, late or comes twice; long dashes: late; short dashes: the second time;"
                        + " dotted: still on its way, or sent before. Times are not to scale.");
    }

    private void end(String failure) {
        if (!failure.isEmpty()) {
            String words = failure.length() <= LONGEST_WORDS ? failure : failure.substring(0, LONGEST_WORDS) + " …";
            svg.line(LEFT - 90, rows.bottom(), x(null) + 60, rows.bottom(), RED, "");
            svg.text(20, rows.bottom() + 22, USUAL, RED, "start", words);
        }
    }
}
