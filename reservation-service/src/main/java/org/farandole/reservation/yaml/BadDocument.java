package org.farandole.reservation.yaml;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** A document that is refused whole, with everything that is wrong with it in the order of its lines. */
public final class BadDocument extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient List<Problem> problems;

    public BadDocument(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("; ")));
        this.problems =
                problems.stream().sorted(Comparator.comparingInt(Problem::line)).toList();
    }

    /** At least one. */
    public List<Problem> problems() {
        return problems;
    }
}
