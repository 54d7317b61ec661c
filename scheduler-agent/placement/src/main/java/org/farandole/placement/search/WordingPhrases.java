package org.farandole.placement.search;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.farandole.placement.Dimension;
import org.farandole.placement.rule.Rule;

/** How names, amounts and times are put. */
public final class WordingPhrases {

    private static final int MOST_LISTED = 8;

    private WordingPhrases() {}

    /** Such as "spread g3". */
    public static String rule(Rule rule) {
        String kind = switch (rule) {
            case Rule.Spread ignored -> "spread";
            case Rule.Gather ignored -> "gather";
            case Rule.Split ignored -> "split";
            case Rule.Among ignored -> "among";
            case Rule.Ban ignored -> "ban";
            case Rule.Fence ignored -> "fence";
            case Rule.Root ignored -> "root";
            case Rule.Quarantine ignored -> "quarantine";
            case Rule.Lonely ignored -> "lonely";
            case Rule.Preserve ignored -> "preserve";
            case Rule.MaxOnline ignored -> "max-online";
            case Rule.RunningCapacity ignored -> "running-capacity";
            case Rule.ResourceCapacity ignored -> "resource-capacity";
            case Rule.Overbook ignored -> "overbook";
            case Rule.Offline ignored -> "offline";
            case Rule.Online ignored -> "online";
        };
        return kind + " " + rule.name();
    }

    /** Such as "32,768". */
    public static String number(long number) {
        return number > -1_000 && number < 1_000 ? Long.toString(number) : String.format(Locale.ROOT, "%,d", number);
    }

    /** Such as "2,048 MiB of memory". */
    public static String amount(long amount, Dimension dimension) {
        return number(amount) + " " + dimension.unit() + ofWhat(dimension);
    }

    private static String ofWhat(Dimension dimension) {
        return dimension.unit().equals(dimension.name()) ? "" : " of " + dimension.name();
    }

    /** Such as "730 of 700 % of CPU". */
    public static String amountOutOf(long amount, long limit, Dimension dimension) {
        return outOf(amount, limit, dimension) + ofWhat(dimension);
    }

    /** Such as "730 of 700 %". */
    public static String outOf(long amount, long limit, Dimension dimension) {
        return number(amount) + " of " + number(limit) + " " + dimension.unit();
    }

    /** Such as "10.3 s"; whole seconds from a hundred on, milliseconds below a tenth. */
    public static String time(Duration time) {
        long millis = time.toMillis();
        if (millis >= 100_000 || millis % 1_000 == 0 && millis > 0 || time.isZero()) {
            return number(Math.round(millis / 1_000.0)) + " s";
        }
        return millis < 100
                ? String.format(Locale.ROOT, "%.1f ms", time.toNanos() / 1e6)
                : String.format(Locale.ROOT, "%.1f s", millis / 1_000.0);
    }

    /** Such as "a, b and c"; of many, the first and how many more. */
    public static String list(List<String> items) {
        if (items.size() > MOST_LISTED + 1) {
            return String.join(", ", items.subList(0, MOST_LISTED)) + " and " + number(items.size() - MOST_LISTED)
                    + " more";
        }
        int last = items.size() - 1;
        return last < 1
                ? String.join("", items)
                : String.join(", ", items.subList(0, last)) + " and " + items.get(last);
    }

    /** Such as "1 VM" or "3 VMs". */
    public static String count(long count, String what) {
        return number(count) + " " + what + (count == 1 ? "" : "s");
    }
}
