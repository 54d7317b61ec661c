package org.farandole.placement.search.choco;

import org.chocosolver.solver.ICause;
import org.chocosolver.solver.exception.ContradictionException;

/** The measure that comes before the price, bounded from what a {@link Survey} found. */
abstract class Gauge {

    /** More than any measure. */
    static final long NEVER = Long.MAX_VALUE;

    final Survey survey;

    Gauge(Survey survey) {
        this.survey = survey;
    }

    /** A lower bound; exact when all is decided. Called first of all. */
    abstract long least();

    /**
     * Takes away what would make the measure more than that; {@link #least} was not.
     *
     * @return whether a VM was decided, or anything else that {@link #least} may use
     */
    abstract boolean filter(long most, ICause cause) throws ContradictionException;

    /** How high a load may be, for the measure that {@link #filter} was called with. */
    int cap(int dimension, int node) {
        return survey.part.bound[dimension][node];
    }

    /** Whether it is yet to be decided if the node is to be empty. */
    boolean mayBeEmptied(int node) {
        return false;
    }

    /** Of the nodes that may be emptied, how many have to be. */
    int toBeEmptied() {
        return 0;
    }

    /** No measure: the price is all that counts. */
    static final class None extends Gauge {
        None(Survey survey) {
            super(survey);
        }

        @Override
        long least() {
            return 0;
        }

        @Override
        boolean filter(long most, ICause cause) {
            return false;
        }
    }
}
