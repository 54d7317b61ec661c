package org.farandole.cli.pki;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import org.farandole.cli.platform.Session;
import org.farandole.cli.terminal.CommandFailure;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where certificates are kept. */
final class FolderOption {

    @Option(
            names = "--folder",
            paramLabel = "FOLDER",
            description = "where certificates are kept (default: .farandole/pki of the source tree)")
    private @Nullable Path folder;

    PkiFolder of(Session session) {
        return new PkiFolder(folder == null ? session.installation().runs().resolve("pki") : folder);
    }

    /** Files that cannot be read or written, told in one line. */
    static <T> T failingInOneLine(Work<T> work) {
        try {
            return work.run();
        } catch (IOException e) {
            throw CommandFailure.failed(
                    e.getClass().getSimpleName() + ": " + e.getMessage() + ": check the folder and its permissions");
        } catch (GeneralSecurityException e) {
            throw CommandFailure.failed("no certificate could be made: " + e.getMessage());
        }
    }

    /** What may fail on files or keys. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws IOException, GeneralSecurityException;
    }
}
