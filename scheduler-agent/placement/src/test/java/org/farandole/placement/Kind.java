package org.farandole.placement;

/** Of tiny problems. */
enum Kind {
    EVERYTHING,
    ORDERED,
    ROOMY;

    Problem problem(Goal goal, Objective objective, long seed) {
        return switch (this) {
            case EVERYTHING -> TinyInstances.ofEverything(goal, objective, seed);
            case ORDERED -> TinyInstances.ordered(goal, objective, seed);
            case ROOMY -> TinyInstances.roomy(goal, objective, seed);
        };
    }
}
