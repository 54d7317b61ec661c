package org.farandole.hypervisor.emulation.load;

import java.util.ArrayList;
import java.util.List;
import org.farandole.hypervisor.emulation.MigrationModel.Traits;

/** The VMs of a recorded load: {@code vm,initial_node,memory_mb,migration_mb_per_s,memory_intensity_percent}. */
public record VmList(List<Entry> vms) {

    private static final String HEADER = "vm,initial_node,memory_mb,migration_mb_per_s,memory_intensity_percent";
    private static final int COLUMNS = 5;

    /**
     * @param initialNode where the recording placed it; a launcher that places VMs itself has no use for it
     * @param memoryMiB what the recording calls MB
     */
    public record Entry(String initialNode, int memoryMiB, Traits traits) {}

    public VmList {
        vms = List.copyOf(vms);
    }

    /** @param file what to call it in an error */
    public static VmList parse(String file, List<String> lines) throws MalformedLoad {
        if (lines.isEmpty() || !lines.getFirst().equals(HEADER)) {
            throw new MalformedLoad(file, 1, "expected the header " + HEADER);
        }
        List<Entry> vms = new ArrayList<>();
        for (int i = 1; i < lines.size(); i++) {
            Fields fields = Fields.cut(file, i + 1, lines.get(i), ',').expect(COLUMNS, HEADER);
            if (fields.vm(0) != vms.size()) {
                throw fields.refuse("expected vm-" + vms.size() + ", the VMs in the order of their numbers");
            }
            vms.add(new Entry(
                    fields.values().get(1),
                    fields.number(2, "memory_mb", 1, 100_000_000),
                    new Traits(
                            fields.number(3, "migration_mb_per_s", 1, 1_000_000),
                            fields.number(4, "memory_intensity_percent", 0, 100))));
        }
        if (vms.isEmpty()) {
            throw new MalformedLoad(file, "has a header but no VM");
        }
        return new VmList(vms);
    }
}
