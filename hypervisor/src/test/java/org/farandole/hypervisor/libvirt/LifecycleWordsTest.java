package org.farandole.hypervisor.libvirt;

import static org.assertj.core.api.Assertions.assertThat;

import org.farandole.contracts.vm.VmName;
import org.farandole.hypervisor.DomainChange.Kind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.libvirt.event.DomainEventType;

class LifecycleWordsTest {

    private final LifecycleWords words = new LifecycleWords();

    private @Nullable Kind kind(DomainEventType type, String detail) {
        return words.kind(new VmName("web-0"), type, detail);
    }

    @Test
    void an_arrival_is_a_start_once_the_guest_runs() {
        assertThat(kind(DomainEventType.STARTED, "MIGRATED")).isNull();
        assertThat(kind(DomainEventType.SUSPENDED, "PAUSED")).isNull();
        assertThat(kind(DomainEventType.RESUMED, "MIGRATED")).isEqualTo(Kind.STARTED);
        assertThat(kind(DomainEventType.STOPPED, "SHUTDOWN")).isEqualTo(Kind.STOPPED);
    }

    @Test
    void an_arrival_that_fails_is_no_crash() {
        assertThat(kind(DomainEventType.STARTED, "MIGRATED")).isNull();
        assertThat(kind(DomainEventType.STOPPED, "FAILED")).isNull();
        assertThat(kind(DomainEventType.STARTED, "BOOTED")).isEqualTo(Kind.STARTED);
        assertThat(kind(DomainEventType.STOPPED, "FAILED")).isEqualTo(Kind.CRASHED);
    }

    @Test
    void a_departure_is_one_word() {
        assertThat(kind(DomainEventType.SUSPENDED, "MIGRATED")).isNull();
        assertThat(kind(DomainEventType.STOPPED, "MIGRATED")).isEqualTo(Kind.LEFT);
        assertThat(kind(DomainEventType.UNDEFINED, "REMOVED")).isEqualTo(Kind.UNDEFINED);
    }
}
