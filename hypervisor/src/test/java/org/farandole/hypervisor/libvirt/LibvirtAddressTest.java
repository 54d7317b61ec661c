package org.farandole.hypervisor.libvirt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Map;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.vm.VmName;
import org.junit.jupiter.api.Test;

class LibvirtAddressTest {

    private static final VmName VM = new VmName("web-0");

    private static LibvirtAddress address(String uri) {
        return LibvirtAddress.of(URI.create(uri), true);
    }

    @Test
    void plain_tcp_is_refused_in_one_line_unless_it_is_allowed() {
        URI plain = URI.create("qemu+tcp://10.157.1.11/system");
        LibvirtSettings settings = LibvirtSettings.of(name -> null);
        assertThatThrownBy(() -> new LibvirtDriver(settings).connect(new NodeName("east-1"), plain))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'qemu+tcp://10.157.1.11/system' is plain TCP, which is for the lab only"
                        + " (farandole.libvirt.plain-tcp=true): use qemu+ssh or qemu+tls");
        assertThat(address("qemu+tcp://10.157.1.11/system").uri()).isEqualTo(plain);
    }

    @Test
    void peers_get_no_files_of_this_machine() {
        assertThat(address("qemu+ssh://root@east-1/system?keyfile=/home/me/.ssh/key&known_hosts=/x")
                        .forPeers())
                .isEqualTo("qemu+ssh://root@east-1/system");
        assertThat(address("qemu+unix:///system?socket=/run/x").forPeers())
                .isEqualTo("qemu+unix:///system?socket=/run/x");
    }

    @Test
    void guests_are_sent_to_the_host_that_was_registered() {
        assertThat(address("qemu+ssh://root@10.157.1.11:2222/system").forGuest(VM))
                .isEqualTo("tcp://10.157.1.11");
        assertThat(address("qemu+ssh://root@10.157.1.11:2222/system").forDisk(VM))
                .isNull();
        assertThat(address("qemu+unix:///system?socket=/run/x").forGuest(VM)).isEqualTo("unix:///run/x-web-0");
        assertThat(address("qemu+unix:///system?socket=/run/x").forDisk(VM)).isEqualTo("unix:///run/x-web-0-disk");
        assertThat(address("qemu:///system").forGuest(VM)).isNull();
    }

    @Test
    void settings_are_checked() {
        Map<String, String> wrong = Map.of("farandole.libvirt.answer-port", "ssh");
        assertThatThrownBy(() -> LibvirtSettings.of(wrong::get))
                .hasMessage("farandole.libvirt.answer-port: a whole number, not 'ssh'");
        Map<String, String> right = Map.of(
                "farandole.libvirt.plain-tcp", "true",
                "farandole.libvirt.answer-port", "7007");
        assertThat(LibvirtSettings.of(right::get).plainTcp()).isTrue();
        assertThat(LibvirtSettings.of(right::get).answerPort()).isEqualTo(7007);
    }
}
