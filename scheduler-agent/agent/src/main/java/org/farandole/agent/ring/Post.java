package org.farandole.agent.ring;

import java.util.concurrent.CompletionStage;
import org.farandole.contracts.dvms.Decision;
import org.farandole.contracts.dvms.IspEvent;
import org.farandole.contracts.dvms.Member;
import org.farandole.contracts.dvms.RingMail;
import org.farandole.contracts.node.NodeCommand;

/**
 * What leaves this process. Calls do not wait; what one thread sends to one inbox arrives in that order, or not at all. A
 * message that could not be sent is lost, counted and logged: the protocol repeats what it needs.
 */
public interface Post {

    void mail(RingMail mail);

    void decide(Decision decision);

    void report(IspEvent event);

    void command(NodeCommand command);

    /** To the membership. @return the offset of the record: of an active one, the incarnation */
    CompletionStage<Long> announce(Member member);

    /** What could not be handled, with the cause in words. */
    void deadLetter(Origin origin, String cause);

    /** Done when all that was sent so far has arrived, or was given up. */
    CompletionStage<Void> sent();
}
