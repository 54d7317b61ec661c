package org.farandole.cli.reasons;

import java.util.List;
import java.util.concurrent.Callable;
import org.farandole.cli.platform.Session;
import org.farandole.cli.terminal.CommandFailure;
import org.farandole.cli.terminal.ExitCode;
import org.farandole.cli.terminal.JsonText;
import org.farandole.solving.WhatIf;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tells the story of an ISP, with the reasons for what was done and for what was not. */
@Command(
        name = "explain",
        description =
                "Say why a scheduling procedure decided as it did: what was wrong, the partition, each solve, the reason of"
                        + " each move, and why other VMs stayed and other nodes were not chosen.")
public final class ExplainCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(paramLabel = "ISP", description = "its name, or the beginning of it")
    private String isp = "";

    @Option(
            names = "--solve",
            paramLabel = "N",
            description = "the n-th solve in detail, from 1; the last if not given")
    private @Nullable Integer solve;

    @Option(names = "--vm", paramLabel = "VM", description = "only why this VM is not on each node of the partition")
    private @Nullable String vm;

    @Option(names = "--node", paramLabel = "NODE", description = "with --vm, only why the VM is not on this node")
    private @Nullable String node;

    @Option(names = "--json", description = "as JSON")
    private boolean json;

    public ExplainCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (node != null && vm == null) {
            throw CommandFailure.badInput("--node needs --vm: which VM is not there?");
        }
        Histories histories = Histories.read(session.running().ports().bootstrapServers());
        IspHistory found = histories.find(isp);
        if (vm != null) {
            whyNot(histories, RecordedSolve.of(found, solve), vm);
        } else {
            story(found);
        }
        return ExitCode.OK.status();
    }

    private void whyNot(Histories histories, RecordedSolve asked, String ofVm) {
        List<WhyNot> answers = WhyNot.ask(histories, asked, asked.again(WhatIf.NOTHING), ofVm, node);
        if (json) {
            session.terminal().line(JsonText.indented(answers));
        } else {
            answers.forEach(answer -> session.terminal().line(answer.line()));
        }
    }

    private void story(IspHistory found) {
        RecordedSolve asked = found.solves().isEmpty() && solve == null ? null : RecordedSolve.of(found, solve);
        if (json) {
            ExplainReport.Detail detail =
                    asked == null ? null : ExplainReport.detail(asked, asked.again(WhatIf.NOTHING));
            session.terminal().line(JsonText.indented(ExplainReport.of(found, detail)));
            return;
        }
        ExplainText.story(found).forEach(session.terminal()::line);
        if (asked != null) {
            ExplainText.detail(asked, asked.again(WhatIf.NOTHING)).forEach(session.terminal()::line);
        }
    }
}
