package org.farandole.bench.placement.instance;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** What the classes draw, always from a generator that began with their seed. */
final class Draw {

    private final SplittableRandom random;

    Draw(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** VMPlaceS's demand: normally distributed, 0 to 100, in steps of 10. */
    int demand(double mean, double deviation) {
        double drawn = Math.min(100, Math.max(0, mean + deviation * random.nextGaussian()));
        return 10 * (int) Math.round(drawn / 10);
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    int between(int least, int most) {
        return random.nextInt(least, most + 1);
    }

    int oneOf(int... choices) {
        return choices[random.nextInt(choices.length)];
    }

    <T> List<T> shuffled(List<T> items) {
        List<T> shuffled = new ArrayList<>(items);
        for (int i = shuffled.size() - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            T item = shuffled.get(i);
            shuffled.set(i, shuffled.get(other));
            shuffled.set(other, item);
        }
        return shuffled;
    }

    static String node(int number) {
        return String.format(Locale.ROOT, "node-%04d", number);
    }

    static String vm(int number) {
        return String.format(Locale.ROOT, "vm-%05d", number);
    }
}
