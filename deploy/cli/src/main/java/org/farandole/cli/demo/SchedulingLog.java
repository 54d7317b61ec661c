package org.farandole.cli.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.farandole.cli.scheduling.IspRecord;
import org.farandole.cli.scheduling.IspTable;
import org.farandole.cli.scheduling.Words;
import org.farandole.cli.terminal.Colour;
import org.farandole.contracts.dvms.Action;
import org.farandole.contracts.dvms.Decision;
import org.farandole.contracts.dvms.IspEvent;
import org.farandole.contracts.dvms.Outcome;
import org.farandole.contracts.monitor.ViolationEvent;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.vm.VmEvent;

/** What the scheduler does, told line by line as it happens, with the counts so far. Not thread-safe. */
final class SchedulingLog {

    private static final int MOVES_SHOWN = 3;

    private final Instant began;
    private final IspTable isps = new IspTable();
    private final Set<NodeName> inViolation = new HashSet<>();
    private int solved;
    private int violations;
    private int migrations;

    /** @param colour what it means: good, bad, or only of passing interest */
    record Line(String text, Colour colour) {}

    /** @param began the moment that the lines' times are counted from */
    SchedulingLog(Instant began) {
        this.began = began;
    }

    /** @param at the broker's time, as in the others */
    Optional<Line> on(IspEvent event, Instant at) {
        IspRecord isp = isps.add(event, at);
        return switch (event) {
            case IspEvent.Opened e ->
                line(
                        at,
                        "opened",
                        e.isp(),
                        Words.of(e.priority().problem()) + " " + e.isp().initiator() + ": its VMs want " + e.demand(),
                        Colour.FAINT);
            case IspEvent.Grown e ->
                line(
                        at,
                        "grown",
                        e.isp(),
                        "by " + e.joined() + " to " + e.members().size() + " nodes",
                        Colour.FAINT);
            case IspEvent.Computed e -> Optional.empty();
            case IspEvent.Ended e -> {
                solved += e.outcome() == Outcome.SOLVED ? 1 : 0;
                Duration lasted = isp.lasted();
                String after =
                        lasted == null ? "" : String.format(Locale.ROOT, " after %.1f s", lasted.toMillis() / 1000.0);
                yield line(
                        at,
                        Words.of(e.outcome()),
                        e.isp(),
                        e.members().size() + " nodes" + after + ": " + e.achieved(),
                        colourOf(e.outcome()));
            }
        };
    }

    Optional<Line> on(Decision decision, Instant at) {
        return switch (decision) {
            case Decision.Query query -> Optional.empty();
            case Decision.Plan plan ->
                line(at, "plan", plan.isp(), moves(plan.actions()) + ": " + plan.why(), Colour.STRONG);
        };
    }

    Optional<Line> on(ViolationEvent event, Instant at) {
        return switch (event) {
            case ViolationEvent.Began e -> {
                inViolation.add(e.node());
                violations++;
                yield Optional.empty();
            }
            case ViolationEvent.Ended e -> {
                inViolation.remove(e.node());
                yield line(
                        at,
                        "violation",
                        e.node(),
                        "ended after "
                                + Seconds.inWords(e.lasted().toMillis() / 1000.0) + " (" + Words.of(e.cause()) + ", "
                                + e.vmsHurt() + " VMs)",
                        Colour.WARN);
            }
        };
    }

    void on(VmEvent event) {
        if (event instanceof VmEvent.Migrated) {
            migrations++;
        }
    }

    /** Whether no ISP is open. A violation may still last. */
    boolean quiet() {
        return isps.open().isEmpty();
    }

    String summary(Duration since, Duration of) {
        return String.format(
                Locale.ROOT,
                "%d of %d s: %d ISPs, %d solved, %d open; %d violations, %d now; %d migrations",
                Math.min(since.toSeconds(), of.toSeconds()),
                of.toSeconds(),
                isps.all().size(),
                solved,
                isps.open().size(),
                violations,
                inViolation.size(),
                migrations);
    }

    private Optional<Line> line(Instant at, String word, Object what, String text, Colour colour) {
        double seconds = Duration.between(began, at).toMillis() / 1000.0;
        return Optional.of(
                new Line(String.format(Locale.ROOT, "%7.1f s  %-10s %-18s %s", seconds, word, what, text), colour));
    }

    private static String moves(List<Action> actions) {
        List<String> shown = new ArrayList<>(actions.stream()
                .limit(MOVES_SHOWN)
                .map(action -> switch (action) {
                    case Action.Migrate move -> move.vm() + " " + move.source() + "→" + move.destination();
                    case Action.PowerOff off -> off.node() + " off";
                })
                .toList());
        if (actions.size() > MOVES_SHOWN) {
            shown.add((actions.size() - MOVES_SHOWN) + " more");
        }
        return shown.stream().collect(Collectors.joining(", "));
    }

    private static Colour colourOf(Outcome outcome) {
        return switch (outcome) {
            case SOLVED, VANISHED -> Colour.GOOD;
            case MERGED, WITHDRAWN, ADVISED -> Colour.FAINT;
            case FAILED, LOST -> Colour.BAD;
        };
    }
}
