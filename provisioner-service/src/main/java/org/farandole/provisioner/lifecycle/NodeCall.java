package org.farandole.provisioner.lifecycle;

import java.util.Objects;
import org.farandole.contracts.node.MacroStep;

/** Something to do about a node that takes time. A node has one call at a time; all are safe to repeat. */
public sealed interface NodeCall {

    /** Wait for a place in the window. */
    record TakePlace() implements NodeCall {}

    record RunStep(MacroStep step) implements NodeCall {
        public RunStep {
            Objects.requireNonNull(step, "step");
        }
    }

    /** @param attempt from 1; a repeat is made after a pause */
    record PowerOff(int attempt) implements NodeCall {}

    /** @param attempt from 1; a repeat is made after a pause */
    record PowerOn(int attempt) implements NodeCall {}

    /** @param attempt from 1; a repeat is made after a pause */
    record Undo(int attempt) implements NodeCall {}

    /** Nothing: what is under way is cancelled. */
    record Rest() implements NodeCall {}
}
