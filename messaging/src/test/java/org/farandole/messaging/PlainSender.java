package org.farandole.messaging;

/** A sender for a test that runs no application of its own. */
public final class PlainSender {

    private PlainSender() {}

    public static Sender to(String bootstrapServers) {
        return new Sender(bootstrapServers, "/test");
    }

    public static void close(Sender sender) {
        sender.close();
    }
}
