package org.farandole.hypervisor.libvirt;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.farandole.contracts.reservation.ReservationId;
import org.farandole.contracts.vm.Ipv4;
import org.farandole.contracts.vm.VmDescription;
import org.farandole.contracts.vm.VmName;
import org.farandole.contracts.vm.VmSize;
import org.junit.jupiter.api.Test;

class SeedImageTest {

    private static final int VOLUME_LABEL_AT = 16 * 2048 + 40;

    private static VmDescription vm(String userData) {
        return new VmDescription(
                new VmName("web-0"),
                new ReservationId("r-7"),
                new VmSize(1, 96),
                "debian",
                Ipv4.parse("10.144.0.2"),
                userData);
    }

    @Test
    void the_image_is_labelled_and_holds_both_files() {
        String image = text(SeedImage.of(vm("#cloud-config\nhostname: é\n"), List.of("ssh-ed25519 AAAA \"me\"")));
        assertThat(image.substring(VOLUME_LABEL_AT, VOLUME_LABEL_AT + 6)).isEqualToIgnoringCase("cidata");
        assertThat(image)
                .contains("{\"instance-id\":\"r-7-web-0\",\"local-hostname\":\"web-0\","
                        + "\"public-keys\":[\"ssh-ed25519 AAAA \\\"me\\\"\"]}")
                .contains(text("#cloud-config\nhostname: é\n".getBytes(StandardCharsets.UTF_8)))
                .contains("meta-data")
                .contains("user-data");
    }

    @Test
    void a_guest_without_data_has_a_file_all_the_same() {
        assertThat(text(SeedImage.of(vm(null), List.of())))
                .contains("user-data")
                .contains("#cloud-config\n");
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
