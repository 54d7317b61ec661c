package org.farandole.hypervisor.emulation;

import java.util.SplittableRandom;

/**
 * Where chance comes from. Each concern, node, VM and attempt forks its own, so that what is drawn for one does not hang on
 * the order in which the others were asked.
 */
public record Seed(long value) {

    public Seed fork(String concern) {
        long hash = value;
        for (int i = 0; i < concern.length(); i++) {
            hash = mix(hash ^ concern.charAt(i));
        }
        return new Seed(mix(hash ^ concern.length()));
    }

    public Seed fork(long number) {
        return new Seed(mix(mix(value) + number));
    }

    public SplittableRandom random() {
        return new SplittableRandom(value);
    }

    /** The finaliser of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014). */
    private static long mix(long z) {
        long x = z + 0x9e3779b97f4a7c15L;
        x = (x ^ x >>> 30) * 0xbf58476d1ce4e5b9L;
        x = (x ^ x >>> 27) * 0x94d049bb133111ebL;
        return x ^ x >>> 31;
    }
}
