package org.farandole.agent;

import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.farandole.messaging.LocalServers;

/** The packaged program as a process of its own. */
final class AgentProcess implements AutoCloseable {

    private static final Path PROGRAM = Path.of("target/quarkus-app/quarkus-run.jar");

    private final int port;
    private final Process process;

    private AgentProcess(int port, ProcessBuilder command, Path log) throws IOException {
        this.port = port;
        process = command.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    /** @param settings as {@code farandole.agent.node=node-1} */
    static AgentProcess start(Path log, String... settings) throws IOException {
        int port = freePort();
        List<String> words = Stream.of(
                        Stream.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-Xmx64m",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-Dquarkus.http.port=" + port,
                                "-Dmp.messaging.connector.smallrye-kafka.graceful-shutdown=false",
                                "-Dkafka.bootstrap.servers=" + LocalServers.bootstrapServers()),
                        Stream.of(settings).map(setting -> "-D" + setting),
                        Stream.of("-jar", PROGRAM.toString()))
                .flatMap(part -> part)
                .toList();
        return new AgentProcess(port, new ProcessBuilder(words), log);
    }

    /** As a node runs it: {@code deploy/agent/run} with a file of settings. */
    static AgentProcess supervised(Path settings, Path log, String node) throws IOException {
        int port = freePort();
        Files.writeString(
                settings, """
                # What a node's operator writes.
                KAFKA_BOOTSTRAP_SERVERS=%s
                FARANDOLE_AGENT_NODE=%s
                FARANDOLE_AGENT_WARM_UP_ROUNDS=0
                QUARKUS_HTTP_PORT=%d
                JAVA_HOME=%s
                """.formatted(LocalServers.bootstrapServers(), node, port, System.getProperty("java.home")));
        ProcessBuilder command = new ProcessBuilder("../../deploy/agent/run", settings.toString());
        command.environment().remove("JAVA_HOME");
        return new AgentProcess(port, command, log);
    }

    /** Of what it started, the program; none while there is none. */
    Optional<ProcessHandle> child() {
        return process.children()
                .filter(child -> child.info().command().orElse("").endsWith("java"))
                .findFirst();
    }

    /** What its agents are doing; none as long as it does not answer. */
    List<AgentLine> agents() {
        JsonPath json = json("/agents");
        if (json == null) {
            return List.of();
        }
        List<String> nodes = json.getList("node");
        return java.util.stream.IntStream.range(0, nodes.size())
                .mapToObj(at -> new AgentLine(
                        nodes.get(at),
                        json.getString("[" + at + "].state"),
                        json.getInt("[" + at + "].ring"),
                        json.getLong("[" + at + "].incarnation")))
                .toList();
    }

    /** A line of {@code GET /agents}. */
    record AgentLine(String node, String state, int ring, long incarnation) {}

    String text(String path) {
        return RestAssured.given().port(port).get(path).asString();
    }

    int status(String path) {
        return RestAssured.given().port(port).get(path).statusCode();
    }

    @org.jspecify.annotations.Nullable
    private JsonPath json(String path) {
        try {
            return RestAssured.given().port(port).get(path).jsonPath();
        } catch (Exception e) {
            if (e instanceof ConnectException) {
                return null;
            }
            throw e;
        }
    }

    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor(10, TimeUnit.SECONDS);
    }

    /** In order, by SIGTERM. @return its exit status */
    int stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(25, TimeUnit.SECONDS)) {
            throw new IllegalStateException("The process does not end");
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
