package org.farandole.hypervisor.emulation.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.farandole.hypervisor.emulation.MigrationModel.Traits;
import org.farandole.hypervisor.emulation.Seed;

/**
 * CPU use that was measured on real machines: a line a VM, a sample every so many seconds. VM i demands what line
 * i mod lines says; at the end of its line it begins again. Before the load begins each VM demands the mean of the whole
 * file.
 */
public final class TraceLoad implements Load {

    private final List<int[]> rows;
    private final Duration step;
    private final int mean;
    private final SyntheticLoad traits;

    private TraceLoad(List<int[]> rows, Duration step, Seed seed) {
        this.rows = List.copyOf(rows);
        this.step = step;
        this.mean = (int) Math.round(
                rows.stream().flatMapToInt(java.util.Arrays::stream).average().orElse(0));
        this.traits = SyntheticLoad.usual(seed);
    }

    /**
     * @param file what to call it in an error
     * @param lines the header {@code vm,t0,t300,…}, then lines of a name and percentages, 0 to 100
     * @param seed of the memory intensities, which a trace does not have
     */
    public static TraceLoad parse(String file, List<String> lines, Seed seed) throws MalformedLoad {
        if (lines.isEmpty()) {
            throw new MalformedLoad(file, "is empty; expected the header vm,t0,t300,… and a line a VM");
        }
        Fields header = Fields.cut(file, 1, lines.getFirst(), ',');
        Duration step = step(header);
        List<int[]> rows = new ArrayList<>();
        Map<String, Integer> lineOf = new HashMap<>();
        for (int i = 1; i < lines.size(); i++) {
            Fields fields = Fields.cut(file, i + 1, lines.get(i), ',');
            rows.add(row(fields, header.values().size()));
            Integer earlier = lineOf.put(fields.values().getFirst(), i + 1);
            if (earlier != null) {
                throw fields.refuse("'" + fields.values().getFirst() + "' has line " + earlier + " already");
            }
        }
        if (rows.isEmpty()) {
            throw new MalformedLoad(file, "has a header but no VM");
        }
        return new TraceLoad(rows, step, seed);
    }

    @Override
    public int initialPercent() {
        return mean;
    }

    @Override
    public Iterator<Change> changes(int vm) {
        int[] row = rows.get(vm % rows.size());
        return Stream.iterate(0, i -> i + 1)
                .map(i -> new Change(step.multipliedBy(i), row[i % row.length]))
                .iterator();
    }

    @Override
    public Traits traits(int vm) {
        return traits.traits(vm);
    }

    private static Duration step(Fields header) throws MalformedLoad {
        List<String> names = header.values();
        if (names.size() < 3 || !names.getFirst().equals("vm") || !names.get(1).equals("t0")) {
            throw header.refuse("expected the header vm,t0,t300,… with the samples' seconds");
        }
        int step = second(header, 2);
        for (int i = 1; i < names.size(); i++) {
            if (step == 0 || second(header, i) != (i - 1) * step) {
                throw header.refuse("the samples' times rise by the same step from t0; field " + (i + 1) + " is '"
                        + names.get(i) + "'");
            }
        }
        return Duration.ofSeconds(step);
    }

    private static int second(Fields header, int field) throws MalformedLoad {
        String name = header.values().get(field);
        if (!name.matches("t[0-9]{1,8}")) {
            throw header.refuse("field " + (field + 1) + " of the header looks like t300, not '" + name + "'");
        }
        return Integer.parseInt(name.substring(1));
    }

    private static int[] row(Fields fields, int expected) throws MalformedLoad {
        fields.expect(expected, "a VM and its percentages");
        if (fields.values().getFirst().isBlank()) {
            throw fields.refuse("a line begins with the VM's name");
        }
        int[] row = new int[expected - 1];
        for (int i = 0; i < row.length; i++) {
            row[i] = fields.number(i + 1, "a use in percent", 0, 100);
        }
        return row;
    }
}
