package org.farandole.monitor.sampling;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.farandole.contracts.monitor.Sample;
import org.farandole.contracts.node.Capacity;
import org.farandole.contracts.node.NodeName;

/** The latest load of each node, without its VMs one by one. */
@Path("/loads")
@Produces(MediaType.APPLICATION_JSON)
public class LoadsResource {

    private final Loads loads;

    LoadsResource(Loads loads) {
        this.loads = loads;
    }

    /** CPU in percent of one core; {@code at} is the monitor's clock, {@code nodeTime} the node's. */
    public record Load(
            NodeName node,
            Instant at,
            Instant nodeTime,
            Capacity capacity,
            int cpuUsedPercent,
            int cpuDemandPercent,
            int memoryUsedMiB,
            int vms,
            boolean overloaded) {

        static Load of(Sample sample) {
            return new Load(
                    sample.node(),
                    sample.at(),
                    sample.nodeTime(),
                    sample.capacity(),
                    sample.cpuUsedPercent(),
                    sample.cpuDemandPercent(),
                    sample.memoryUsedMiB(),
                    sample.vms().size(),
                    sample.overloaded());
        }
    }

    @GET
    public List<Load> loads() {
        return loads.all().stream().map(Load::of).toList();
    }
}
