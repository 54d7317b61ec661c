package org.farandole.reservation.inventory;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.farandole.contracts.node.Capacity;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.node.RingKey;
import org.farandole.reservation.expression.Field;
import org.farandole.reservation.yaml.BadDocument;
import org.farandole.reservation.yaml.Document;
import org.farandole.reservation.yaml.Section;
import org.jspecify.annotations.Nullable;

/** Reads a list of nodes, in YAML or JSON. */
public final class Registrations {

    private static final Pattern PLACE = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?");
    private static final Pattern PROPERTY = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]{0,62}");
    private static final Set<String> KEYWORDS = Set.of("and", "or", "not", "in", "true", "false");
    private static final int LONGEST_VALUE = 500;

    private Registrations() {}

    /** @throws BadDocument with every problem; then no node is to be registered */
    public static List<Registration> read(String text) {
        Document document = new Document(text);
        List<Registration> registrations = new ArrayList<>();
        Set<NodeName> names = new HashSet<>();
        for (Section section : document.sections()) {
            Registration registration = registration(section);
            if (registration != null && !names.add(registration.key().node())) {
                section.problem("node", "Node " + registration.key().node() + " stands twice in the list");
            }
            if (registration != null) {
                registrations.add(registration);
            }
        }
        document.refuseIfBad();
        return registrations;
    }

    private static @Nullable Registration registration(Section section) {
        NodeName node = section.required("node", NodeName::new);
        String site = section.required("site", Registrations::place);
        String cluster = section.required("cluster", Registrations::place);
        Integer cores = section.required("cores", Registrations::aboveZero);
        Integer cpuPercent = section.optional("cpuPercent", Registrations::aboveZero);
        Integer memoryMiB = section.required("memoryMiB", Registrations::aboveZero);
        Boolean hardware = section.optional("hardwareVirtualization", Registrations::truth);
        URI hypervisor = section.required("hypervisor", Registrations::uri);
        Map<String, String> properties = properties(section.optionalSection("properties"));
        section.refuseOthers();
        if (node == null
                || site == null
                || cluster == null
                || cores == null
                || memoryMiB == null
                || hypervisor == null) {
            return null;
        }
        properties.put(Field.HARDWARE_VIRTUALIZATION_PROPERTY, String.valueOf(hardware != null && hardware));
        int capacityPercent = cpuPercent == null ? cores * 100 : cpuPercent;
        return new Registration(
                new RingKey(site, cluster, node),
                cores,
                new Capacity(capacityPercent, memoryMiB),
                hypervisor,
                properties);
    }

    private static Map<String, String> properties(Section section) {
        Map<String, String> properties = new LinkedHashMap<>(section.texts());
        Set<String> fixed = Field.namesIn(List.of());
        properties.forEach((name, value) -> {
            if (!PROPERTY.matcher(name).matches() || KEYWORDS.contains(name) || fixed.contains(name)) {
                section.problem(
                        name,
                        "'" + name + "' cannot be a property: letters, digits, '_', '.' and '-', and no field"
                                + " or keyword of expressions");
            } else if (value.length() > LONGEST_VALUE) {
                section.problem(name, "The value is longer than " + LONGEST_VALUE + " characters");
            }
        });
        return properties;
    }

    private static String place(String text) {
        return matching(PLACE, "a site or cluster: letters, digits, '.', '_' and '-'")
                .apply(text);
    }

    private static Function<String, String> matching(Pattern form, String what) {
        return text -> {
            if (!form.matcher(text).matches()) {
                throw new IllegalArgumentException("'" + text + "' is not " + what);
            }
            return text;
        };
    }

    private static int aboveZero(String text) {
        if (!text.matches("[1-9][0-9]{0,8}")) {
            throw new IllegalArgumentException("'" + text + "' is not a whole number above zero");
        }
        return Integer.parseInt(text);
    }

    private static boolean truth(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("'" + text + "' is not true or false");
        };
    }

    private static URI uri(String text) {
        try {
            URI uri = new URI(text);
            if (uri.getScheme() != null) {
                return uri;
            }
            throw new IllegalArgumentException("'" + text + "' has no scheme: write where the hypervisor answers");
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("'" + text + "' is not a URI", e);
        }
    }
}
