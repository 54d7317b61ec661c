package org.farandole.contracts.dvms;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.farandole.contracts.node.NodeName;

/**
 * One iterative scheduling procedure: its initiator, the initiator's incarnation and a number; never used twice. Written
 * {@code rennes-12:5:3}.
 */
public record IspId(NodeName initiator, long incarnation, long sequence) {

    private static final Pattern FORM = Pattern.compile("([^:]+):([0-9]{1,18}):([0-9]{1,18})");

    public IspId {
        Objects.requireNonNull(initiator, "initiator");
        if (incarnation < 0 || sequence < 0) {
            throw new IllegalArgumentException("ISP of " + initiator + ": " + incarnation + ", " + sequence);
        }
    }

    @JsonCreator
    public static IspId parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException("'" + text + "' is not an ISP: it looks like rennes-12:5:3");
        }
        return new IspId(new NodeName(form.group(1)), Long.parseLong(form.group(2)), Long.parseLong(form.group(3)));
    }

    @Override
    @JsonValue
    public String toString() {
        return initiator + ":" + incarnation + ":" + sequence;
    }
}
