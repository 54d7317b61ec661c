package org.farandole.vm.lane;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.vm.VmName;
import org.farandole.vm.lane.Job.Kind;

/**
 * One node's queue. Commands of one VM run one after the other, in their order; of different VMs, side by side up to a limit
 * for each kind. A destroy does not wait for what is being done to the VM: that is interrupted, and what waits is dropped.
 * Each job has a virtual thread. Thread-safe.
 */
final class Lane {

    private final NodeName node;
    private final Map<Kind, Integer> limits;
    private final int capacity;
    private final Consumer<Job> work;
    private final Consumer<Job> dropped;
    private final Map<Kind, Deque<Job>> waiting = new EnumMap<>(Kind.class);
    private final Map<Kind, Integer> running = new EnumMap<>(Kind.class);
    private final Map<VmName, Thread> threads = new HashMap<>();
    private final Map<VmName, Job> jobs = new HashMap<>();
    private final Set<String> known = new HashSet<>();

    /**
     * @param work carries a job out; interrupted when it is no longer wanted
     * @param dropped told of a job that will not be carried out, as its VM is to be destroyed
     */
    Lane(NodeName node, Map<Kind, Integer> limits, int capacity, Consumer<Job> work, Consumer<Job> dropped) {
        this.node = node;
        this.limits = Map.copyOf(limits);
        this.capacity = capacity;
        this.work = work;
        this.dropped = dropped;
        for (Kind kind : Kind.values()) {
            waiting.put(kind, new ArrayDeque<>());
            running.put(kind, 0);
        }
    }

    /** @return false if the queue is full; a destroy always finds room, and a job that is known is not taken twice */
    boolean submit(Job job) {
        List<Job> superseded = List.of();
        synchronized (this) {
            if (known.contains(job.command().id())) {
                return true;
            }
            if (job.kind() == Kind.LAUNCH && queue(Kind.LAUNCH).size() >= capacity) {
                return false;
            }
            known.add(job.command().id());
            if (job.kind() == Kind.END) {
                superseded = supersede(job.command().vm());
            }
            queue(job.kind()).addLast(job);
            pump();
        }
        superseded.forEach(dropped);
        return true;
    }

    private List<Job> supersede(VmName vm) {
        Thread thread = threads.get(vm);
        Job current = jobs.get(vm);
        if (thread != null && current != null && current.kind() == Kind.LAUNCH) {
            thread.interrupt();
        }
        return remove(Kind.LAUNCH, job -> job.command().vm().equals(vm));
    }

    private List<Job> remove(Kind kind, Predicate<Job> unwanted) {
        List<Job> removed = queue(kind).stream().filter(unwanted).toList();
        queue(kind).removeAll(removed);
        removed.forEach(job -> known.remove(job.command().id()));
        return removed;
    }

    /** Interrupts what is being done to a VM, as its node is lost. */
    synchronized void interrupt(VmName vm) {
        Thread thread = threads.get(vm);
        if (thread != null) {
            thread.interrupt();
        }
    }

    /** Forgets what waits and interrupts what runs; returns the threads, which end soon. */
    synchronized List<Thread> stop() {
        waiting.values().forEach(Deque::clear);
        List<Thread> ending = new ArrayList<>(threads.values());
        ending.forEach(Thread::interrupt);
        return ending;
    }

    private void pump() {
        for (Kind kind : Kind.values()) {
            Iterator<Job> next = queue(kind).iterator();
            while (next.hasNext() && running.getOrDefault(kind, 0) < limits.getOrDefault(kind, 1)) {
                Job job = next.next();
                if (!threads.containsKey(job.command().vm())) {
                    next.remove();
                    start(job);
                }
            }
        }
    }

    private void start(Job job) {
        running.merge(job.kind(), 1, Integer::sum);
        Thread thread = Thread.ofVirtual().name(node + "/" + job.command().vm()).unstarted(() -> run(job));
        threads.put(job.command().vm(), thread);
        jobs.put(job.command().vm(), job);
        thread.start();
    }

    private void run(Job job) {
        try {
            work.accept(job);
        } finally {
            synchronized (this) {
                running.merge(job.kind(), -1, Integer::sum);
                threads.remove(job.command().vm());
                jobs.remove(job.command().vm());
                known.remove(job.command().id());
                pump();
            }
        }
    }

    private Deque<Job> queue(Kind kind) {
        Deque<Job> queue = waiting.get(kind);
        if (queue == null) {
            throw new IllegalStateException("Lane " + node + " has no queue for " + kind);
        }
        return queue;
    }
}
