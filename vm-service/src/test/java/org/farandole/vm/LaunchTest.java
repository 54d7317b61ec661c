package org.farandole.vm;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.farandole.contracts.dvms.Fence;
import org.farandole.contracts.dvms.PlacedVm;
import org.farandole.contracts.dvms.RingMessage;
import org.farandole.contracts.vm.VmEvent;
import org.farandole.messaging.LocalServers;
import org.farandole.messaging.Sender;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LocalServers.class)
class LaunchTest {

    @Inject
    Sender sender;

    @Test
    void createsTheVmsOfANodeOnceItIsReady() {
        Stage stage = new Stage(sender, 2, 4, 1);
        stage.start();
        stage.ready(1);

        Stage.soon(() -> assertThat(stage.events(VmEvent.Running.class))
                .extracting(VmEvent.Running::vm)
                .containsExactlyInAnyOrder(stage.vm(1), stage.vm(3)));
        assertThat(TwinWorld.placesOf(stage.vm(0))).isEmpty();

        stage.ready(0);
        Stage.soon(() -> assertThat(stage.events(VmEvent.Running.class)).hasSize(4));
        assertThat(stage.events(VmEvent.Planned.class))
                .extracting(planned -> planned.description().address().toString())
                .containsExactlyInAnyOrder("10.128.0.2", "10.128.0.3", "10.128.0.4", "10.128.0.5");
    }

    @Test
    void tellsTheAgentOnceOfAllThatIsCreatedTogether() {
        Stage stage = new Stage(sender, 1, 5, 1).running();

        List<RingMessage.Changed> told = stage.told(0, RingMessage.Changed.class);

        assertThat(told).hasSize(1);
        assertThat(told.getFirst().fence()).isEqualTo(new Fence(2));
        assertThat(told.getFirst().placement())
                .extracting(PlacedVm::vm)
                .containsExactly(stage.vm(0), stage.vm(1), stage.vm(2), stage.vm(3), stage.vm(4));
    }
}
