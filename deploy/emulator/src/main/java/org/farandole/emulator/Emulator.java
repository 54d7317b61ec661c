package org.farandole.emulator;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import org.farandole.hypervisor.emulated.EmulatorServer;
import org.farandole.hypervisor.emulation.WorldDescription;

/** The emulator as a process. */
public final class Emulator implements AutoCloseable {

    private static final int BAD_SETTING = 2;
    private static final int CANNOT_LISTEN = 3;

    private final EmulatorServer server;
    private final Optional<Registrar> registrar;

    private Emulator(EmulatorServer server, Optional<Registrar> registrar) {
        this.server = server;
        this.registrar = registrar;
    }

    /** Runs until the process is asked to end. Exits with 2 if a setting is bad, with 3 if the port cannot be had. */
    public static void main(String[] arguments) throws InterruptedException {
        System.setProperty("java.util.logging.SimpleFormatter.format", "%1$tF %1$tT,%1$tL %4$-7s [%3$s] %5$s%6$s%n");
        try {
            Emulator emulator = start(System.getProperties(), System.getenv());
            Runtime.getRuntime().addShutdownHook(new Thread(emulator::close, "stop"));
            new CountDownLatch(1).await();
        } catch (BadSetting e) {
            end(e, BAD_SETTING);
        } catch (IOException e) {
            end(e, CANNOT_LISTEN);
        }
    }

    /** Returns when it answers; its nodes are registered in the background. */
    static Emulator start(Properties properties, Map<String, String> environment) throws BadSetting, IOException {
        Settings settings = new Settings(properties, environment);
        String host = settings.text("quarkus.http.host").orElse("127.0.0.1");
        int port = settings.whole("quarkus.http.port", 17_086, 0, 65_535);
        double speed = settings.decimal("farandole.speed", 1, 0.01, 100_000);
        WorldDescription description = WorldSettings.read(settings);
        Optional<String> advertised = advertised(settings, host);
        Optional<URI> registerAt = registerAt(settings);
        settings.refuseUnknown();

        EmulatorServer server = listen(host, port, description, speed);
        String authority = advertised
                .map(name -> name.contains(":") ? name : name + ":" + server.port())
                .orElse(host + ":" + server.port());
        System.getLogger(Emulator.class.getName())
                .log(
                        System.Logger.Level.INFO,
                        "The emulator listens on {0}, nodes={1} speed={2}",
                        server.root(),
                        String.valueOf(description.nodes().size()),
                        String.valueOf(speed));
        return new Emulator(server, registerAt.map(service -> register(server, authority, service)));
    }

    EmulatorServer server() {
        return server;
    }

    @Override
    public void close() {
        registrar.ifPresent(Registrar::close);
        server.close();
    }

    private static Registrar register(EmulatorServer server, String authority, URI service) {
        List<Registration> nodes = server.nodes().stream()
                .map(node -> Registration.of(node, authority))
                .toList();
        return Registrar.start(service, nodes);
    }

    private static EmulatorServer listen(String host, int port, WorldDescription description, double speed)
            throws IOException {
        try {
            return EmulatorServer.start(host, port, description, speed);
        } catch (IOException e) {
            throw new IOException(
                    "The emulator cannot listen on " + host + ":" + port + " (" + e.getMessage()
                            + "): give another quarkus.http.port",
                    e);
        }
    }

    private static Optional<String> advertised(Settings settings, String host) throws BadSetting {
        String name = "farandole.emulator.advertise";
        Optional<String> value = settings.text(name);
        if (value.isPresent() && !value.get().matches("[A-Za-z0-9.-]+(:[1-9][0-9]{0,4})?")) {
            throw new BadSetting(name + "=" + value.get() + ": it must be host or host:port");
        }
        if (value.isEmpty() && host.equals("0.0.0.0")) {
            throw new BadSetting(name + " is not set: give the address by which others reach this machine");
        }
        return value;
    }

    private static Optional<URI> registerAt(Settings settings) throws BadSetting {
        String name = "farandole.emulator.register-at";
        Optional<String> value = settings.text(name);
        if (value.isPresent() && !value.get().matches("http://[A-Za-z0-9.-]+(:[1-9][0-9]{0,4})?/?")) {
            throw new BadSetting(name + "=" + value.get() + ": it must look like http://127.0.0.1:17081");
        }
        return value.map(URI::create);
    }

    private static void end(Exception cause, int status) {
        System.err.println(cause.getMessage());
        System.exit(status);
    }
}
