package org.farandole.simulator.replay;

import java.io.StringWriter;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes the few kinds of shapes that a sequence diagram has. Text is escaped. Lengths are in pixels. */
final class Svg {

    private static final String NAMESPACE = "http://www.w3.org/2000/svg";

    /** What a drawing that cannot be written would throw; in memory none does. */
    private interface Writing {
        void on(XMLStreamWriter xml) throws XMLStreamException;
    }

    private final StringWriter text = new StringWriter();
    private final XMLStreamWriter xml;

    Svg(double width, double height) {
        try {
            xml = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
        write(out -> {
            out.writeStartDocument("UTF-8", "1.0");
            out.writeCharacters("\n");
            out.writeStartElement("svg");
            out.writeDefaultNamespace(NAMESPACE);
            out.writeAttribute("width", number(width));
            out.writeAttribute("height", number(height));
            out.writeAttribute("viewBox", "0 0 " + number(width) + " " + number(height));
            out.writeAttribute("font-family", "sans-serif");
        });
        box(0, 0, width, height, "#ffffff");
    }

    void box(double x, double y, double width, double height, String fill) {
        shape(
                "rect",
                "x",
                number(x),
                "y",
                number(y),
                "width",
                number(width),
                "height",
                number(Math.max(1, height)),
                "fill",
                fill);
    }

    /** @param dash in SVG's form; empty for none */
    void line(double fromX, double fromY, double toX, double toY, String colour, String dash) {
        shape(
                "line",
                "x1",
                number(fromX),
                "y1",
                number(fromY),
                "x2",
                number(toX),
                "y2",
                number(toY),
                "stroke",
                colour,
                "stroke-width",
                "1.2",
                "stroke-dasharray",
                dash.isEmpty() ? "none" : dash);
    }

    /** A line with a head at its end. */
    void arrow(double fromX, double fromY, double toX, double toY, String colour, String dash) {
        line(fromX, fromY, toX, toY, colour, dash);
        double angle = Math.atan2(toY - fromY, toX - fromX);
        String points =
                number(toX) + "," + number(toY) + " " + side(toX, toY, angle - 0.4) + " " + side(toX, toY, angle + 0.4);
        shape("polygon", "points", points, "fill", colour);
    }

    private static String side(double x, double y, double angle) {
        return number(x - 8 * Math.cos(angle)) + "," + number(y - 8 * Math.sin(angle));
    }

    void cross(double x, double y, String colour) {
        line(x - 4, y - 4, x + 4, y + 4, colour, "");
        line(x - 4, y + 4, x + 4, y - 4, colour, "");
    }

    void diamond(double x, double y, String colour) {
        String points = "%s,%s %s,%s %s,%s %s,%s"
                .formatted(
                        number(x),
                        number(y - 6),
                        number(x + 6),
                        number(y),
                        number(x),
                        number(y + 6),
                        number(x - 6),
                        number(y));
        shape("polygon", "points", points, "fill", colour);
    }

    /** @param anchor start, middle or end */
    void text(double x, double y, int size, String colour, String anchor, String words) {
        write(out -> {
            out.writeCharacters("\n");
            out.writeStartElement("text");
            attributes(
                    "x",
                    number(x),
                    "y",
                    number(y),
                    "font-size",
                    String.valueOf(size),
                    "fill",
                    colour,
                    "text-anchor",
                    anchor,
                    // words stay readable where a line crosses them
                    "stroke",
                    "#ffffff",
                    "stroke-width",
                    "2.5",
                    "paint-order",
                    "stroke");
            out.writeCharacters(words);
            out.writeEndElement();
        });
    }

    /** The whole file. Nothing can be drawn any more. */
    String close() {
        write(out -> {
            out.writeCharacters("\n");
            out.writeEndElement();
            out.writeEndDocument();
            out.close();
        });
        return text + "\n";
    }

    private void shape(String kind, String... attributes) {
        write(out -> {
            out.writeCharacters("\n");
            out.writeEmptyElement(kind);
            attributes(attributes);
        });
    }

    private void attributes(String... namesAndValues) throws XMLStreamException {
        for (int i = 0; i < namesAndValues.length; i += 2) {
            xml.writeAttribute(namesAndValues[i], namesAndValues[i + 1]);
        }
    }

    private void write(Writing writing) {
        try {
            writing.on(xml);
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
