package org.farandole.reservation.yaml;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A YAML (or JSON) document under way from text to values. Its sections collect what is wrong; {@link #refuseIfBad} ends the
 * reading. For one thread.
 */
public final class Document {

    private static final int LARGEST_CHARACTERS = 32 * 1024 * 1024;

    private final List<Problem> problems = new ArrayList<>();
    private final @Nullable Node root;

    /** @throws BadDocument if the text is not YAML */
    public Document(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(LARGEST_CHARACTERS);
        options.setNestingDepthLimit(20);
        try {
            root = new Yaml(options).compose(new StringReader(text));
        } catch (MarkedYAMLException e) {
            Mark mark = e.getProblemMark();
            throw new BadDocument(List.of(new Problem(
                    mark == null ? 1 : mark.getLine() + 1,
                    "",
                    "This is not YAML: " + e.getProblem()
                            + (mark == null ? "" : ", at column " + (mark.getColumn() + 1)))));
        } catch (YAMLException e) {
            throw new BadDocument(List.of(new Problem(1, "", "This is not YAML: " + firstLine(e))));
        }
    }

    /** The document as one mapping. */
    public Section section() {
        if (root instanceof MappingNode mapping) {
            return Section.of(mapping, "", problems);
        }
        problems.add(new Problem(
                lineOf(root), "", root == null ? "The document is empty" : "Expected fields, as in 'name: demo'"));
        return Section.absent("", lineOf(root), problems);
    }

    /** The document as a list of mappings; their paths are {@code [0]}, {@code [1]}, …. */
    public List<Section> sections() {
        if (!(root instanceof SequenceNode sequence)) {
            problems.add(new Problem(lineOf(root), "", "Expected a list"));
            return List.of();
        }
        List<Section> sections = new ArrayList<>();
        for (Node element : sequence.getValue()) {
            String path = "[" + sections.size() + "]";
            if (element instanceof MappingNode mapping) {
                sections.add(Section.of(mapping, path, problems));
            } else {
                problems.add(new Problem(lineOf(element), path, "Expected fields, as in 'node: node-1'"));
            }
        }
        return sections;
    }

    /** @throws BadDocument if anything was wrong */
    public void refuseIfBad() {
        if (!problems.isEmpty()) {
            throw new BadDocument(problems);
        }
    }

    private static int lineOf(@Nullable Node node) {
        return node == null ? 1 : node.getStartMark().getLine() + 1;
    }

    private static String firstLine(YAMLException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("unreadable");
    }
}
