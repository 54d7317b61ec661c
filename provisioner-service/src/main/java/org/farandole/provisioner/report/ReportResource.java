package org.farandole.provisioner.report;

import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.farandole.provisioner.deployment.NodeRows;

/** {@code GET /deployments} and {@code GET /nodes}. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public class ReportResource {

    private final NodeRows rows;
    private final DeploymentReports deployments;

    ReportResource(NodeRows rows, DeploymentReports deployments) {
        this.rows = rows;
        this.deployments = deployments;
    }

    /** Every reservation that was ever deployed, the newest first. */
    @GET
    @Path("deployments")
    @Transactional
    public List<DeploymentReport> deployments() {
        return deployments.all();
    }

    /** Every node that was ever deployed, with the deployment that owns it or had it last. */
    @GET
    @Path("nodes")
    @Transactional
    public List<NodeReport> nodes() {
        return rows.latest().stream().map(NodeReport::of).toList();
    }
}
