package org.farandole.bench.placement;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.farandole.placement.Problem;
import org.farandole.placement.Vm;
import org.farandole.placement.plan.Action;
import org.farandole.placement.plan.Plan;
import org.jspecify.annotations.Nullable;

/** Reads an answer of the process that runs BtrPlace, line by line, and makes a plan of ours of its plan. */
final class BtrPlaceAnswer {

    /** A migration, with the moments of BtrPlace's schedule. */
    private record Move(int vm, int node, int start, int end) {}

    private final Problem problem;
    private final List<Move> moves = new ArrayList<>();
    private final List<String> errors = new ArrayList<>();
    private double firstMillis = Double.NaN;
    private double bestMillis = Double.NaN;
    private double tookMillis = Double.NaN;
    private Planned.@Nullable Status status;
    private boolean proved;

    BtrPlaceAnswer(Problem problem) {
        this.problem = problem;
    }

    /** @throws IllegalArgumentException for a line that is not of the protocol */
    void line(String line) {
        String[] words = line.split(" ");
        switch (words[0]) {
            case "plan" -> {
                bestMillis = Double.parseDouble(words[1]);
                firstMillis = Double.isNaN(firstMillis) ? bestMillis : firstMillis;
            }
            case "move" ->
                moves.add(new Move(
                        Integer.parseInt(words[1]),
                        Integer.parseInt(words[2]),
                        Integer.parseInt(words[3]),
                        Integer.parseInt(words[4])));
            case "status" -> {
                status = Planned.Status.valueOf(words[1].toUpperCase(java.util.Locale.ROOT));
                proved = words[2].equals("proved");
                tookMillis = Double.parseDouble(words[3]);
            }
            case "error" -> errors.add(line);
            default -> throw new IllegalArgumentException("BtrPlace's process said: " + line);
        }
    }

    /** What BtrPlace could not make a problem of. */
    List<String> errors() {
        return errors;
    }

    Planned planned() {
        if (status == null) {
            throw new IllegalStateException("BtrPlace's process ended its answer without a status");
        }
        return new Planned(
                status,
                moves.isEmpty() ? null : plan(),
                Double.isNaN(firstMillis) ? tookMillis : firstMillis,
                Double.isNaN(bestMillis) ? tookMillis : bestMillis,
                tookMillis,
                proved,
                0);
    }

    /** Each migration waits for those that left its destination before it starts. */
    private Plan plan() {
        moves.sort(Comparator.comparingInt(Move::start).thenComparingInt(Move::vm));
        List<Action> actions = new ArrayList<>();
        for (Move move : moves) {
            List<Integer> after = new ArrayList<>();
            for (int earlier = 0; earlier < actions.size(); earlier++) {
                if (leaves(moves.get(earlier), move.node())
                        && moves.get(earlier).end() <= move.start()) {
                    after.add(earlier);
                }
            }
            Vm vm = problem.vms().get(move.vm());
            Duration estimate = problem.terms().migrationTime().of(vm);
            actions.add(new Action.Migrate(vm.name(), vm.host(), node(move.node()), estimate, after, "BtrPlace's"));
        }
        return new Plan(actions, 0);
    }

    private boolean leaves(Move move, int node) {
        return problem.vms().get(move.vm()).host().equals(node(node));
    }

    private String node(int number) {
        return problem.nodes().get(number).name();
    }
}
