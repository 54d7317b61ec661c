package org.farandole.simulator.world;

import java.time.Duration;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.farandole.contracts.monitor.Sample;
import org.farandole.contracts.monitor.Sample.VmSample;
import org.farandole.contracts.node.Overload;
import org.farandole.contracts.node.Resource;
import org.farandole.hypervisor.emulation.MigrationModel;
import org.farandole.hypervisor.emulation.Shares;
import org.farandole.hypervisor.emulation.VmSpec;
import org.farandole.hypervisor.emulation.load.Load;

/**
 * The reactive floor: how long a violation lasts at least for whoever acts only once it has begun. It lasts until demand falls by
 * itself, or until the quickest migration that would suffice, begun at once and alone on its links, whichever is first. Where no
 * single one suffices, it is the quickest set that does, all at once. Where several resources are short, it is the longest of theirs.
 */
final class Floor {

    private final Landscape landscape;

    Floor(Landscape landscape) {
        this.landscape = landscape;
    }

    private record Move(Duration takes, int demand) {}

    /** Of the violation that begins with this sample. */
    Duration of(Sample sample) {
        return sample.overloads().stream()
                .map(overload -> of(sample, overload))
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    private Duration of(Sample sample, Overload overload) {
        long tooMuch = overload.demand() - overload.capacity();
        List<Move> moves = sample.vms().stream()
                .map(vm -> move(vm, overload.resource()))
                .sorted(Comparator.comparing(Move::takes))
                .toList();
        Duration quickest = moves.stream()
                .filter(move -> move.demand() >= tooMuch)
                .map(Move::takes)
                .findFirst()
                .orElseGet(() -> together(moves, tooMuch));
        return subsides(sample, overload, quickest);
    }

    private Move move(VmSample vm, Resource resource) {
        VmSpec spec = landscape.spec(vm.vm());
        double cpuUse = vm.cpuUsedPercent() / (100.0 * spec.size().vcpus());
        MigrationModel.Traits traits = landscape.scenario().load().traits(spec.number());
        return new Move(MigrationModel.alone(traits, spec.size().memoryMiB(), cpuUse), vm.demand(resource));
    }

    private static Duration together(List<Move> quickestFirst, long tooMuch) {
        long relieved = 0;
        for (Move move : quickestFirst) {
            relieved += move.demand();
            if (relieved >= tooMuch) {
                return move.takes();
            }
        }
        throw new IllegalStateException("A node without VMs is not overloaded");
    }

    /** When demand falls to the capacity by itself; at most that long. */
    private Duration subsides(Sample sample, Overload overload, Duration atMost) {
        Duration now = landscape.loadTime();
        Duration end = now.plus(atMost);
        Resource resource = overload.resource();
        record Step(Duration at, int by) {}
        List<Step> steps = new java.util.ArrayList<>();
        for (VmSample vm : sample.vms()) {
            VmSpec spec = landscape.spec(vm.vm());
            int demand = vm.demand(resource);
            Iterator<Load.Change> changes = landscape.scenario().load().changes(spec.number());
            while (changes.hasNext()) {
                Load.Change change = changes.next();
                if (change.at().compareTo(end) >= 0) {
                    break;
                }
                if (change.resource() == resource && change.at().compareTo(now) > 0) {
                    int next = Shares.amount(resource, spec.size().vcpus(), change.percent());
                    steps.add(new Step(change.at(), next - demand));
                    demand = next;
                }
            }
        }
        steps.sort(Comparator.comparing(Step::at));
        long tooMuch = overload.demand() - overload.capacity();
        for (Step step : steps) {
            tooMuch += step.by();
            if (tooMuch <= 0) {
                return step.at().minus(now);
            }
        }
        return atMost;
    }
}
