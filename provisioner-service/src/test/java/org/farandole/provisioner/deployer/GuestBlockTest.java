package org.farandole.provisioner.deployer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.farandole.contracts.vm.Ipv4;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuestBlockTest {

    @Test
    void theLastAddressIsTheRoutersAndNodesCountDownFromIt() {
        GuestBlock block = GuestBlock.parse("10.144.0.0/14");

        assertThat(block.router()).isEqualTo(Ipv4.parse("10.147.255.254"));
        assertThat(block.ofNode(0)).isEqualTo(Ipv4.parse("10.147.255.253"));
        assertThat(block.ofNode(300)).isEqualTo(Ipv4.parse("10.147.254.209"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "10.144.0.0",
                "10.144.0.1/14",
                "10.144.0.0/7",
                "10.144.0.0/23",
                "10.144.0.0/x",
                "10.300.0.0/14"
            })
    void refusesWhatIsNoBlock(String text) {
        assertThatThrownBy(() -> GuestBlock.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
