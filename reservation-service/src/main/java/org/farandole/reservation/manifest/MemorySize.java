package org.farandole.reservation.manifest;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Amounts of memory as people write them: {@code 1GiB}, {@code 512MiB}, or a number of MiB. */
final class MemorySize {

    private static final Pattern FORM = Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,9})?) ?([A-Za-z]*)");

    private MemorySize() {}

    /**
     * MiB, from 1.
     *
     * @throws IllegalArgumentException if the text is no such amount
     */
    static int parseMiB(String text) {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches()) {
            throw malformed(text);
        }
        BigDecimal amount = new BigDecimal(form.group(1)).multiply(BigDecimal.valueOf(mebibytes(text, form.group(2))));
        try {
            int memoryMiB = amount.intValueExact();
            if (memoryMiB > 0) {
                return memoryMiB;
            }
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("'" + text + "' is not a whole number of MiB", e);
        }
        throw new IllegalArgumentException("'" + text + "' is not above zero");
    }

    private static long mebibytes(String text, String unit) {
        return switch (unit.toLowerCase(Locale.ROOT)) {
            case "", "mib", "mi" -> 1;
            case "gib", "gi" -> 1024;
            case "tib", "ti" -> 1024 * 1024;
            default -> throw malformed(text);
        };
    }

    private static IllegalArgumentException malformed(String text) {
        return new IllegalArgumentException("'" + text + "' is not an amount of memory: write 1GiB or 512MiB");
    }
}
