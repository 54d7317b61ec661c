package org.farandole.hypervisor.emulation.load;

import java.util.List;
import java.util.regex.Pattern;

/** One line of a load's file, cut at its separator; whoever reads a field says what it should be. */
record Fields(String file, int line, List<String> values) {

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");
    private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,12}([.][0-9]+)?([eE][+-]?[0-9]{1,2})?");
    private static final Pattern VM = Pattern.compile("vm-([0-9]{1,9})");

    static Fields cut(String file, int line, String text, char separator) {
        return new Fields(file, line, List.of(text.split(Pattern.quote(String.valueOf(separator)), -1)));
    }

    Fields expect(int count, String form) throws MalformedLoad {
        if (values.size() != count) {
            throw refuse("expected " + form + ", " + count + " fields, found " + values.size());
        }
        return this;
    }

    int number(int field, String what, int least, int most) throws MalformedLoad {
        String text = values.get(field);
        if (!NUMBER.matcher(text).matches() || Integer.parseInt(text) < least || Integer.parseInt(text) > most) {
            throw refuse(what + " is a whole number from " + least + " to " + most + ", not '" + text + "'");
        }
        return Integer.parseInt(text);
    }

    double seconds(int field) throws MalformedLoad {
        String text = values.get(field);
        if (!DECIMAL.matcher(text).matches() || Double.parseDouble(text) > 1e9) {
            throw refuse("a time is in seconds, 0 or more, not '" + text + "'");
        }
        return Double.parseDouble(text);
    }

    int vm(int field) throws MalformedLoad {
        var matcher = VM.matcher(values.get(field));
        if (!matcher.matches()) {
            throw refuse("a VM is called vm-0, vm-1, …, not '" + values.get(field) + "'");
        }
        return Integer.parseInt(matcher.group(1));
    }

    MalformedLoad refuse(String message) {
        return new MalformedLoad(file, line, message);
    }
}
