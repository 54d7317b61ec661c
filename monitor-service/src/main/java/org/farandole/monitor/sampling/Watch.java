package org.farandole.monitor.sampling;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The watch over one node: when it is asked, and what its silence means. At most one call is under way; a hypervisor that
 * does not answer, and does not even give the call back, costs that one call.
 *
 * <pre>
 *            woken, changed                time-out: gives up, counts a failure
 *   Resting ────────────────▶ Asking ───────────────────────────────────────────▶ Overdue ⟲ counts one a period
 *      ◀───────────────────────  │                                                   │
 *      ◀─────────────────────────┴── answered, failed ──────────────────────────────┘
 * </pre>
 */
public sealed interface Watch {

    Health health();

    /** @param next when it is asked again; @param asked when it was asked last */
    record Resting(Health health, Instant next, Instant asked) implements Watch {
        public Resting {
            Objects.requireNonNull(health, "health");
            Objects.requireNonNull(next, "next");
            Objects.requireNonNull(asked, "asked");
        }
    }

    /** @param again its load changed since it was asked */
    record Asking(Health health, Instant asked, boolean again) implements Watch {
        public Asking {
            Objects.requireNonNull(health, "health");
            Objects.requireNonNull(asked, "asked");
        }
    }

    /** The call is out of time and has not come back. @param next when another failure is counted */
    record Overdue(Health health, Instant asked, Instant next) implements Watch {
        public Overdue {
            Objects.requireNonNull(health, "health");
            Objects.requireNonNull(asked, "asked");
            Objects.requireNonNull(next, "next");
        }
    }

    /** Whether the node answers. */
    sealed interface Health {
        /** @param failures the last so many calls failed; fewer than the pace's limit */
        record Answers(int failures) implements Health {}

        record Lost(String cause) implements Health {
            public Lost {
                Objects.requireNonNull(cause, "cause");
            }
        }
    }

    sealed interface Input {
        /** It may be time; an early or a second one does no harm. */
        record Woken() implements Input {}

        record Changed() implements Input {}

        record Answered() implements Input {}

        record Failed(String cause) implements Input {}
    }

    sealed interface Effect {
        record Ask() implements Effect {}

        record WakeAt(Instant when) implements Effect {}

        /** Interrupt the call. */
        record GiveUp() implements Effect {}

        record SayLost(String cause) implements Effect {}

        record SayBack() implements Effect {}
    }

    record Step(Watch next, List<Effect> effects) {
        public Step {
            effects = List.copyOf(effects);
        }
    }

    /** The watch over a node of this slot, from {@code now} on; its health is what was said of it last. */
    static Step begin(Health health, Instant now, int slot, Pace pace) {
        Instant first = pace.next(now, slot);
        return new Step(new Resting(health, first, Instant.EPOCH), List.of(new Effect.WakeAt(first)));
    }

    static Step decide(Watch state, Input input, Instant now, int slot, Pace pace) {
        return switch (state) {
            case Resting resting -> rested(resting, input, now, pace);
            case Asking asking -> asked(asking, input, now, slot, pace);
            case Overdue overdue -> overdue(overdue, input, now, slot, pace);
        };
    }

    private static Step rested(Resting state, Input input, Instant now, Pace pace) {
        return switch (input) {
            case Input.Woken _ -> now.isBefore(state.next()) ? stay(state) : ask(state.health(), now, pace);
            case Input.Changed _ -> hurry(state, now, pace);
            case Input.Answered _, Input.Failed _ -> stay(state);
        };
    }

    private static Step asked(Asking state, Input input, Instant now, int slot, Pace pace) {
        return switch (input) {
            case Input.Woken _ when now.isBefore(state.asked().plus(pace.timeout())) -> stay(state);
            case Input.Woken _ -> giveUp(state, now, slot, pace);
            case Input.Changed _ -> stay(new Asking(state.health(), state.asked(), true));
            case Input.Answered _ -> rest(answered(state.health()), state.again(), state.asked(), now, slot, pace);
            case Input.Failed(String cause) ->
                rest(failed(state.health(), cause, pace), false, state.asked(), now, slot, pace);
        };
    }

    private static Step overdue(Overdue state, Input input, Instant now, int slot, Pace pace) {
        return switch (input) {
            case Input.Woken _ when now.isBefore(state.next()) -> stay(state);
            case Input.Woken _ -> {
                Duration silent = Duration.between(state.asked(), now);
                Verdict verdict = failed(state.health(), "no answer for " + inSeconds(silent), pace);
                yield waitOn(verdict, state.asked(), now, slot, pace, List.of());
            }
            case Input.Answered _ -> rest(answered(state.health()), false, state.asked(), now, slot, pace);
            // counted when it was given up
            case Input.Failed _ -> rest(Verdict.same(state.health()), false, state.asked(), now, slot, pace);
            case Input.Changed _ -> stay(state);
        };
    }

    private static Step ask(Health health, Instant now, Pace pace) {
        return new Step(
                new Asking(health, now, false), List.of(new Effect.Ask(), new Effect.WakeAt(now.plus(pace.timeout()))));
    }

    /** A change is answered at once, but not faster than the pace allows; a lost node keeps to its probes. */
    private static Step hurry(Resting state, Instant now, Pace pace) {
        Instant soonest = later(now, state.asked().plus(pace.gap()));
        if (state.health() instanceof Health.Lost || !soonest.isBefore(state.next())) {
            return stay(state);
        }
        if (soonest.equals(now)) {
            return ask(state.health(), now, pace);
        }
        return new Step(new Resting(state.health(), soonest, state.asked()), List.of(new Effect.WakeAt(soonest)));
    }

    private static Step giveUp(Asking state, Instant now, int slot, Pace pace) {
        Verdict verdict = failed(state.health(), "no answer within " + inSeconds(pace.timeout()), pace);
        return waitOn(verdict, state.asked(), now, slot, pace, List.of(new Effect.GiveUp()));
    }

    private static Step waitOn(Verdict verdict, Instant asked, Instant now, int slot, Pace pace, List<Effect> before) {
        Instant next = switch (verdict.health()) {
            case Health.Answers _ -> pace.next(now, slot);
            case Health.Lost _ -> now.plus(pace.probe());
        };
        List<Effect> effects = new ArrayList<>(before);
        effects.addAll(verdict.said());
        effects.add(new Effect.WakeAt(next));
        return new Step(new Overdue(verdict.health(), asked, next), effects);
    }

    private static Step rest(Verdict verdict, boolean again, Instant asked, Instant now, int slot, Pace pace) {
        Instant soonest = later(now, asked.plus(pace.gap()));
        Instant next = switch (verdict.health()) {
            case Health.Answers _ -> again ? soonest : pace.next(soonest, slot);
            case Health.Lost _ -> now.plus(pace.probe());
        };
        List<Effect> effects = new ArrayList<>(verdict.said());
        effects.add(new Effect.WakeAt(next));
        return new Step(new Resting(verdict.health(), next, asked), effects);
    }

    /** The health after a call, and what is to be said about it. */
    record Verdict(Health health, List<Effect> said) {
        private static Verdict same(Health health) {
            return new Verdict(health, List.of());
        }
    }

    private static Verdict answered(Health health) {
        return switch (health) {
            case Health.Answers _ -> Verdict.same(new Health.Answers(0));
            case Health.Lost _ -> new Verdict(new Health.Answers(0), List.of(new Effect.SayBack()));
        };
    }

    private static Verdict failed(Health health, String cause, Pace pace) {
        return switch (health) {
            case Health.Answers(int failures)
            when failures + 1 < pace.failures() -> Verdict.same(new Health.Answers(failures + 1));
            case Health.Answers _ -> new Verdict(new Health.Lost(cause), List.of(new Effect.SayLost(cause)));
            case Health.Lost _ -> Verdict.same(health);
        };
    }

    private static Step stay(Watch state) {
        return new Step(state, List.of());
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    private static String inSeconds(Duration duration) {
        return duration.toMillis() / 1000.0 + " s";
    }
}
