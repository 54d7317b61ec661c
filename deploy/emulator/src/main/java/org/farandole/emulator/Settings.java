package org.farandole.emulator;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** Reads settings from properties, then from the environment, and remembers which ones there are. */
final class Settings {

    private static final String OWN = "farandole.emulator.";

    private final Properties properties;
    private final Map<String, String> environment;
    private final Set<String> known = new HashSet<>();

    Settings(Properties properties, Map<String, String> environment) {
        this.properties = properties;
        this.environment = environment;
    }

    Optional<String> text(String name) {
        known.add(name);
        String inEnvironment = name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
        return Optional.ofNullable(properties.getProperty(name, environment.get(inEnvironment)))
                .map(String::strip)
                .filter(value -> !value.isEmpty());
    }

    int whole(String name, int usual, int least, int most) throws BadSetting {
        String form = "a whole number from " + least + " to " + most;
        return parsed(name, usual, form, Integer::valueOf, value -> value >= least && value <= most);
    }

    long seed(String name, long usual) throws BadSetting {
        return parsed(name, usual, "a whole number", Long::valueOf, value -> true);
    }

    double decimal(String name, double usual, double least, double most) throws BadSetting {
        String form = "a number from " + least + " to " + most;
        return parsed(name, usual, form, Double::valueOf, value -> value >= least && value <= most);
    }

    boolean yesOrNo(String name) throws BadSetting {
        return parsed(name, "false", "true or false", value -> value, Set.of("true", "false")::contains)
                .equals("true");
    }

    Duration duration(String name, Duration usual) throws BadSetting {
        return parsed(
                name, usual, "a time above 0 such as 300s or PT5M", Settings::parseDuration, Duration::isPositive);
    }

    /** {@code name:3,other:1}. */
    <K> Map<K, Integer> counts(String name, Function<String, K> key) throws BadSetting {
        return parsed(name, Map.of(), "such as name:1,other:3", value -> parseCounts(value, key), value -> true);
    }

    List<String> lines(String name) throws BadSetting {
        String file = file(name);
        try {
            return Files.readAllLines(Path.of(file));
        } catch (NoSuchFileException e) {
            throw new BadSetting(name + "=" + file + ": there is no such file");
        } catch (MalformedInputException e) {
            throw new BadSetting(name + "=" + file + ": it is not a text file");
        } catch (IOException | InvalidPathException e) {
            throw new BadSetting(name + "=" + file + ": the file cannot be read: " + e);
        }
    }

    String file(String name) throws BadSetting {
        return text(name).orElseThrow(() -> new BadSetting(name + " is not set: this load needs its file"));
    }

    /** @throws BadSetting if a property of the emulator's own was set that nothing has asked for */
    void refuseUnknown() throws BadSetting {
        Set<String> unknown = new TreeSet<>(properties.stringPropertyNames());
        unknown.removeIf(name -> !name.startsWith(OWN) || known.contains(name));
        if (!unknown.isEmpty()) {
            Set<String> own = new TreeSet<>(known);
            own.removeIf(name -> !name.startsWith(OWN));
            throw new BadSetting(
                    "There is no setting " + String.join(", ", unknown) + "; there are " + String.join(", ", own));
        }
    }

    private <T> T parsed(String name, T usual, String form, Function<String, T> parse, Function<T, Boolean> allowed)
            throws BadSetting {
        Optional<String> text = text(name);
        if (text.isEmpty()) {
            return usual;
        }
        BadSetting bad = new BadSetting(name + "=" + text.get() + ": it must be " + form);
        try {
            T value = parse.apply(text.get());
            if (allowed.apply(value)) {
                return value;
            }
        } catch (IllegalArgumentException | DateTimeParseException e) {
            bad.initCause(e);
        }
        throw bad;
    }

    private static Duration parseDuration(String text) {
        return text.matches("[0-9]{1,9}s?")
                ? Duration.ofSeconds(Long.parseLong(text.replace("s", "")))
                : Duration.parse(text);
    }

    private static <K> Map<K, Integer> parseCounts(String text, Function<String, K> key) {
        Map<K, Integer> counts = new LinkedHashMap<>();
        for (String entry : text.split(",", -1)) {
            if (!entry.matches("[^:]+:[1-9][0-9]{0,8}")) {
                throw new IllegalArgumentException(entry);
            }
            int colon = entry.indexOf(':');
            counts.put(key.apply(entry.substring(0, colon).strip()), Integer.valueOf(entry.substring(colon + 1)));
        }
        return counts;
    }
}
