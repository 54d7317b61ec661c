package org.farandole.vm;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Objects;
import org.farandole.contracts.dvms.PlacedVm;
import org.farandole.contracts.dvms.RingMessage.Changed;
import org.farandole.contracts.vm.VmEvent;
import org.farandole.hypervisor.Domain;
import org.farandole.hypervisor.DomainChange;
import org.farandole.messaging.LocalServers;
import org.farandole.messaging.Sender;
import org.junit.jupiter.api.Test;

/** What becomes of VMs behind our back. */
@QuarkusTest
@QuarkusTestResource(LocalServers.class)
class FallsTest {

    @Inject
    Sender sender;

    @Test
    void aGuestThatCrashesIsBootedAgainAndItIsSaidWhy() {
        Stage stage = new Stage(sender, 1, 2, 1).running();

        TwinWorld.node(stage.node(0)).domains.put(stage.vm(0), Domain.State.DEFINED);
        tell(stage, 0, DomainChange.Kind.CRASHED, "qemu ended by signal 11");

        Stage.soon(() -> assertThat(stage.events(VmEvent.Running.class)).hasSize(3));
        assertThat(stage.events(VmEvent.Stopped.class))
                .containsExactly(new VmEvent.Stopped(stage.vm(0), stage.node(0), "qemu ended by signal 11"));
        assertThat(TwinWorld.node(stage.node(0)).domains).containsEntry(stage.vm(0), Domain.State.RUNNING);
    }

    @Test
    void aVmThatWasMovedByHandIsFoundAndNotMadeTwice() {
        Stage stage = new Stage(sender, 2, 2, 1).running();

        TwinWorld.node(stage.node(1)).domains.put(stage.vm(0), Domain.State.RUNNING);
        TwinWorld.node(stage.node(0)).domains.remove(stage.vm(0));
        tell(stage, 0, DomainChange.Kind.LEFT, "migrated");

        Stage.soon(() -> assertThat(stage.told(1, Changed.class)).hasSize(2));
        assertThat(stage.told(1, Changed.class).getLast().placement())
                .extracting(PlacedVm::vm)
                .containsExactly(stage.vm(0), stage.vm(1));
        assertThat(stage.told(0, Changed.class).getLast().placement()).isEmpty();
        assertThat(TwinWorld.placesOf(stage.vm(0))).containsExactly(stage.node(1));
        assertThat(stage.events(VmEvent.Stopped.class)).isEmpty();
    }

    @Test
    void aVmThatVanishedIsMadeAnewOnlyWhenEveryNodeHasSaidThatItIsNotThere() {
        Stage stage = new Stage(sender, 2, 2, 1).running();
        TwinWorld.HANGING.add(stage.node(1));
        TwinWorld.node(stage.node(0)).domains.remove(stage.vm(0));

        tell(stage, 0, DomainChange.Kind.UNDEFINED, "undefined");
        Stage.soon(() -> assertThat(TwinWorld.ASKED_IN_VAIN).contains(stage.node(1)));
        assertThat(stage.events(VmEvent.Stopped.class)).isEmpty();

        TwinWorld.HANGING.remove(stage.node(1));
        Stage.soon(() -> {
            tell(stage, 0, DomainChange.Kind.UNDEFINED, "undefined");
            assertThat(stage.events(VmEvent.Running.class)).hasSize(3);
        });
        assertThat(TwinWorld.placesOf(stage.vm(0))).containsExactly(stage.node(0));
        assertThat(stage.events(VmEvent.Stopped.class))
                .singleElement()
                .satisfies(
                        stopped -> assertThat(stopped.cause()).isEqualTo("no hypervisor of its reservation knows it"));
    }

    @Test
    void whatWeDoOurselvesIsNoNews() {
        Stage stage = new Stage(sender, 1, 2, 1).running();
        stage.release();
        Stage.soon(() -> assertThat(stage.events(VmEvent.Destroyed.class)).hasSize(2));

        tell(stage, 0, DomainChange.Kind.STOPPED, "destroyed");

        assertThat(stage.events(VmEvent.Stopped.class)).isEmpty();
    }

    private static void tell(Stage stage, int vm, DomainChange.Kind kind, String detail) {
        Objects.requireNonNull(TwinWorld.FOLLOWERS.get(stage.node(0)), "follower")
                .accept(new DomainChange(stage.node(0), stage.vm(vm), kind, detail));
    }
}
