package org.farandole.placement;

/** What is cheap, among the plans that reach the goal equally well. Where that is equal too, the plan with the most room. */
public enum Objective {
    /** The least time of migrations, summed; then the fewest of them. A soft rule's weight counts seconds. */
    LEAST_TIME,
    /** The fewest migrations; then the least time of them. A soft rule's weight counts migrations. */
    FEWEST_MOVES
}
