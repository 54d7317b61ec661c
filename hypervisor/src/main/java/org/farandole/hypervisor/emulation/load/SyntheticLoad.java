package org.farandole.hypervisor.emulation.load;

import java.time.Duration;
import java.util.Iterator;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.farandole.hypervisor.emulation.MigrationModel.Traits;
import org.farandole.hypervisor.emulation.Seed;

/**
 * The random load of VMPlaceS. There, changes come as a Poisson process of rate VMs ÷ period and each hits a VM drawn evenly;
 * here each VM has a process of rate 1 ÷ period of its own, which is the same process and does not hang on how many VMs there
 * are. A change draws a demand from a normal distribution, cuts it to 0 … peak, and rounds it to a step. Memory intensities
 * are 10 to 50 % in five classes, drawn evenly.
 *
 * @param seed of all that is drawn
 * @param period on average a VM changes once in it
 * @param meanPercent of the distribution, and what each VM demands at first
 * @param deviationPercent of the distribution
 * @param peakPercent the highest demand
 * @param steps between 0 and the peak
 */
public record SyntheticLoad(
        Seed seed, Duration period, int meanPercent, int deviationPercent, int peakPercent, int steps) implements Load {

    private static final int MEGABYTES_PER_SECOND = 125;
    private static final int INTENSITY_CLASSES = 5;

    public SyntheticLoad {
        Objects.requireNonNull(seed, "seed");
        if (!period.isPositive()) {
            throw new IllegalArgumentException("The load's period is above 0, not " + period);
        }
        if (peakPercent < 1 || peakPercent > 100 || meanPercent < 0 || meanPercent > peakPercent) {
            throw new IllegalArgumentException("The load's peak is 1 to 100 %, not " + peakPercent
                    + ", and its mean 0 to the peak, not " + meanPercent);
        }
        if (deviationPercent < 0 || steps < 1) {
            throw new IllegalArgumentException("The load's deviation is 0 or more, not " + deviationPercent
                    + ", and its steps 1 or more, not " + steps);
        }
    }

    /** The parameters of VMPlaceS: once in 300 s, N(60, 20), steps of 10. */
    public static SyntheticLoad usual(Seed seed) {
        return new SyntheticLoad(seed, Duration.ofSeconds(300), 60, 20, 100, 10);
    }

    public SyntheticLoad drawnFrom(Seed other) {
        return new SyntheticLoad(other, period, meanPercent, deviationPercent, peakPercent, steps);
    }

    @Override
    public int initialPercent() {
        return meanPercent;
    }

    @Override
    public Iterator<Change> changes(int vm) {
        SplittableRandom random = seed.fork("demand").fork(vm).random();
        return Stream.iterate(next(Duration.ZERO, random), last -> next(last.at(), random))
                .iterator();
    }

    @Override
    public Traits traits(int vm) {
        int drawn = seed.fork("intensity").fork(vm).random().nextInt(INTENSITY_CLASSES);
        return new Traits(MEGABYTES_PER_SECOND, 10 * (1 + drawn));
    }

    private Change next(Duration last, SplittableRandom random) {
        double wait = -Math.log(1 - random.nextDouble()) * period.toNanos();
        double demand = meanPercent + deviationPercent * random.nextGaussian();
        double within = Math.min(peakPercent, Math.max(0, demand));
        long step = Math.round(within * steps / peakPercent);
        return new Change(last.plusNanos(Math.max(1, Math.round(wait))), (int) (step * peakPercent / steps));
    }
}
