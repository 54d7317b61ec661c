package org.farandole.reservation.yaml;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * The fields of one mapping. A reader asks for each field that it knows, then calls {@link #refuseOthers}: what was not asked
 * for does not exist. A value that cannot be read is a problem and {@code null} here, so that the reading goes on.
 */
public final class Section {

    private final String path;
    private final int line;
    private final boolean present;
    private final Map<String, Node> fields = new LinkedHashMap<>();
    private final Map<String, Integer> keyLines = new LinkedHashMap<>();
    private final Set<String> asked = new LinkedHashSet<>();
    private final List<Problem> problems;

    private Section(String path, int line, boolean present, List<Problem> problems) {
        this.path = path;
        this.line = line;
        this.present = present;
        this.problems = problems;
    }

    static Section absent(String path, int line, List<Problem> problems) {
        return new Section(path, line, false, problems);
    }

    static Section of(MappingNode mapping, String path, List<Problem> problems) {
        Section section = new Section(path, lineOf(mapping), true, problems);
        mapping.getValue().forEach(section::take);
        return section;
    }

    private void take(NodeTuple field) {
        int keyLine = lineOf(field.getKeyNode());
        if (!(field.getKeyNode() instanceof ScalarNode key)) {
            problems.add(new Problem(keyLine, path, "A field's name is plain text"));
        } else if (fields.putIfAbsent(key.getValue(), field.getValueNode()) != null) {
            problem(key.getValue(), keyLine, "The field stands twice");
        } else {
            keyLines.put(key.getValue(), keyLine);
        }
    }

    /** Whether the section stands in the document. */
    public boolean isPresent() {
        return present;
    }

    /** The field's value, or null if it is not there or cannot be read. {@code read} says what is wrong by an IllegalArgumentException. */
    public <T> @Nullable T optional(String field, Function<String, T> read) {
        asked.add(field);
        Node node = fields.get(field);
        if (node == null || isNull(node)) {
            return null;
        }
        if (!(node instanceof ScalarNode scalar)) {
            problem(field, lineOf(node), "Expected one value, not several");
            return null;
        }
        try {
            return read.apply(scalar.getValue());
        } catch (IllegalArgumentException e) {
            problem(field, lineOf(node), String.valueOf(e.getMessage()));
            return null;
        }
    }

    /** As {@link #optional}; that the field is missing is a problem too. */
    public <T> @Nullable T required(String field, Function<String, T> read) {
        missing(field);
        return optional(field, read);
    }

    /** The section inside, which is not {@linkplain #isPresent present} if it is missing or not one; a missing one is no problem. */
    public Section optionalSection(String field) {
        asked.add(field);
        Node node = fields.get(field);
        if (node instanceof MappingNode mapping) {
            return of(mapping, pathOf(field), problems);
        }
        if (node != null && !isNull(node)) {
            problem(field, lineOf(node), "Expected fields below '" + field + "'");
        }
        return absent(pathOf(field), lineOf(field), problems);
    }

    /** As {@link #optionalSection}; that the section is missing is a problem. */
    public Section requiredSection(String field) {
        missing(field);
        return optionalSection(field);
    }

    /** Every field with its text: for sections whose fields are the writer's to name. */
    public Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        for (String field : fields.keySet()) {
            String text = optional(field, value -> value);
            if (text != null) {
                texts.put(field, text);
            }
        }
        return texts;
    }

    /** Makes a problem of every field that nobody asked for. */
    public void refuseOthers() {
        for (Map.Entry<String, Integer> field : keyLines.entrySet()) {
            if (!asked.contains(field.getKey())) {
                problem(
                        field.getKey(),
                        field.getValue(),
                        "There is no such field; " + Spelling.hint(field.getKey(), asked));
            }
        }
    }

    /** A problem with a field's value that shows only beside others. */
    public void problem(String field, String message) {
        problem(field, lineOf(field), message);
    }

    private void missing(String field) {
        Node node = fields.get(field);
        if (present && (node == null || isNull(node))) {
            problem(field, lineOf(field), "The field is missing");
        }
    }

    private void problem(String field, int atLine, String message) {
        problems.add(new Problem(atLine, pathOf(field), message));
    }

    private int lineOf(String field) {
        Node node = fields.get(field);
        return node == null ? line : lineOf(node);
    }

    private String pathOf(String field) {
        return path.isEmpty() ? field : path + "." + field;
    }

    private static boolean isNull(Node node) {
        return Tag.NULL.equals(node.getTag());
    }

    private static int lineOf(Node node) {
        return node.getStartMark().getLine() + 1;
    }
}
