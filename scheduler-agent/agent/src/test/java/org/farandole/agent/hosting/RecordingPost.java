package org.farandole.agent.hosting;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.farandole.agent.ring.Origin;
import org.farandole.agent.ring.Post;
import org.farandole.contracts.dvms.Decision;
import org.farandole.contracts.dvms.IspEvent;
import org.farandole.contracts.dvms.Member;
import org.farandole.contracts.dvms.RingMail;
import org.farandole.contracts.node.NodeCommand;

/** Keeps what leaves the process; a record of the membership has the offset that the test says, at once. */
final class RecordingPost implements Post {

    final List<RingMail> mails = new ArrayList<>();
    final List<Decision> decisions = new ArrayList<>();
    final List<Member> members = new ArrayList<>();
    final List<String> deadLetters = new ArrayList<>();
    long nextOffset = 10;

    @Override
    public void mail(RingMail mail) {
        mails.add(mail);
    }

    @Override
    public void decide(Decision decision) {
        decisions.add(decision);
    }

    @Override
    public void report(IspEvent event) {}

    @Override
    public void command(NodeCommand command) {}

    @Override
    public CompletionStage<Long> announce(Member member) {
        members.add(member);
        return CompletableFuture.completedFuture(nextOffset++);
    }

    @Override
    public void deadLetter(Origin origin, String cause) {
        deadLetters.add(cause);
    }

    @Override
    public CompletionStage<Void> sent() {
        return CompletableFuture.completedFuture(null);
    }

    List<Member.Status> statuses() {
        return members.stream().map(Member::status).toList();
    }
}
