package org.farandole.reservation.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VmNamingTest {

    @ParameterizedTest(name = "{1} times {0}, {3} times {2}: {4}")
    @CsvSource({
        "demo-{n}, 10, demo-{n}, 3, true",
        "demo-{n}, 10, other-{n}, 10, false",
        "demo-{n}, 10, demo-1{n}, 5, false",
        "demo-{n}, 20, demo-1{n}, 5, true",
        "demo-{n}, 20, demo-19, 1, true",
        "demo-{n}, 20, demo-20, 1, false",
        "{n}-vm, 5, {n}-vm-{n}, 5, false",
        "only, 1, only, 1, true",
    })
    void findsSharedNames(String pattern, int count, String others, int othersCount, boolean collide) {
        VmNaming naming = new VmNaming(pattern, count);
        VmNaming other = new VmNaming(others, othersCount);

        assertThat(naming.collidesWith(other)).isEqualTo(collide);
        assertThat(other.collidesWith(naming)).isEqualTo(collide);
    }
}
