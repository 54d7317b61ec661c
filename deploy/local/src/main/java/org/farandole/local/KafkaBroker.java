package org.farandole.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.jspecify.annotations.Nullable;

/**
 * One KRaft broker, controller and broker in one, on 127.0.0.1. Its data stays in its folder, so that it can be started
 * again on it. Topics are not created by themselves. Not thread-safe.
 */
public final class KafkaBroker implements AutoCloseable {

    private final KafkaRaftServer server;
    private final int port;

    private KafkaBroker(KafkaRaftServer server, int port) {
        this.server = server;
        this.port = port;
    }

    /**
     * Returns when the broker answers.
     *
     * @param controllerPort for the controller's own listener
     * @throws IOException if the folder cannot be written
     */
    public static KafkaBroker start(Path data, int port, int controllerPort) throws IOException {
        return start(data, port, controllerPort, null);
    }

    /**
     * As the other, and on a second address for programs of other machines.
     *
     * @param outside an address of this machine and a port, {@code 192.0.2.1:17094}; anyone who reaches it may read and write
     * @throws IOException if the folder cannot be written
     */
    public static KafkaBroker start(Path data, int port, int controllerPort, @Nullable String outside)
            throws IOException {
        Exit.setExitProcedure((status, message) -> {
            throw new IllegalStateException("The Kafka broker ended itself with status " + status + ": " + message);
        });
        Properties settings = settings(data, port, controllerPort, outside);
        if (!Files.exists(data.resolve("meta.properties"))) {
            format(data, settings);
        }
        KafkaRaftServer server = new KafkaRaftServer(KafkaConfig.fromProps(settings), Time.SYSTEM);
        server.startup();
        return new KafkaBroker(server, port);
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }

    /** {@code KafkaBroker DATA PORT CONTROLLER-PORT [OUTSIDE]}: runs until it is asked to end. */
    public static void main(String[] args) throws IOException, InterruptedException {
        Logging.quiet();
        KafkaBroker broker = start(
                Path.of(args[0]),
                Integer.parseInt(args[1]),
                Integer.parseInt(args[2]),
                args.length > 3 ? args[3] : null);
        System.out.println("ready on " + broker.bootstrapServers());
        CountDownLatch end = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            broker.close();
            end.countDown();
        }));
        end.await();
    }

    private static void format(Path data, Properties settings) throws IOException {
        Files.createDirectories(data);
        Formatter formatter = new Formatter();
        formatter
                .setNodeId(1)
                .setClusterId(Uuid.randomUuid().toString())
                .setControllerListenerName("CONTROLLER")
                .setMetadataLogDirectory(data.toString())
                .setPrintStream(new java.io.PrintStream(java.io.OutputStream.nullOutputStream()))
                .addDirectory(data.toString());
        try {
            formatter.run();
        } catch (Exception e) {
            throw new IOException("The broker's folder " + data + " cannot be formatted: " + e.getMessage(), e);
        }
    }

    private static Properties settings(Path data, int port, int controllerPort, @Nullable String outside) {
        Properties settings = new Properties();
        settings.setProperty("process.roles", "broker,controller");
        settings.setProperty("node.id", "1");
        String clients = "PLAINTEXT://127.0.0.1:" + port + (outside == null ? "" : ",OUTSIDE://" + outside);
        settings.setProperty("listeners", clients + ",CONTROLLER://127.0.0.1:" + controllerPort);
        settings.setProperty("advertised.listeners", clients);
        settings.setProperty(
                "listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,OUTSIDE:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.setProperty("inter.broker.listener.name", "PLAINTEXT");
        settings.setProperty("controller.listener.names", "CONTROLLER");
        settings.setProperty("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
        settings.setProperty("log.dirs", data.toString());
        settings.setProperty("auto.create.topics.enable", "false");
        settings.setProperty("group.initial.rebalance.delay.ms", "0");
        settings.setProperty("offsets.topic.num.partitions", "4");
        settings.setProperty("log.cleaner.dedupe.buffer.size", "2097152");
        settings.setProperty("log.index.size.max.bytes", "1048576");
        settings.setProperty("num.network.threads", "2");
        settings.setProperty("num.io.threads", "4");
        settings.setProperty("background.threads", "2");
        settings.setProperty("controlled.shutdown.enable", "false");
        for (String internal :
                new String[] {"offsets.topic", "transaction.state.log", "share.coordinator.state.topic"}) {
            settings.setProperty(internal + ".replication.factor", "1");
            settings.setProperty(internal + ".min.isr", "1");
        }
        settings.remove("offsets.topic.min.isr");
        return settings;
    }
}
