package org.farandole.simulator.scenario;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.farandole.contracts.node.Resource;
import org.farandole.hypervisor.emulation.MigrationModel;
import org.farandole.hypervisor.emulation.load.Load;

/** Another load, but that VMs which a script names follow the script from its first word about them. */
record ScriptedLoad(Load other, Map<Integer, List<Load.Change>> script) implements Load {

    ScriptedLoad {
        script = Map.copyOf(script);
    }

    @Override
    public int initialPercent() {
        return other.initialPercent();
    }

    @Override
    public int initialPercent(Resource resource) {
        return other.initialPercent(resource);
    }

    @Override
    public Iterator<Change> changes(int vm) {
        List<Change> scripted = script.get(vm);
        if (scripted == null) {
            return other.changes(vm);
        }
        Change first = scripted.getFirst();
        Iterable<Change> before = () -> other.changes(vm);
        Stream<Change> drawn = StreamSupport.stream(before.spliterator(), false)
                .takeWhile(change -> change.at().compareTo(first.at()) < 0);
        return Stream.concat(drawn, scripted.stream()).iterator();
    }

    @Override
    public MigrationModel.Traits traits(int vm) {
        return other.traits(vm);
    }
}
