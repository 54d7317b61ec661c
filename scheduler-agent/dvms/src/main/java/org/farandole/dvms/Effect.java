package org.farandole.dvms;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.farandole.contracts.dvms.Decision;
import org.farandole.contracts.dvms.IspEvent;
import org.farandole.contracts.dvms.IspId;
import org.farandole.contracts.dvms.Member;
import org.farandole.contracts.dvms.NodeState;
import org.farandole.contracts.dvms.Priority;
import org.farandole.contracts.dvms.RingMessage;
import org.farandole.contracts.dvms.RingPosition;
import org.farandole.contracts.node.NodeName;

/** What is to be done, in the order of the list. */
public sealed interface Effect {

    /** To an agent's inbox, by its slot. */
    record SendTo(RingPosition to, RingMessage.FromAgent message) implements Effect {
        public SendTo {
            Objects.requireNonNull(to, "to");
            Objects.requireNonNull(message, "message");
        }
    }

    /** To the executor: carry this out. */
    record Publish(Decision.Plan plan) implements Effect {
        public Publish {
            Objects.requireNonNull(plan, "plan");
        }
    }

    /** To the executor: what do you know of me? */
    record Ask(Decision.Query query) implements Effect {
        public Ask {
            Objects.requireNonNull(query, "query");
        }
    }

    /** Replaces the timer of that name, if it runs. */
    record StartTimer(Timer timer, TimerTag tag, Duration after) implements Effect {
        public StartTimer {
            Objects.requireNonNull(timer, "timer");
            Objects.requireNonNull(tag, "tag");
            Objects.requireNonNull(after, "after");
        }
    }

    record CancelTimer(Timer timer) implements Effect {
        public CancelTimer {
            Objects.requireNonNull(timer, "timer");
        }
    }

    /**
     * Compute, aside, and answer by {@link Input.Proposed} with the same ISP and round. A later one of the same ISP makes
     * this one void.
     *
     * @param priority whose problem it is, and its class
     * @param states of all members; that of {@code priority.node()} is the one with the problem
     */
    record SolveLocally(IspId isp, long round, Priority priority, List<NodeState> states) implements Effect {
        public SolveLocally {
            Objects.requireNonNull(isp, "isp");
            Objects.requireNonNull(priority, "priority");
            states = List.copyOf(states);
        }
    }

    /** To the ISP's life on {@code dvms.partitions}. */
    record Report(IspEvent event) implements Effect {
        public Report {
            Objects.requireNonNull(event, "event");
        }
    }

    /** The ring has no room, and this node is off. */
    record PowerOn(NodeName node) implements Effect {
        public PowerOn {
            Objects.requireNonNull(node, "node");
        }
    }

    /** To the membership, about this agent, with its incarnation. */
    record Announce(Member.Status status) implements Effect {
        public Announce {
            Objects.requireNonNull(status, "status");
        }
    }

    /** Nothing is done, because nobody waits for it any more. To be counted. @param input what it was, by name */
    record Ignored(String input, Old reason) implements Effect {
        public Ignored {
            Objects.requireNonNull(input, "input");
            Objects.requireNonNull(reason, "reason");
        }
    }
}
