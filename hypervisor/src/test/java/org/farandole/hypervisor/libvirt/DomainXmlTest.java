package org.farandole.hypervisor.libvirt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathFactory;
import org.farandole.contracts.reservation.ReservationId;
import org.farandole.contracts.vm.Ipv4;
import org.farandole.contracts.vm.MacAddress;
import org.farandole.contracts.vm.VmDescription;
import org.farandole.contracts.vm.VmName;
import org.farandole.contracts.vm.VmSize;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xml.sax.InputSource;

class DomainXmlTest {

    private static final String NASTY = "x'\"<&;$()]]>\n</disk><disk type=\"evil\">";

    private static VmDescription vm(String image) {
        return new VmDescription(
                new VmName("web-0"), new ReservationId("r-7"), new VmSize(2, 96), image, Ipv4.parse("10.144.0.2"));
    }

    private static String xml(String image, String path) {
        return DomainXml.of(
                vm(image),
                MacAddress.of(Ipv4.parse("10.144.0.2")),
                new DomainXml.Files(path, path, null, null),
                Acceleration.QEMU,
                "qemu64");
    }

    private static String value(String xml, String path) throws Exception {
        return XPathFactory.newInstance()
                .newXPath()
                .evaluate(
                        path,
                        DocumentBuilderFactory.newInstance()
                                .newDocumentBuilder()
                                .parse(new InputSource(new StringReader(xml))));
    }

    @Test
    void nothing_that_is_named_becomes_markup() throws Exception {
        String xml = xml(NASTY, NASTY);
        assertThat(value(xml, "count(//disk)")).isEqualTo("2");
        assertThat(value(xml, "//disk[1]/source/@file").replace(' ', '\n')).isEqualTo(NASTY.replace(' ', '\n'));
        assertThat(value(xml, "//metadata/*/*[local-name()='image' or contains(name(), 'image')]"))
                .isEqualTo(NASTY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0000b", "a\u0007b", "a\uFFFEb", "\uD800"})
    void what_xml_cannot_hold_is_refused(String text) {
        assertThatThrownBy(() -> xml(text, "/disk"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("which XML cannot hold");
    }

    @Test
    void the_description_is_read_back() {
        VmDescription vm = vm(NASTY);
        assertThat(GuestRecord.read(GuestRecord.markup(vm).toString())).isEqualTo(vm);
        assertThatThrownBy(() -> GuestRecord.read("<vm/>")).hasMessage("the domain's metadata says no name");
        assertThatThrownBy(() -> GuestRecord.read("")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void the_seed_and_nothing_else_is_read_only() throws Exception {
        String xml = xml("debian", "/disk");
        assertThat(value(xml, "count(//disk/readonly)")).isEqualTo("1");
        assertThat(value(xml, "//disk[readonly]/target/@dev")).isEqualTo("vdb");
        assertThat(value(xml, "//interface/source/@network")).isEqualTo("r-7");
        assertThat(value(xml, "//interface/mac/@address")).isEqualTo("00:16:3e:90:00:02");
        assertThat(value(xml, "/domain/uuid"))
                .isEqualTo(OwnDomain.uuid(new VmName("web-0")).toString());
    }

    @Test
    void a_network_answers_for_all_guests_of_its_reservation() throws Exception {
        String xml = new GuestNetwork(
                        new ReservationId("r-7"),
                        Ipv4.parse("10.147.255.253"),
                        14,
                        Ipv4.parse("10.147.255.254"),
                        List.of(
                                new GuestNetwork.Guest(new VmName("web-0"), Ipv4.parse("10.144.0.2")),
                                new GuestNetwork.Guest(new VmName("web-1"), Ipv4.parse("10.144.0.3"))))
                .xml();
        assertThat(value(xml, "/network/bridge/@name")).isEqualTo("fl-r7");
        assertThat(value(xml, "count(//dhcp/host)")).isEqualTo("2");
        assertThat(value(xml, "//dhcp/host[@name='web-1']/@mac")).isEqualTo("00:16:3e:90:00:03");
        assertThat(value(xml, "//dns/host[hostname='web-1']/@ip")).isEqualTo("10.144.0.3");
        assertThat(new GuestNetwork(
                                new ReservationId("r-123456789012345678"),
                                Ipv4.parse("10.0.0.1"),
                                14,
                                Ipv4.parse("10.0.0.2"),
                                List.of())
                        .bridge())
                .hasSizeLessThanOrEqualTo(15);
    }
}
