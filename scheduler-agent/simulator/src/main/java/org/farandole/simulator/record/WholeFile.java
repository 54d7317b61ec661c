package org.farandole.simulator.record;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.farandole.simulator.scenario.BadInput;
import org.jspecify.annotations.Nullable;

/** Files that are there whole or not at all: they are written beside their place, and moved to it. */
public final class WholeFile {

    private static final String BEGUN = ".begun-";

    /** Writes a file. */
    @FunctionalInterface
    public interface Writer {
        void write(Path file) throws IOException;
    }

    private WholeFile() {}

    /** What was there before stays until all is written, also if the process ends meanwhile. */
    public static void write(Path file, Writer writer) throws IOException {
        Path begun = file.resolveSibling(BEGUN + file.getFileName());
        begun.toFile().deleteOnExit();
        try {
            writer.write(begun);
            Files.move(begun, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(begun);
        }
    }

    /** @throws BadInput unless it is none, or a file can be written there */
    public static void require(String option, @Nullable Path file) throws BadInput {
        if (file != null) {
            boolean takes = Files.isRegularFile(file) ? Files.isWritable(file) : !Files.exists(file);
            if (!takes
                    || file.toString().isEmpty()
                    || !takesFiles(file.toAbsolutePath().getParent())) {
                throw new BadInput(option + " " + file
                        + " cannot be written: give a file in a folder that exists, and takes files");
            }
        }
    }

    /** @throws BadInput unless it is none, or a folder that takes files, or can be made in one that does */
    public static void requireFolder(String option, @Nullable Path folder) throws BadInput {
        if (folder != null) {
            Path there = Files.exists(folder) ? folder : folder.toAbsolutePath().getParent();
            if (folder.toString().isEmpty() || !takesFiles(there)) {
                throw new BadInput(option + " " + folder
                        + " cannot be made: give a folder within one that exists, and takes files");
            }
        }
    }

    /** Tried, as permissions do not tell all: think of a file system that is read-only or full. */
    private static boolean takesFiles(@Nullable Path folder) {
        if (folder == null || !Files.isDirectory(folder)) {
            return false;
        }
        try {
            Files.delete(Files.createTempFile(folder, BEGUN, null));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
