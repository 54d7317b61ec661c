package org.farandole.simulator.replay;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.farandole.simulator.scenario.Fault;
import org.farandole.simulator.watch.Happening;
import org.farandole.simulator.watch.Transit;

/**
 * Moments as text, in their order: the time since the load began, whom it happened to, what; then, indented, the state that an agent
 * went from and came to, and what it does.
 *
 * @param begins when the load began
 */
public record StepText(Instant begins) {

    private static final String FORM = "%12s  %-14s %s";
    private static final String UNDER = " ".repeat(29);

    public List<String> of(Moment moment) {
        return switch (moment) {
            case Moment.Stepped(var happening) -> step(happening);
            case Moment.Sent(var transit) -> List.of(sent(transit));
            case Moment.Struck struck -> List.of(line(struck, struck.node().value(), "FAULT " + words(struck.fault())));
            case Moment.Down down ->
                List.of(line(down, down.node().value(), down.inOrder() ? "is given back" : "its process dies"));
            case Moment.Told told -> List.of(line(told, "", told.words()));
        };
    }

    /** A fault, but for its node and when it begins. */
    static String words(Fault fault) {
        return fault.kind().word() + (fault.lasts().isZero() ? "" : " for " + Words.seconds(fault.lasts()));
    }

    /** Seconds, to the microsecond. */
    public String time(Instant at) {
        return String.format(Locale.ROOT, "%.6f", Duration.between(begins, at).toNanos() / 1e9);
    }

    private String line(Moment moment, String who, String what) {
        return FORM.formatted(time(moment.at()), who, what);
    }

    private List<String> step(Happening happening) {
        List<String> lines = new ArrayList<>();
        lines.add(FORM.formatted(time(happening.at()), happening.node().value(), StepWords.input(happening.input())));
        String before = StepWords.state(happening.before());
        String after = StepWords.agent(happening.after());
        lines.add(UNDER + (before.equals(after) ? before : before + "  ->  " + after));
        happening.effects().forEach(effect -> lines.add(UNDER + "! " + StepWords.effect(effect)));
        return lines;
    }

    private String sent(Transit transit) {
        String letter = "%s to %s".formatted(Words.letter(transit.content()), Words.name(transit.to()));
        return FORM.formatted(time(transit.at()), Words.name(transit.from()), "sends " + letter + fate(transit, ", "));
    }

    /** What went wrong with a letter on its way, in words, after a separator; nothing if nothing did. */
    static String fate(Transit transit, String separator) {
        if (transit.lost()) {
            return separator + "LOST";
        }
        Duration late = transit.arrivals().getFirst().minus(transit.usual());
        String words = late.isZero() ? "" : separator + "LATE by " + Words.millis(late);
        if (transit.arrivals().size() > 1) {
            words += separator + "TWICE, again after "
                    + Words.millis(transit.arrivals().get(1));
        }
        return words;
    }
}
