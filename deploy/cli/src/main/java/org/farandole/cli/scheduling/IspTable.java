package org.farandole.cli.scheduling;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.farandole.contracts.dvms.IspEvent;
import org.farandole.contracts.dvms.IspId;

/** All ISPs, folded from {@code dvms.partitions} read from its start, in the order of their first event. Not thread-safe. */
public final class IspTable {

    private final Map<IspId, IspRecord> isps = new LinkedHashMap<>();

    /**
     * @param at the broker's time of the event
     * @return the ISP with that event
     */
    public IspRecord add(IspEvent event, Instant at) {
        IspRecord changed =
                isps.getOrDefault(event.isp(), IspRecord.unknown(event.isp())).after(event, at);
        isps.put(event.isp(), changed);
        return changed;
    }

    public List<IspRecord> all() {
        return List.copyOf(isps.values());
    }

    /** Those that have not ended. */
    public List<IspRecord> open() {
        return isps.values().stream().filter(isp -> isp.outcome() == null).toList();
    }
}
