package org.farandole.cli.guest;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.farandole.cli.platform.Session;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A guest's serial console, in this terminal. */
@Command(name = "console", description = "Open a VM's serial console; Ctrl-] leaves it.")
public final class ConsoleCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(paramLabel = "VM")
    private String vm = "";

    @Option(names = "--force", description = "also where somebody else has it open: theirs is closed")
    private boolean force;

    public ConsoleCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws InterruptedException {
        Guest guest = Guest.named(vm, session);
        List<String> words = new ArrayList<>(List.of(
                "virsh",
                "--connect",
                guest.hypervisor().toString(),
                "console",
                guest.name().value()));
        if (force) {
            words.add("--force");
        }
        return Tool.run(words, "libvirt-clients");
    }
}
