package org.farandole.contracts.reservation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubnetTest {

    @Test
    void theNetworkTheGatewayAndTheBroadcastAddressAreNotForVms() {
        Subnet subnet = Subnet.parse("10.128.0.0/22");

        assertThat(subnet.gateway()).hasToString("10.128.0.1");
        assertThat(subnet.vmAddress(0)).hasToString("10.128.0.2");
        assertThat(subnet.vmAddress(subnet.vmAddresses() - 1)).hasToString("10.128.3.254");
        assertThatThrownBy(() -> subnet.vmAddress(subnet.vmAddresses()))
                .hasMessage("10.128.0.0/22 has 1021 addresses for VMs, none for VM 1021");
        assertThatThrownBy(() -> subnet.vmAddress(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"16, 65533", "18, 16381", "22, 1021"})
    void aLargerSubnetHasMoreAddresses(int prefix, int addresses) {
        assertThat(Subnet.parse("10.128.0.0/" + prefix).vmAddresses()).isEqualTo(addresses);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "10.128.0.0",
                "10.128.0.0/",
                "10.128.0.0/15",
                "10.128.0.0/23",
                "10.128.0.1/22",
                "10.128.0.0/222",
                "10.128.0/22",
                "a/22"
            })
    void whatIsNoSubnetIsRefused(String cidr) {
        assertThatThrownBy(() -> Subnet.parse(cidr)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aVlanHasANumberOfItsKind() {
        assertThat(new Vlan(Vlan.Kind.GLOBAL, 10).number()).isEqualTo(10);
        assertThatThrownBy(() -> new Vlan(Vlan.Kind.LOCAL, 4)).hasMessage("A LOCAL VLAN is 1 to 3, not 4");
    }
}
