package org.farandole.contracts.node;

import java.util.Comparator;
import java.util.Objects;

/** A node's place in the order of the ring: by site, then cluster, then name. It is not its inbox, which is a slot. */
public record RingKey(String site, String cluster, NodeName node) implements Comparable<RingKey> {

    private static final Comparator<RingKey> ORDER = Comparator.comparing(RingKey::site)
            .thenComparing(RingKey::cluster)
            .thenComparing(key -> key.node().value(), RingKey::byNumbersInside);

    public RingKey {
        Objects.requireNonNull(site, "site");
        Objects.requireNonNull(cluster, "cluster");
        Objects.requireNonNull(node, "node");
    }

    @Override
    public int compareTo(RingKey other) {
        return ORDER.compare(this, other);
    }

    /** node-9 stands before node-10: digits are compared as numbers, the rest as text. */
    private static int byNumbersInside(String a, String b) {
        String[] left = a.split("(?<=\\D)(?=\\d)|(?<=\\d)(?=\\D)", -1);
        String[] right = b.split("(?<=\\D)(?=\\d)|(?<=\\d)(?=\\D)", -1);
        for (int i = 0; i < Math.min(left.length, right.length); i++) {
            boolean numbers = Character.isDigit(left[i].charAt(0)) && Character.isDigit(right[i].charAt(0));
            int order = numbers
                    ? new java.math.BigInteger(left[i]).compareTo(new java.math.BigInteger(right[i]))
                    : left[i].compareTo(right[i]);
            if (order != 0) {
                return order;
            }
        }
        return left.length != right.length ? Integer.compare(left.length, right.length) : a.compareTo(b);
    }
}
