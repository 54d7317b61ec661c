package org.farandole.hypervisor.libvirt;

import java.io.StringReader;
import java.util.HashMap;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.farandole.contracts.reservation.ReservationId;
import org.farandole.contracts.vm.Ipv4;
import org.farandole.contracts.vm.VmDescription;
import org.farandole.contracts.vm.VmName;
import org.farandole.contracts.vm.VmSize;

/** A VM's description in its domain's metadata: what is on a node is known without asking anyone else. */
final class GuestRecord {

    static final String PREFIX = "farandole";

    private GuestRecord() {}

    static Markup markup(VmDescription vm) {
        return Markup.element(
                        PREFIX + ":vm",
                        Markup.text(PREFIX + ":name", vm.name()),
                        Markup.text(PREFIX + ":reservation", vm.reservation()),
                        Markup.text(PREFIX + ":image", vm.image()),
                        Markup.text(PREFIX + ":address", vm.address()),
                        Markup.text(PREFIX + ":vcpus", vm.size().vcpus()),
                        Markup.text(PREFIX + ":memoryMiB", vm.size().memoryMiB()))
                .with("xmlns:" + PREFIX, OwnDomain.NAMESPACE);
    }

    /**
     * The description, without the guest's data.
     *
     * @throws IllegalArgumentException if it is not what {@link #markup} wrote
     */
    static VmDescription read(String xml) {
        Map<String, String> texts = texts(xml);
        return new VmDescription(
                new VmName(text(texts, "name")),
                new ReservationId(text(texts, "reservation")),
                new VmSize(Integer.parseInt(text(texts, "vcpus")), Integer.parseInt(text(texts, "memoryMiB"))),
                text(texts, "image"),
                Ipv4.parse(text(texts, "address")));
    }

    private static String text(Map<String, String> texts, String name) {
        String text = texts.get(name);
        if (text == null) {
            throw new IllegalArgumentException("the domain's metadata says no " + name);
        }
        return text;
    }

    private static Map<String, String> texts(String xml) {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        // libvirt may leave the prefix's declaration at the domain
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
        Map<String, String> texts = new HashMap<>();
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(xml));
            String name = "";
            while (reader.hasNext()) {
                int event = reader.next();
                if (event == XMLStreamConstants.START_ELEMENT) {
                    name = reader.getLocalName().substring(reader.getLocalName().indexOf(':') + 1);
                } else if (event == XMLStreamConstants.CHARACTERS && !reader.isWhiteSpace()) {
                    texts.put(name, reader.getText());
                }
            }
        } catch (XMLStreamException e) {
            throw new IllegalArgumentException("the domain's metadata is not XML: " + e.getMessage(), e);
        }
        return texts;
    }
}
