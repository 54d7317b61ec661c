package org.farandole.bench.placement.instance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.farandole.placement.Amounts;
import org.farandole.placement.Problem;
import org.jspecify.annotations.Nullable;

/** CPU use of real machines: each VM is a line of the trace that is drawn, all at one moment that is drawn. */
final class PlanetLab {

    static final int CPU_PERCENT = 200;

    private PlanetLab() {}

    static Problem problem(int nodes, Draw draw, @Nullable Path trace) {
        List<String[]> machines = machines(Objects.requireNonNull(trace, "the PlanetLab class needs a trace"));
        int moment = draw.between(1, machines.getFirst().length - 1);
        return Loads.blocks(
                        nodes,
                        Amounts.of(CPU_PERCENT, Loads.MEMORY_MIB),
                        vm -> Amounts.of(
                                Integer.parseInt(machines.get(draw.below(machines.size()))[moment]),
                                Loads.VM_MEMORY_MIB))
                .problem();
    }

    /** After a heading, a line each: its name, then its use in percent at each moment. */
    private static List<String[]> machines(Path trace) {
        try {
            return Files.readAllLines(trace).stream()
                    .skip(1)
                    .map(line -> line.split(","))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("Cannot read the trace " + trace, unreadable);
        }
    }
}
