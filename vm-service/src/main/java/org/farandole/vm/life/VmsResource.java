package org.farandole.vm.life;

import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.function.Function;
import org.farandole.contracts.dvms.PlacedVm;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.reservation.ReservationId;
import org.farandole.contracts.vm.Ipv4;
import org.farandole.contracts.vm.MacAddress;
import org.farandole.contracts.vm.VmName;
import org.farandole.contracts.vm.VmSize;
import org.jspecify.annotations.Nullable;

/** {@code GET /vms[?reservation=r-1]}, {@code GET /vms/demo-0}. */
@Path("/vms")
@Produces(MediaType.APPLICATION_JSON)
public class VmsResource {

    private final Vms vms;

    VmsResource(Vms vms) {
        this.vms = vms;
    }

    /**
     * A VM as people see it.
     *
     * @param phase the state's name: planned, creating, booting, checking, running, migrating, doomed, destroying, destroyed,
     *     given-up, lost, homeless
     * @param node where it is or is planned; none if nowhere
     * @param destination while it migrates
     * @param cause why it was given up, or is lost
     */
    public record VmView(
            VmName name,
            ReservationId reservation,
            String phase,
            @Nullable NodeName node,
            @Nullable NodeName destination,
            VmSize size,
            String image,
            Ipv4 address,
            MacAddress mac,
            @Nullable String cause,
            PlacedVm.@Nullable Arrival arrival) {

        public static VmView of(Vm vm) {
            VmState state = vm.state();
            return new VmView(
                    vm.name(),
                    vm.description().reservation(),
                    state.phase(),
                    state.on(),
                    state instanceof VmState.Migrating migrating ? migrating.destination() : null,
                    vm.description().size(),
                    vm.description().image(),
                    vm.description().address(),
                    MacAddress.of(vm.description().address()),
                    cause(state),
                    vm.arrival());
        }

        private static @Nullable String cause(VmState state) {
            return switch (state) {
                case VmState.GivenUp s -> s.cause();
                case VmState.Lost s -> s.cause();
                case VmState.Homeless _, VmState.Planned _, VmState.Creating _, VmState.Booting _ -> null;
                case VmState.Checking _, VmState.Running _, VmState.Migrating _ -> null;
                case VmState.Doomed _, VmState.Destroying _, VmState.Destroyed _ -> null;
            };
        }
    }

    @GET
    public List<VmView> list(@QueryParam("reservation") @Nullable String reservation) {
        List<Vm> found = reservation == null ? vms.all() : vms.of(named(reservation, ReservationId::new));
        return found.stream().map(VmView::of).toList();
    }

    @GET
    @Path("/{name}")
    public VmView one(@PathParam("name") String name) {
        return vms.find(named(name, VmName::new))
                .map(VmView::of)
                .orElseThrow(() -> new NotFoundException("There is no VM " + name));
    }

    private static <T> T named(String text, Function<String, T> parse) {
        try {
            return parse.apply(text);
        } catch (IllegalArgumentException e) {
            throw new BadRequestException(e.getMessage());
        }
    }
}
