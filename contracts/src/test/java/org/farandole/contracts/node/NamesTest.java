package org.farandole.contracts.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.farandole.contracts.dvms.IspId;
import org.farandole.contracts.reservation.ReservationId;
import org.farandole.contracts.vm.VmName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names stand in topics, URLs and commands: what could mean something there is refused. */
class NamesTest {

    private static final String LONGEST = "a".repeat(63);

    @ParameterizedTest
    @ValueSource(strings = {"n", "node-1", "paravance-12.rennes.grid5000.fr", "1"})
    void aNodesNameIsAHostName(String name) {
        assertThat(new NodeName(name)).hasToString(name);
        assertThat(new NodeName(LONGEST).value()).hasSize(63);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-a", "a-", "A", "a b", "a;b", "a/b", "a:b", "a\n", "../a", "é", "$(a)", "a'", "<a>"})
    void whatIsNoHostNameIsRefused(String name) {
        assertThatThrownBy(() -> new NodeName(name)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new VmName(name)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aNameThatIsTooLongIsRefused() {
        assertThatThrownBy(() -> new NodeName(LONGEST + "a")).hasMessageContaining("at most 63");
        assertThatThrownBy(() -> new VmName(LONGEST + "a")).hasMessageContaining("at most 63");
    }

    @Test
    void aVmsNameHasNoDots() {
        assertThatThrownBy(() -> new VmName("a.b")).hasMessageContaining("'a.b' is not a VM's name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "17", "r-", "r-0", "r-01", "R-1", "r-1 ", "r-1234567890123456789"})
    void whatIsNoReservationIsRefused(String id) {
        assertThatThrownBy(() -> new ReservationId(id)).hasMessageContaining("it looks like r-17");
    }

    @Test
    void anIspIsReadAsItIsWritten() {
        IspId isp = new IspId(new NodeName("rennes-12"), 5, 3);

        assertThat(isp).hasToString("rennes-12:5:3");
        assertThat(IspId.parse("rennes-12:5:3")).isEqualTo(isp);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "rennes-12", "rennes-12:5", "rennes-12:5:-3", "rennes-12:5:3:1", ":5:3", "rennes-12:5:x"})
    void whatIsNoIspIsRefused(String text) {
        assertThatThrownBy(() -> IspId.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
