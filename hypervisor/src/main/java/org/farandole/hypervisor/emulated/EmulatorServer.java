package org.farandole.hypervisor.emulated;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.farandole.contracts.json.Json;
import org.farandole.contracts.json.UnreadableMessage;
import org.farandole.contracts.node.NodeDescription;
import org.farandole.contracts.node.NodeName;
import org.farandole.hypervisor.HypervisorException;
import org.farandole.hypervisor.HypervisorException.Fault;
import org.farandole.hypervisor.emulation.NodeSpec;
import org.farandole.hypervisor.emulation.WorldDescription;
import org.farandole.hypervisor.emulation.WorldSummary;

/**
 * An emulator in this process: a world whose time goes by, and its HTTP. It is up when {@link #start} returns, and down when
 * {@link #close} does. Thread-safe.
 */
public final class EmulatorServer implements AutoCloseable {

    static {
        // The JDK's server delays small answers, and drops idle connections which a client may be about to use.
        setUnlessSet("sun.net.httpserver.nodelay", "true");
        setUnlessSet("sun.net.httpserver.maxIdleConnections", "10000");
        setUnlessSet("sun.net.httpserver.idleInterval", "300");
    }

    private final LiveWorld live;
    private final NodeRoutes nodes;
    private final ChangesRoute changes;
    private final List<NodeSpec> specs;
    private final HttpServer http;
    private final ExecutorService threads;
    private final String authority;

    private EmulatorServer(String host, int port, WorldDescription description, double speed) throws IOException {
        this.specs = description.nodes();
        this.http = HttpServer.create(new InetSocketAddress(host, port), 1024);
        this.live = LiveWorld.started(description, speed);
        this.nodes = new NodeRoutes(live);
        this.changes = new ChangesRoute(live);
        this.threads = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("emulator-", 0).factory());
        this.authority = host + ":" + http.getAddress().getPort();
        http.setExecutor(threads);
        http.createContext("/", this::handle);
    }

    /**
     * @param port 0 for any that is free
     * @param speed how much faster than the wall's the emulated time goes, 0.01 to 100,000
     * @throws IOException if the port cannot be had
     */
    public static EmulatorServer start(String host, int port, WorldDescription description, double speed)
            throws IOException {
        EmulatorServer server = new EmulatorServer(host, port, description, speed);
        server.http.start();
        return server;
    }

    /** On a free port of the loopback interface. */
    public static EmulatorServer start(WorldDescription description, double speed) throws IOException {
        return start("127.0.0.1", 0, description, speed);
    }

    public int port() {
        return http.getAddress().getPort();
    }

    /** The HTTP root, without a slash at its end. */
    public URI root() {
        return URI.create("http://" + authority);
    }

    /** Where the node's hypervisor answers. */
    public URI hypervisorOf(NodeName node) {
        return URI.create(EmulatorAddress.SCHEME + "://" + authority + "/" + node);
    }

    /** The nodes as an inventory would have them, with the slots from 0 on. */
    public List<NodeDescription> nodes() {
        return IntStream.range(0, specs.size())
                .mapToObj(slot -> {
                    NodeSpec spec = specs.get(slot);
                    return new NodeDescription(
                            spec.key(),
                            slot,
                            spec.cores(),
                            spec.capacity(),
                            hypervisorOf(spec.name()),
                            java.util.Map.of());
                })
                .toList();
    }

    /** From now on demands move. */
    public void beginLoad() {
        orIllegal(world -> {
            world.beginLoad();
            return true;
        });
    }

    public WorldSummary summary() {
        return orIllegal(world -> world.summary());
    }

    /** @throws IllegalArgumentException if it is not 0.01 to 100,000 */
    public void goAt(double speed) {
        live.goAt(speed);
    }

    @Override
    public void close() {
        http.stop(0);
        live.close();
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (exchange.getRequestURI().getPath().equals("/changes")) {
                changes.stream(exchange);
            } else {
                answerOrRefuse(exchange);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void answerOrRefuse(HttpExchange exchange) throws IOException, InterruptedException {
        try {
            Optional<Object> body = answer(Request.of(exchange));
            if (body.isPresent()) {
                reply(exchange, 200, body.get());
            } else {
                String what = exchange.getRequestMethod() + " " + exchange.getRequestURI();
                reply(exchange, 404, failure("nothing answers to " + what));
            }
        } catch (HypervisorException e) {
            int status = e.fault() == Fault.TIMEOUT ? 504 : 409;
            reply(exchange, status, new Wire.Failure(e.fault(), String.valueOf(e.getMessage())));
        } catch (IllegalArgumentException | UnreadableMessage e) {
            reply(exchange, 400, failure(String.valueOf(e.getMessage())));
        }
    }

    private Optional<Object> answer(Request request) throws HypervisorException, InterruptedException {
        if (request.path().size() >= 3 && request.path().getFirst().equals("nodes")) {
            return nodes.answer(request);
        }
        return switch (request.method() + " " + String.join("/", request.path())) {
            case "GET nodes" -> Optional.of(nodes());
            case "GET world" -> Optional.of(summary());
            case "POST load/begin" -> {
                beginLoad();
                yield Optional.of(summary());
            }
            case "GET speed" -> Optional.of(new Wire.Speed(live.speed()));
            case "PUT speed" -> {
                goAt(request.read(Wire.Speed.class).speed());
                yield Optional.of(new Wire.Speed(live.speed()));
            }
            case "GET q/health/ready" -> Optional.of(new Wire.Health("UP"));
            default -> Optional.empty();
        };
    }

    private <T> T orIllegal(LiveWorld.Command<T> command) {
        try {
            return live.at(command);
        } catch (HypervisorException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Wire.Failure failure(String message) {
        return new Wire.Failure(Fault.NODE, message);
    }

    private static void reply(HttpExchange exchange, int status, Object body) throws IOException {
        byte[] json = Json.write(body);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, json.length);
        exchange.getResponseBody().write(json);
    }

    private static void setUnlessSet(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }
}
