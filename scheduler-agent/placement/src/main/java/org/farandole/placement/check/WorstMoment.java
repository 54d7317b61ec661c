package org.farandole.placement.check;

import java.util.List;
import java.util.function.ToLongFunction;

/** The moment at which most is there, of all that an order allows, however long each action takes. */
final class WorstMoment {

    private final Order order;

    WorstMoment(Order order) {
        this.order = order;
    }

    /**
     * The greatest sum of the weights of stays at one moment. Exact: arrivals are projects that bring their weight, and need
     * departures as tools that cost theirs; the best choice is what a minimum cut leaves (Picard's closure).
     */
    long heaviest(List<Stay> stays, ToLongFunction<Stay> weight) {
        long start =
                sum(stays.stream().filter(stay -> stay.arrival() == Stay.NONE).toList(), weight);
        List<Stay> coming = stays.stream()
                .filter(stay -> stay.arrival() != Stay.NONE && weight.applyAsLong(stay) > 0)
                .toList();
        List<Stay> going = stays.stream()
                .filter(stay -> stay.departure() != Stay.NONE && weight.applyAsLong(stay) > 0)
                .toList();
        boolean[][] needs = new boolean[coming.size()][going.size()];
        for (int i = 0; i < needs.length; i++) {
            for (int j = 0; j < needs[i].length; j++) {
                needs[i][j] =
                        order.isBefore(going.get(j).departure(), coming.get(i).arrival());
            }
        }
        long[] gains = coming.stream().mapToLong(weight).toArray();
        long[] costs = going.stream().mapToLong(weight).toArray();
        return start + sum(coming, weight) - new Flow(gains, costs, needs).greatest();
    }

    /** Of migrations, the most that may run at one moment. */
    long widest(List<Integer> actions) {
        boolean[][] before = new boolean[actions.size()][actions.size()];
        for (int i = 0; i < before.length; i++) {
            for (int j = i + 1; j < before.length; j++) {
                before[i][j] = order.isBefore(actions.get(i), actions.get(j));
            }
        }
        return Flow.widest(before);
    }

    private static long sum(List<Stay> stays, ToLongFunction<Stay> weight) {
        return stays.stream().mapToLong(weight).sum();
    }
}
