package org.farandole.bench.btrplace;

import java.util.function.Consumer;
import org.btrplace.model.Instance;
import org.btrplace.plan.ReconfigurationPlan;
import org.btrplace.plan.event.MigrateVM;
import org.btrplace.scheduler.SchedulerException;
import org.btrplace.scheduler.UnstatableProblemException;
import org.btrplace.scheduler.choco.ChocoScheduler;
import org.btrplace.scheduler.choco.DefaultChocoScheduler;
import org.jspecify.annotations.Nullable;

/** Solves one question and says each plan that is better than the last, with the milliseconds since it began. */
final class Solving {

    private final Question question;
    private final Translation translation;
    private final Consumer<String> say;
    private final long began = System.nanoTime();
    private @Nullable ReconfigurationPlan best;
    private int fewest = Integer.MAX_VALUE;

    Solving(Question question, Translation translation, Consumer<String> say) {
        this.question = question;
        this.translation = translation;
        this.say = say;
    }

    /** Ends with a line of the status, and the moves of the best plan before it. */
    void run() {
        Instance instance = translation.instance();
        Outcome outcome = attempt(instance, question.mode().repair() != Mode.Repair.NEVER, question.limitSeconds());
        boolean whole = question.mode().repair() == Mode.Repair.NEVER;
        int left = (int) Math.ceil(question.limitSeconds() - millis() / 1_000);
        if (question.mode().repair() == Mode.Repair.FIRST && best == null && outcome == Outcome.COMPLETE && left > 0) {
            outcome = attempt(instance, false, left);
            whole = true;
        }
        sayMoves();
        String proof = outcome == Outcome.COMPLETE && whole ? "proved" : "open";
        if (best != null) {
            say.accept("status solved " + proof + " " + millis());
        } else {
            say.accept("status " + (proof.equals("proved") ? "impossible " : "timeout ") + proof + " " + millis());
        }
    }

    private enum Outcome {
        COMPLETE,
        LIMIT
    }

    private Outcome attempt(Instance instance, boolean repair, int seconds) {
        ChocoScheduler scheduler = new DefaultChocoScheduler();
        scheduler.doRepair(repair);
        scheduler.doOptimize(question.mode().optimise());
        scheduler.setTimeLimit(seconds);
        scheduler.setRandomSeed(question.seed());
        scheduler.addSolutionListener((problem, plan) -> found(plan));
        try {
            scheduler.solve(instance);
            return scheduler.getStatistics().completed() ? Outcome.COMPLETE : Outcome.LIMIT;
        } catch (UnstatableProblemException limit) {
            return Outcome.LIMIT;
        } catch (SchedulerException broken) {
            say.accept("error " + broken.getMessage());
            return Outcome.LIMIT;
        }
    }

    private void found(ReconfigurationPlan plan) {
        int moves = (int)
                plan.getActions().stream().filter(MigrateVM.class::isInstance).count();
        if (moves < fewest) {
            fewest = moves;
            best = plan;
            say.accept("plan " + millis() + " " + moves);
        }
    }

    private double millis() {
        return (System.nanoTime() - began) / 1e6;
    }

    private void sayMoves() {
        if (best != null) {
            best.getActions().stream()
                    .filter(MigrateVM.class::isInstance)
                    .map(MigrateVM.class::cast)
                    .forEach(move -> say.accept("move " + translation.number(move.getVM()) + " "
                            + translation.number(move.getDestinationNode()) + " " + move.getStart() + " "
                            + move.getEnd()));
        }
    }
}
