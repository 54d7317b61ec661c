package org.farandole.vm.life;

import java.util.Objects;
import org.farandole.contracts.dvms.IspId;
import org.farandole.contracts.node.NodeName;
import org.jspecify.annotations.Nullable;

/**
 * Where a VM stands. An attempt is counted from 1; a command is the one in flight, and the result of any other is stale.
 *
 * <pre>
 * homeless ⇄ planned ─▶ creating ─▶ booting ─▶ checking ─▶ running ⇄ migrating
 *    ▲  └───────┴────────────┴──────────┴───┬─────┴───────────┘          │
 *    │                                    doomed ─▶ destroying ─▶ destroyed | given up
 *    └────────────────────────────────────────────────┘          (lost: its node does not answer)
 * </pre>
 */
public sealed interface VmState {

    /** Planned on no node: it waits to be spread. */
    record Homeless(int attempt, @Nullable NodeName avoid) implements VmState {}

    /** It will be created on the node once that is ready and no plan holds it. No hypervisor knows it. */
    record Planned(NodeName node, int attempt) implements VmState {
        public Planned {
            Objects.requireNonNull(node, "node");
        }
    }

    /** The node's hypervisor was told to define it. From here on it takes memory there. */
    record Creating(NodeName node, int attempt, String command) implements VmState {}

    record Booting(NodeName node, int attempt, String command) implements VmState {}

    /** It runs; whether it answers is not known yet. */
    record Checking(NodeName node, int attempt, String command) implements VmState {}

    record Running(NodeName node) implements VmState {
        public Running {
            Objects.requireNonNull(node, "node");
        }
    }

    /** On its way, or its place is being read after a failure. By the record it is on {@code node} until it has arrived. */
    record Migrating(
            NodeName node, NodeName destination, @Nullable IspId isp, int action, String command) implements VmState {}

    /** To be destroyed as soon as no plan holds the node. */
    record Doomed(NodeName node, Ending ending) implements VmState {}

    /** It takes memory on the node until it is gone, but is in no placement any more. */
    record Destroying(NodeName node, Ending ending, int attempt, String command) implements VmState {}

    /** No hypervisor defines it. */
    record Destroyed(NodeName node) implements VmState {}

    /** Out of tries; no hypervisor defines it. */
    record GivenUp(String cause) implements VmState {}

    /** Its node was declared lost; whether it runs there is not known. */
    record Lost(NodeName node, String cause) implements VmState {}

    /** What follows when it is destroyed. */
    sealed interface Ending {

        /** Its reservation is over. */
        record Release(String why) implements Ending {}

        /** Tried again on another node. */
        record Elsewhere(int attempt) implements Ending {}

        record GiveUp(String cause) implements Ending {}
    }

    /** The node that it is on, or planned on; none if it has none (any more). A lost VM has none: nothing is known there. */
    default @Nullable NodeName on() {
        return switch (this) {
            case Planned s -> s.node();
            case Creating s -> s.node();
            case Booting s -> s.node();
            case Checking s -> s.node();
            case Running s -> s.node();
            case Migrating s -> s.node();
            case Doomed s -> s.node();
            case Destroying s -> s.node();
            case Homeless _, Destroyed _, GivenUp _, Lost _ -> null;
        };
    }

    /** Whether it stands in the node's placement, as the agents see it. */
    default boolean placed() {
        return switch (this) {
            case Creating _, Booting _, Checking _, Running _, Migrating _, Doomed _ -> true;
            case Homeless _, Planned _, Destroying _, Destroyed _, GivenUp _, Lost _ -> false;
        };
    }

    /** Nothing more happens to it. */
    default boolean ended() {
        return switch (this) {
            case Destroyed _, GivenUp _ -> true;
            case Homeless _, Planned _, Creating _, Booting _, Checking _, Running _, Migrating _ -> false;
            case Doomed _, Destroying _, Lost _ -> false;
        };
    }

    /** The phase's name as people and tables see it. */
    default String phase() {
        return switch (this) {
            case Homeless _ -> "homeless";
            case Planned _ -> "planned";
            case Creating _ -> "creating";
            case Booting _ -> "booting";
            case Checking _ -> "checking";
            case Running _ -> "running";
            case Migrating _ -> "migrating";
            case Doomed _ -> "doomed";
            case Destroying _ -> "destroying";
            case Destroyed _ -> "destroyed";
            case GivenUp _ -> "given-up";
            case Lost _ -> "lost";
        };
    }
}
