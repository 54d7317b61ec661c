package org.farandole.bench.btrplace;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Reads questions from standard input, one after the other, and answers each on standard output.
 *
 * <pre>
 * limit SECONDS          seed NUMBER          mode best
 * dimension NAME rigid|shared                 one a resource, in the order of the figures below
 * node CAPACITY...                            numbered from 0
 * vm HOST DEMAND...                           likewise
 * rule NAME NUMBERS [/ NUMBERS]...
 * solve
 * </pre>
 *
 * <p>The answer: {@code plan MILLISECONDS MOVES} for each plan that is better than the last, while it searches;
 * {@code move VM NODE START END} for the last of them; {@code status solved|impossible|timeout proved|open MILLISECONDS};
 * {@code end}. Milliseconds count from when BtrPlace is called; its reading of the question is left out.
 */
public final class Main {

    private Main() {}

    public static void main(String[] args) throws IOException {
        PrintStream answers = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        System.setOut(System.err);
        serve(new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)), answers);
    }

    static void serve(BufferedReader questions, PrintStream answers) throws IOException {
        Question.Reader reader = new Question.Reader();
        for (String line = questions.readLine(); line != null; line = questions.readLine()) {
            if (line.equals("solve")) {
                answer(reader.read(), answers);
                reader = new Question.Reader();
            } else {
                reader.line(line);
            }
        }
    }

    private static void answer(Question question, PrintStream answers) {
        Translation translation = new Translation(question);
        new Solving(question, translation, line -> {
                    answers.println(line);
                    answers.flush();
                })
                .run();
        answers.println("end");
        answers.flush();
    }
}
