package org.farandole.hypervisor.emulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.awaitility.Awaitility.await;
import static org.farandole.contracts.node.MacroStep.SET_DEPLOYMENT_ENVIRONMENT;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.farandole.contracts.node.MacroStep;
import org.farandole.contracts.node.NodeDescription;
import org.farandole.contracts.reservation.ReservationId;
import org.farandole.hypervisor.HypervisorException;
import org.farandole.hypervisor.HypervisorException.Fault;
import org.farandole.hypervisor.Hypervisors;
import org.farandole.hypervisor.emulation.Faults;
import org.farandole.hypervisor.emulation.Platform;
import org.farandole.hypervisor.emulation.WorldDescription;
import org.junit.jupiter.api.Test;

class EmulatedDeploymentTest {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final ReservationId RESERVATION = new ReservationId("r-1");

    private final EmulatedDeployment deployment = new EmulatedDeployment();

    @Test
    void sixtyFourNodesAreDeployedAndUndoneAtOnce() throws Exception {
        try (EmulatorServer emulator = EmulatorServer.start(WorldDescription.of(Platform.of(64, 4), 1), 2_000);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> deployments = emulator.nodes().stream()
                    .<Future<?>>map(node -> threads.submit(() -> {
                        deploy(node);
                        return null;
                    }))
                    .toList();
            for (Future<?> each : deployments) {
                each.get(60, TimeUnit.SECONDS);
            }
            assertThat(emulator.summary().nodes()).isEqualTo(Map.of("deployed", 64));

            for (NodeDescription node : emulator.nodes()) {
                deployment.undo(node, LONG);
            }

            assertThat(emulator.summary().nodes()).isEqualTo(Map.of("bare", 64));
        }
    }

    @Test
    void aStepThatFailsSaysWhy() throws Exception {
        Faults faults = Faults.ofProbabilities(1, 0, 0);
        try (EmulatorServer emulator =
                EmulatorServer.start(WorldDescription.of(Platform.of(1, 1), 1).withFaults(faults), 2_000)) {
            NodeDescription node = emulator.nodes().getFirst();

            assertThatThrownBy(() -> deployment.runStep(node, SET_DEPLOYMENT_ENVIRONMENT, RESERVATION, LONG))
                    .hasMessage("SET_DEPLOYMENT_ENVIRONMENT on rennes-1: the deployment environment did not start");
        }
    }

    @Test
    void aStepThatTakesTooLongIsAbortedAndMayBeTriedAgain() throws Exception {
        try (EmulatorServer emulator = EmulatorServer.start(WorldDescription.of(Platform.of(1, 1), 1), 1)) {
            NodeDescription node = emulator.nodes().getFirst();

            assertThatThrownBy(() ->
                            deployment.runStep(node, SET_DEPLOYMENT_ENVIRONMENT, RESERVATION, Duration.ofMillis(50)))
                    .asInstanceOf(type(HypervisorException.class))
                    .satisfies(e -> assertThat(e.fault()).isEqualTo(Fault.TIMEOUT));

            emulator.goAt(2_000);
            deploy(node);
            assertThat(emulator.summary().nodes()).isEqualTo(Map.of("deployed", 1));
        }
    }

    @Test
    void anInterruptAbortsTheStep() throws Exception {
        try (EmulatorServer emulator = EmulatorServer.start(WorldDescription.of(Platform.of(1, 1), 1), 1);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            NodeDescription node = emulator.nodes().getFirst();
            Future<?> step = threads.submit(() -> {
                deployment.runStep(node, SET_DEPLOYMENT_ENVIRONMENT, RESERVATION, LONG);
                return null;
            });
            await().untilAsserted(() -> assertThatThrownBy(() -> deployment.powerOff(node, LONG))
                    .hasMessageContaining("SET_DEPLOYMENT_ENVIRONMENT for r-1 is under way"));

            step.cancel(true);

            emulator.goAt(2_000);
            await().untilAsserted(() -> deployment.powerOff(node, LONG));
            deployment.powerOn(node, LONG);
            assertThat(emulator.summary().nodes()).isEqualTo(Map.of("bare", 1));
        }
    }

    @Test
    void aDeployedNodesHypervisorAnswersUntilItIsOff() throws Exception {
        try (EmulatorServer emulator = EmulatorServer.start(WorldDescription.of(Platform.of(1, 1), 1), 2_000)) {
            NodeDescription node = emulator.nodes().getFirst();
            deploy(node);
            try (var hypervisor = Hypervisors.driverFor(node.hypervisor()).connect(node.name(), node.hypervisor())) {
                assertThat(hypervisor.stats().capacity()).isEqualTo(node.capacity());

                deployment.powerOff(node, LONG);

                assertThatThrownBy(hypervisor::stats).hasMessageContaining("which is off");
            }
        }
    }

    private void deploy(NodeDescription node) throws HypervisorException, InterruptedException {
        for (MacroStep step : MacroStep.values()) {
            deployment.runStep(node, step, RESERVATION, LONG);
        }
    }
}
