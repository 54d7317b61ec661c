package org.farandole.provisioner.deployer;

import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.farandole.contracts.node.MacroStep;
import org.farandole.contracts.node.NodeDescription;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.reservation.Booking;
import org.farandole.contracts.reservation.ReservationId;

/** Nodes in memory that do as they are told, for the scheme {@code scripted}. It remembers calls, and any two at once. */
@Singleton
public class ScriptedDeployer implements NodeDeployer {

    /** Of the last macro-step. */
    public static final String NOTE = "as the script says";

    /** What becomes of one call. */
    public interface Answer {
        void give() throws NodeFault, InterruptedException;
    }

    private final Map<String, List<Answer>> script = new ConcurrentHashMap<>();
    private final Map<NodeName, String> underWay = new ConcurrentHashMap<>();
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final List<String> atOnce = new CopyOnWriteArrayList<>();

    /** The next call of that name (a macro-step, {@code undo}, {@code power-on}, {@code power-off}) gets this answer. */
    public void next(NodeName node, String call, Answer answer) {
        script.computeIfAbsent(node + " " + call, _ -> new CopyOnWriteArrayList<>())
                .add(answer);
    }

    public void next(NodeName node, MacroStep step, Answer answer) {
        next(node, step.name(), answer);
    }

    public static Answer fails(String cause) {
        return () -> {
            throw new NodeFault(cause, null);
        };
    }

    /** Never answers; {@code reached} counts down when the call has come. */
    public static Answer hangs(CountDownLatch reached) {
        return () -> {
            reached.countDown();
            new CountDownLatch(1).await();
        };
    }

    /** {@code node call}, in the order they came. */
    public List<String> calls(NodeName node) {
        return calls.stream()
                .filter(call -> call.startsWith(node + " "))
                .map(call -> call.substring(node.value().length() + 1))
                .toList();
    }

    /** Calls that came while another on the same node was under way. */
    public List<String> atOnce() {
        return List.copyOf(atOnce);
    }

    @Override
    public boolean serves(URI hypervisor) {
        return "scripted".equals(hypervisor.getScheme());
    }

    @Override
    public Optional<String> runStep(NodeDescription node, MacroStep step, Booking booking, Duration timeout)
            throws NodeFault, InterruptedException {
        answer(node.name(), step.name());
        return step == MacroStep.VERIFY ? Optional.of(NOTE) : Optional.empty();
    }

    @Override
    public void undo(NodeDescription node, ReservationId reservation, Duration timeout)
            throws NodeFault, InterruptedException {
        answer(node.name(), "undo");
    }

    @Override
    public void powerOn(NodeDescription node, Duration timeout) throws NodeFault, InterruptedException {
        answer(node.name(), "power-on");
    }

    @Override
    public void powerOff(NodeDescription node, Duration timeout) throws NodeFault, InterruptedException {
        answer(node.name(), "power-off");
    }

    private void answer(NodeName node, String call) throws NodeFault, InterruptedException {
        calls.add(node + " " + call);
        String other = underWay.putIfAbsent(node, call);
        if (other != null) {
            atOnce.add(node + ": " + other + " and " + call);
        }
        try {
            List<Answer> answers = script.getOrDefault(node + " " + call, new ArrayList<>());
            if (!answers.isEmpty()) {
                answers.removeFirst().give();
            }
        } finally {
            underWay.remove(node, call);
        }
    }
}
