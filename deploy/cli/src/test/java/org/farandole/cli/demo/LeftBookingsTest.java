package org.farandole.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.farandole.cli.terminal.JsonText;
import org.junit.jupiter.api.Test;

class LeftBookingsTest {

    @Test
    void nothingIsLeft() throws Exception {
        assertThat(LeftBookings.inWords(JsonText.parse("{\"nodes\": 0, \"subnets\": 0, \"vlans\": 0}")))
                .isEmpty();
    }

    @Test
    void eachKindThatIsLeftIsNamed() throws Exception {
        assertThat(LeftBookings.inWords(JsonText.parse("{\"nodes\": 0, \"subnets\": 1, \"vlans\": 2}")))
                .containsExactly(
                        "subnets still booked after the release: 1", "vlans still booked after the release: 2");
    }

    @Test
    void whatIsNotToldIsNotTakenForZero() throws Exception {
        assertThat(LeftBookings.inWords(JsonText.parse("{\"nodes\": 0, \"subnets\": 0}")))
                .singleElement()
                .asString()
                .contains("vlans");
    }
}
