package org.farandole.hypervisor.emulation.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.farandole.hypervisor.emulation.MigrationModel.Traits;

/**
 * A recorded load, one change a line: {@code seconds/vm-i/percent}. A VM keeps its last demand after its last change; one
 * whose number the list does not have never changes, and migrates like VM number mod VMs.
 */
public final class QueueLoad implements Load {

    private final List<List<Change>> changes;
    private final VmList vms;
    private final int initialPercent;

    private QueueLoad(List<List<Change>> changes, VmList vms, int initialPercent) {
        this.changes = List.copyOf(changes);
        this.vms = vms;
        this.initialPercent = initialPercent;
    }

    /**
     * @param file what to call it in an error
     * @param vms the VMs that may occur
     * @param initialPercent demand before the first change
     */
    public static QueueLoad parse(String file, List<String> lines, VmList vms, int initialPercent)
            throws MalformedLoad {
        if (lines.isEmpty()) {
            throw new MalformedLoad(file, "is empty; expected lines such as 0.617/vm-512/30");
        }
        List<List<Change>> changes = Stream.<List<Change>>generate(ArrayList::new)
                .limit(vms.vms().size())
                .toList();
        double last = 0;
        for (int i = 0; i < lines.size(); i++) {
            Fields fields = Fields.cut(file, i + 1, lines.get(i), '/').expect(3, "seconds/vm/percent");
            double seconds = fields.seconds(0);
            int vm = fields.vm(1);
            if (seconds < last) {
                throw fields.refuse("the times must not go back: " + seconds + " after " + last);
            }
            if (vm >= changes.size()) {
                throw fields.refuse(
                        "vm-" + vm + " is not in the list of VMs, which ends at vm-" + (changes.size() - 1));
            }
            changes.get(vm).add(new Change(nanos(seconds), fields.number(2, "a demand in percent", 0, 100)));
            last = seconds;
        }
        return new QueueLoad(changes, vms, initialPercent);
    }

    @Override
    public int initialPercent() {
        return initialPercent;
    }

    @Override
    public Iterator<Change> changes(int vm) {
        return vm < changes.size()
                ? changes.get(vm).iterator()
                : List.<Change>of().iterator();
    }

    @Override
    public Traits traits(int vm) {
        return vms.vms().get(vm % vms.vms().size()).traits();
    }

    private static Duration nanos(double seconds) {
        return Duration.ofNanos(Math.round(seconds * 1e9));
    }
}
