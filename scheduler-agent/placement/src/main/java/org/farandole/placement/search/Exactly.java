package org.farandole.placement.search;

/** Hands a small problem to the solver: better than the best so far, or the proof that there is nothing better. */
final class Exactly {

    private final Instance instance;
    private final Effort effort;
    private final Best best;

    Exactly(Instance instance, Effort effort, Best best) {
        this.instance = instance;
        this.effort = effort;
        this.best = best;
    }

    /** @return whether the best is proved to be the best there is */
    boolean improve() {
        return instance.vmCount() == 0 && effort.left() > 0 && best.certain();
    }
}
