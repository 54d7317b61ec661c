package org.farandole.cli.pki;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.farandole.cli.RecordedTerminal;

/**
 * Two authorities with a node-1 and a client each, made once, as keys take long to find; every test has a copy. The first stands where the
 * commands look for it, the second in {@code other}.
 */
final class TwoAuthorities {

    private static final Path ORIGINAL = made();

    private TwoAuthorities() {}

    static void copyTo(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(ORIGINAL)) {
            for (Path file : files.filter(file -> !file.equals(ORIGINAL)).toList()) {
                Files.copy(
                        file,
                        root.resolve(ORIGINAL.relativize(file)),
                        java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    private static Path made() {
        try {
            Path folder = Files.createTempDirectory("farandole-pki-");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
            String other = folder.resolve("other").toString();
            for (List<String> words : List.of(
                    List.of("init"),
                    List.of("node", "node-1", "--address", "127.0.0.1", "--address", "fd00::11"),
                    List.of("client"),
                    List.of("init", "--folder", other),
                    List.of("node", "node-1", "--folder", other),
                    List.of("client", "--folder", other))) {
                RecordedTerminal terminal = new RecordedTerminal(folder);
                String[] line = Stream.concat(Stream.of("pki"), words.stream()).toArray(String[]::new);
                assertThat(terminal.run(line)).as(terminal.err()).isZero();
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            System.err.println("Left behind: " + folder + ": " + e.getMessage());
        }
    }
}
