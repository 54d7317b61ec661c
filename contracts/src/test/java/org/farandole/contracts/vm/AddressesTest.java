package org.farandole.contracts.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressesTest {

    @ParameterizedTest
    @CsvSource({
        "10.128.0.19, 00:16:3e:80:00:13",
        "10.0.0.1, 00:16:3e:00:00:01",
        "10.255.255.254, 00:16:3e:ff:ff:fe",
        "10.158.4.2, 00:16:3e:9e:04:02"
    })
    void aMacIsTheLastThreeBytesOfTheAddress(String address, String mac) {
        assertThat(MacAddress.of(Ipv4.parse(address))).hasToString(mac);
        assertThat(new MacAddress(mac).address(10)).hasToString(address);
    }

    @Test
    void aMacAndItsAddressAreOneFunctionBothWays() {
        long seed = 42;
        Random random = new Random(seed);
        for (int i = 0; i < 10_000; i++) {
            Ipv4 address = new Ipv4(10 << 24 | random.nextInt(1 << 24));

            assertThat(MacAddress.of(address).address(10)).as("seed %d", seed).isEqualTo(address);
        }
    }

    @Test
    void anAddressInTheUpperHalfComesBackToo() {
        Ipv4 address = Ipv4.parse("192.168.3.4");

        assertThat(MacAddress.of(address).address(192)).isEqualTo(address);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "00:16:3E:80:00:13", "52:54:00:80:00:13", "00:16:3e:80:00", "00:16:3e:80:00:1g"})
    void whatIsNoMacOfAVmIsRefused(String mac) {
        assertThatThrownBy(() -> new MacAddress(mac)).hasMessageContaining("it looks like 00:16:3e:80:00:01");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "255.255.255.255", "10.128.0.19"})
    void anAddressIsReadAsItIsWritten(String address) {
        assertThat(Ipv4.parse(address)).hasToString(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "10.0.0", "10.0.0.0.0", "10.0.0.256", "10.0.0.01", "10.0.0.-1", "10.0.0.a", "10.0.0.1 "})
    void whatIsNoAddressIsRefused(String address) {
        assertThatThrownBy(() -> Ipv4.parse(address)).hasMessageContaining("is not an IPv4 address");
    }

    @Test
    void addressesAreOrderedWithoutSign() {
        assertThat(Ipv4.parse("9.0.0.1")).isLessThan(Ipv4.parse("10.0.0.1"));
        assertThat(Ipv4.parse("127.255.255.255")).isLessThan(Ipv4.parse("128.0.0.0"));
    }
}
