package org.farandole.cli.guest;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.farandole.cli.platform.Session;
import org.farandole.cli.terminal.CommandFailure;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * A shell in a guest, or a command there. A guest is new at each launch and makes its host key itself, so there is no older
 * key to hold it against: keys are kept apart from the user's own.
 */
@Command(name = "ssh", description = "Open a shell in a VM, or run a command there.")
public final class SshCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(index = "0", paramLabel = "VM")
    private String vm = "";

    @Parameters(index = "1..*", paramLabel = "COMMAND", description = "what to run; a shell without it")
    private List<String> command = new ArrayList<>();

    @Option(names = "--user", paramLabel = "NAME", description = "in the guest (default: ${DEFAULT-VALUE})")
    private String user = "root";

    @Option(
            names = "--key",
            paramLabel = "FILE",
            description = "private key (default: the laboratory's, where it is up)")
    private @Nullable Path key;

    public SshCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (!user.matches("[A-Za-z_][A-Za-z0-9_.-]*")) {
            throw CommandFailure.badInput("--user: '" + user + "' is not a user's name");
        }
        if (key != null && !Files.isReadable(key)) {
            throw CommandFailure.badInput("--key: " + key + " cannot be read");
        }
        Guest guest = Guest.named(vm, session);
        List<String> words = new ArrayList<>(List.of(
                "ssh",
                "-o",
                "StrictHostKeyChecking=no",
                "-o",
                "UserKnownHostsFile=/dev/null",
                "-o",
                "LogLevel=ERROR",
                "-o",
                "ConnectTimeout=10"));
        Path identity = key != null ? key : session.installation().runs().resolve("lab/ssh_key");
        if (Files.isReadable(identity)) {
            words.addAll(List.of("-i", identity.toString()));
        }
        words.addAll(List.of("-l", user, "--", guest.address().toString()));
        words.addAll(command);
        return Tool.run(words, "openssh-client");
    }
}
