package org.farandole.dvms;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.farandole.contracts.dvms.RingMessage;

/** A network on which what a script names goes wrong, and nothing else. */
final class Mishaps implements Network {

    private record Rule(Predicate<Letter> which, int[] times, List<Duration> arrivals) {}

    private final List<Rule> rules = new ArrayList<>();

    /** The next so many of these letters do not arrive. */
    Mishaps lose(int times, Predicate<Letter> which) {
        return add(times, which, List.of());
    }

    Mishaps loseNext(Class<? extends RingMessage> kind) {
        return lose(1, letter -> letter.is(kind));
    }

    /** The next one comes a second time, so much later. */
    Mishaps repeatNext(Class<? extends RingMessage> kind, Duration later) {
        return add(1, letter -> letter.is(kind), List.of(HOP, HOP.plus(later)));
    }

    /** Every letter comes twice. */
    Mishaps repeatAll(Duration later) {
        return add(Integer.MAX_VALUE, letter -> true, List.of(HOP, HOP.plus(later)));
    }

    /** The next one takes so long. */
    Mishaps delayNext(Class<? extends RingMessage> kind, Duration by) {
        return add(1, letter -> letter.is(kind), List.of(by));
    }

    private Mishaps add(int times, Predicate<Letter> which, List<Duration> arrivals) {
        rules.add(new Rule(which, new int[] {times}, arrivals));
        return this;
    }

    @Override
    public List<Duration> arrivals(Letter letter) {
        for (Rule rule : rules) {
            if (rule.times()[0] > 0 && rule.which().test(letter)) {
                rule.times()[0]--;
                return rule.arrivals();
            }
        }
        return List.of(HOP);
    }
}
