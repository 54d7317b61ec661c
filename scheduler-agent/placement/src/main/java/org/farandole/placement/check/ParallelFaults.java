package org.farandole.placement.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.farandole.placement.Terms;
import org.farandole.placement.plan.Action;

/** No more migrations at once than the terms allow, from a node, to a node, and between two nodes either way. */
final class ParallelFaults {

    private final Terms terms;
    private final WorstMoment worst;
    private final Map<String, List<Integer>> from = new TreeMap<>();
    private final Map<String, List<Integer>> to = new TreeMap<>();
    private final Map<String, List<Integer>> between = new TreeMap<>();

    ParallelFaults(Given given, List<Action> actions, Order order) {
        terms = given.problem.terms();
        worst = new WorstMoment(order);
        for (int number = 0; number < actions.size(); number++) {
            if (actions.get(number) instanceof Action.Migrate migrate) {
                add(from, migrate.source(), number);
                add(to, migrate.destination(), number);
                add(between, pair(migrate), number);
            }
        }
    }

    private static String pair(Action.Migrate migrate) {
        boolean sorted = migrate.source().compareTo(migrate.destination()) < 0;
        return sorted
                ? migrate.source() + " and " + migrate.destination()
                : migrate.destination() + " and " + migrate.source();
    }

    private static void add(Map<String, List<Integer>> lists, String key, int number) {
        lists.computeIfAbsent(key, absent -> new ArrayList<>()).add(number);
    }

    void addTo(List<String> faults) {
        check("from ", from, terms.perNode(), faults);
        check("to ", to, terms.perNode(), faults);
        check("between ", between, terms.perLink(), faults);
    }

    private void check(String word, Map<String, List<Integer>> lists, int limit, List<String> faults) {
        lists.forEach((where, numbers) -> {
            long most = numbers.size() <= limit ? 0 : worst.widest(numbers);
            if (most > limit) {
                faults.add(most + " migrations may run at once " + word + where + ", " + limit + " are allowed");
            }
        });
    }
}
