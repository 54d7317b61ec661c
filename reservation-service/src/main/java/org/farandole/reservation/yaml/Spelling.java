package org.farandole.reservation.yaml;

import java.util.Collection;
import java.util.Comparator;

/** Finds what somebody probably meant to write. */
public final class Spelling {

    private static final int LARGEST_DISTANCE = 3;

    private Spelling() {}

    /** "did you mean 'count'?", or which names there are if none is near. */
    public static String hint(String written, Collection<String> known) {
        return known.stream()
                .min(Comparator.comparingInt(name -> distance(written, name)))
                .filter(name -> distance(written, name) <= Math.min(LARGEST_DISTANCE, name.length() / 2))
                .map(name -> "did you mean '" + name + "'?")
                .orElse("there are " + String.join(", ", known));
    }

    /** Damerau's edit distance (optimal string alignment), without regard to case. */
    static int distance(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(cost, a, b, i, j);
            }
        }
        return cost[a.length()][b.length()];
    }

    private static int cheapest(int[][] cost, String a, String b, int i, int j) {
        int substituted = cost[i - 1][j - 1] + (same(a.charAt(i - 1), b.charAt(j - 1)) ? 0 : 1);
        int least = Math.min(substituted, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
        boolean swapped =
                i > 1 && j > 1 && same(a.charAt(i - 1), b.charAt(j - 2)) && same(a.charAt(i - 2), b.charAt(j - 1));
        return swapped ? Math.min(least, cost[i - 2][j - 2] + 1) : least;
    }

    private static boolean same(char a, char b) {
        return Character.toLowerCase(a) == Character.toLowerCase(b);
    }
}
