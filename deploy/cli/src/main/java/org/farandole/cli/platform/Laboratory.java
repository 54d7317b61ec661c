package org.farandole.cli.platform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.farandole.cli.terminal.CommandFailure;
import org.farandole.cli.terminal.JsonText;

/**
 * The laboratory's nodes: Linux hosts with libvirt on this machine (docs/lab.md).
 *
 * @param inventory its nodes, as reservation-service reads them
 * @param agentsOnNodes each node's agent runs on the node itself
 */
public record Laboratory(Path inventory, boolean agentsOnNodes) implements Ground {

    /** The guests' network, all of it. */
    private static final String GUESTS = "10.144.0.0/14";

    /** This machine's address on the nodes' network, for the agents that run there. */
    private static final String FRONTEND = "10.157.1.1";

    private static final int KAFKA_OFFSET = 94;

    @Override
    public List<Program> programs() {
        return Arrays.stream(Program.values())
                .filter(program -> program != Program.EMULATOR)
                .toList();
    }

    @Override
    public Optional<String> kafkaForNodes(Ports ports) {
        return agentsOnNodes ? Optional.of(FRONTEND + ":" + (ports.base() + KAFKA_OFFSET)) : Optional.empty();
    }

    /** @throws CommandFailure if it is not up */
    static Laboratory of(Installation installation, boolean agentsOnNodes) {
        Path inventory = installation.runs().resolve("lab/nodes.json");
        if (!Files.isReadable(inventory)) {
            throw CommandFailure.cannotStart("no laboratory is up: start one with ./farandole lab up 4");
        }
        return new Laboratory(agentsOnNodes ? pinned(inventory) : inventory, agentsOnNodes);
    }

    /** The same nodes, whose agents run where the inventory says: not in the common process. */
    private static Path pinned(Path inventory) {
        Path pinned = inventory.resolveSibling("nodes-with-agents.json");
        try {
            JsonNode nodes = JsonText.parse(Files.readString(inventory));
            nodes.forEach(
                    node -> ((ObjectNode) node).withObjectProperty("properties").put("agent", "pinned"));
            Files.writeString(pinned, JsonText.indented(nodes));
            return pinned;
        } catch (IOException e) {
            throw CommandFailure.cannotStart("the laboratory's nodes cannot be read (" + e.getMessage()
                    + "): end it with ./farandole lab down, and start it again");
        }
    }

    /** Starts each node's agent on the node, and returns when they are started. @param kafka as the nodes reach it */
    static void startAgents(Installation installation, String kafka) throws InterruptedException {
        Path script = installation.root().resolve("deploy/lab/agents");
        try {
            int status = new ProcessBuilder(script.toString(), kafka)
                    .inheritIO()
                    .start()
                    .waitFor();
            if (status != 0) {
                throw CommandFailure.failed("the agents did not start on the nodes: see what " + script + " said");
            }
        } catch (IOException e) {
            throw CommandFailure.cannotStart(script + " cannot be run: " + e.getMessage());
        }
    }

    @Override
    public double speed() {
        return 1;
    }

    @Override
    public List<String> settings(Program program, Ports ports) {
        return switch (program) {
            case RESERVATION ->
                List.of("-Dfarandole.reservation.inventory=" + inventory, "-Dfarandole.reservation.subnets=" + GUESTS);
            case PROVISIONER -> with("-Dfarandole.provisioner.guests=" + GUESTS);
            case VM -> with("-Dfarandole.vm.check-timeout=PT60S", "-Dfarandole.vm.ordered-move-timeout=PT60S");
            case MONITOR -> with();
            // a boot and a migration take CPU too, for a few seconds: that is no overload
            case AGENT -> List.of("-Dfarandole.agent.overload-window=PT5S");
            case KAFKA, POSTGRESQL, EMULATOR -> List.of();
        };
    }

    private List<String> with(String... more) {
        List<String> settings = new ArrayList<>(List.of(
                "-Dfarandole.libvirt.plain-tcp=true",
                "-Dfarandole.libvirt.answer-port=7007",
                "-Dfarandole.libvirt.authorized-keys=" + inventory.resolveSibling("ssh_key.pub")));
        settings.addAll(List.of(more));
        return settings;
    }
}
