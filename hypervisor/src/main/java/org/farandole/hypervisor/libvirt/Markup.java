package org.farandole.hypervisor.libvirt;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/** An XML element in the making. Whatever its texts and attributes say stays text. Not thread-safe. */
final class Markup {

    private final String name;
    private final Map<String, String> attributes = new LinkedHashMap<>();
    private final List<Markup> children = new ArrayList<>();
    private @Nullable String text;

    private Markup(String name) {
        this.name = name;
    }

    static Markup element(String name, Markup... children) {
        Markup element = new Markup(name);
        element.children.addAll(List.of(children));
        return element;
    }

    /** @throws IllegalArgumentException if the text holds a character that XML cannot */
    static Markup text(String name, Object text) {
        Markup element = new Markup(name);
        element.text = checked(String.valueOf(text));
        return element;
    }

    /** @throws IllegalArgumentException if the value holds a character that XML cannot */
    Markup with(String attribute, Object value) {
        attributes.put(attribute, checked(String.valueOf(value)));
        return this;
    }

    Markup add(Markup child) {
        children.add(child);
        return this;
    }

    @Override
    public String toString() {
        StringWriter out = new StringWriter();
        try {
            XMLStreamWriter writer = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out);
            write(writer);
            writer.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("text in memory is written", e);
        }
        return out.toString();
    }

    private void write(XMLStreamWriter writer) throws XMLStreamException {
        writer.writeStartElement(name);
        for (Map.Entry<String, String> attribute : attributes.entrySet()) {
            writer.writeAttribute(attribute.getKey(), attribute.getValue());
        }
        for (Markup child : children) {
            child.write(writer);
        }
        if (text != null) {
            writer.writeCharacters(text);
        }
        writer.writeEndElement();
    }

    private static String checked(String text) {
        text.codePoints().filter(each -> !allowed(each)).findFirst().ifPresent(bad -> {
            throw new IllegalArgumentException(
                    String.format("a text for XML holds the character U+%04X, which XML cannot hold", bad));
        });
        return text;
    }

    private static boolean allowed(int each) {
        return each == '\t'
                || each == '\n'
                || each == '\r'
                || each >= 0x20 && each <= 0xd7ff
                || each >= 0xe000 && each <= 0xfffd
                || each >= 0x10000;
    }
}
