package org.farandole.cli.moving;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.farandole.cli.platform.Program;
import org.farandole.cli.platform.Session;
import org.farandole.cli.terminal.CommandFailure;
import org.farandole.cli.terminal.ExitCode;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.vm.VmName;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Migrates one VM because a person says so. */
@Command(name = "migrate", description = "Migrate a VM live to another node of its reservation.")
public final class MigrateCommand implements Callable<Integer> {

    static final Duration LIMIT = Duration.ofMinutes(15);

    private final Session session;

    @Parameters(index = "0", paramLabel = "VM")
    private String vm = "";

    @Parameters(index = "1", paramLabel = "NODE", description = "where to")
    private String node = "";

    @Option(names = "--no-wait", description = "return when it is under way")
    private boolean noWait;

    public MigrateCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        VmName name = parsed(vm, VmName::new);
        NodeName destination = parsed(node, NodeName::new);
        try (MoveWatch watch = MoveWatch.open(session.running().ports().bootstrapServers(), session.clock())) {
            session.service(Program.VM).post("/vms/" + name + "/migration", Map.of("destination", destination));
            if (noWait) {
                session.terminal().line(name + " is on its way to " + destination + ".");
                return ExitCode.OK.status();
            }
            return said(watch.untilEnded(Set.of(name), LIMIT, done -> {})
                    .values()
                    .iterator()
                    .next());
        }
    }

    private int said(Ended end) {
        return switch (end) {
            case Ended.Arrived arrived -> {
                session.terminal().line(MoveText.of(arrived));
                yield ExitCode.OK.status();
            }
            case Ended.Failed failed ->
                throw CommandFailure.failed(failed.vm() + " was not migrated: " + failed.cause());
        };
    }

    private static <T> T parsed(String text, Function<String, T> parse) {
        try {
            return parse.apply(text);
        } catch (IllegalArgumentException e) {
            throw CommandFailure.badInput(String.valueOf(e.getMessage()));
        }
    }
}
