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
        int left = 0;
        int right = 0;
        while (left < a.length() && right < b.length()) {
            int leftEnd = runEnd(a, left);
            int rightEnd = runEnd(b, right);
            int order = isDigit(a.charAt(left)) && isDigit(b.charAt(right))
                    ? byNumber(a, left, leftEnd, b, right, rightEnd)
                    : a.substring(left, leftEnd).compareTo(b.substring(right, rightEnd));
            if (order != 0) {
                return order;
            }
            left = leftEnd;
            right = rightEnd;
        }
        boolean leftOver = left < a.length();
        return leftOver != right < b.length() ? (leftOver ? 1 : -1) : a.compareTo(b);
    }

    /** Where the digits, or what is none, end that begin there. */
    private static int runEnd(String text, int from) {
        int end = from + 1;
        while (end < text.length() && isDigit(text.charAt(end)) == isDigit(text.charAt(from))) {
            end++;
        }
        return end;
    }

    /** Digits of any number: without leading zeros the longer number is the greater one. */
    private static int byNumber(String a, int left, int leftEnd, String b, int right, int rightEnd) {
        int first = afterZeros(a, left, leftEnd);
        int second = afterZeros(b, right, rightEnd);
        int byLength = Integer.compare(leftEnd - first, rightEnd - second);
        for (int i = 0; byLength == 0 && first + i < leftEnd; i++) {
            int byDigit = Character.compare(a.charAt(first + i), b.charAt(second + i));
            if (byDigit != 0) {
                return byDigit;
            }
        }
        return byLength;
    }

    private static int afterZeros(String text, int from, int end) {
        int first = from;
        while (first < end && text.charAt(first) == '0') {
            first++;
        }
        return first;
    }

    /** A node's name has no others. */
    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }
}
