package org.farandole.monitor.live;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.farandole.contracts.dvms.IspEvent;
import org.farandole.contracts.dvms.Member;
import org.farandole.contracts.monitor.Sample;
import org.farandole.contracts.node.NodeEvent;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.vm.VmEvent;
import org.farandole.monitor.sampling.Loads;
import org.farandole.monitor.violation.ViolationLog;
import org.jspecify.annotations.Nullable;

/** The platform at this moment, for the page. Thread-safe. */
public final class LiveView {

    private final Loads loads;
    private final ViolationLog violations;
    private final NodesView nodes = new NodesView();
    private final VmsView vms = new VmsView();
    private final PartitionsView partitions = new PartitionsView();
    private final Feed feed = new Feed();
    private final AtomicLong changes = new AtomicLong();

    public LiveView(Loads loads, ViolationLog violations) {
        this.loads = loads;
        this.violations = violations;
    }

    public synchronized void on(NodeEvent event) {
        nodes.on(event);
        touch();
    }

    public synchronized void on(VmEvent event) {
        vms.on(event);
        touch();
    }

    public synchronized void on(Member member) {
        nodes.on(member);
        touch();
    }

    /** @param at the broker's time */
    public synchronized void on(IspEvent event, Instant at) {
        partitions.on(event, at);
        feed.on(event, at);
        touch();
    }

    /** A violation that this view reads elsewhere has changed. */
    public void touch() {
        changes.incrementAndGet();
    }

    /** Counts up with every change. */
    long changes() {
        return changes.get() + loads.changes();
    }

    synchronized int ringNumber() {
        return nodes.ring();
    }

    synchronized Ring ring() {
        return new Ring(
                nodes.ring(),
                nodes.all().stream()
                        .map(node -> Ring.Place.of(node.description()))
                        .toList());
    }

    /** @param feedSeen the last line that the reader has */
    synchronized Frame frame(Instant now, long feedSeen) {
        return new Frame(
                now,
                nodes.ring(),
                nodes.all().stream().map(this::bar).toList(),
                partitions.shown(now).stream().map(this::shown).toList(),
                vms.moves().stream().map(this::moving).filter(Objects::nonNull).toList(),
                feed.after(feedSeen),
                nodes.perPhase(),
                nodes.perStep(),
                vms.perState(),
                totals());
    }

    synchronized long lastLine() {
        return feed.last();
    }

    private Frame.Totals totals() {
        return new Frame.Totals(
                violations.now().size(),
                violations.totals(),
                partitions.opened(),
                partitions.ended(),
                vms.migrated(),
                vms.failedMigrations(),
                vms.retries());
    }

    private Frame.Bar bar(NodesView.Node node) {
        Optional<Sample> sample = loads.of(node.description().name());
        return new Frame.Bar(
                node.phase(),
                node.lost(),
                sample.map(Sample::cpuDemandPercent).orElse(-1),
                sample.map(Sample::cpuUsedPercent).orElse(-1),
                sample.map(Sample::capacity)
                        .orElse(node.description().capacity())
                        .cpuPercent(),
                sample.map(Sample::memoryUsedMiB).orElse(-1),
                sample.map(known -> known.vms().size()).orElse(-1),
                node.step() == null ? 0 : node.step().ordinal() + 1,
                sample.map(Tightness::permille).orElse(0),
                sample.map(Tightness::besidesCpu).orElse(null));
    }

    private Frame.Shown shown(PartitionsView.Isp isp) {
        List<Integer> members = isp.members().stream()
                .map(nodes::place)
                .filter(Objects::nonNull)
                .sorted()
                .toList();
        return new Frame.Shown(
                isp.id().toString(), isp.problem(), members, isp.opened().toEpochMilli(), isp.planned(), isp.outcome());
    }

    private Frame.@Nullable Moving moving(VmsView.Move move) {
        Integer source = place(move.source());
        Integer destination = place(move.destination());
        return source == null || destination == null ? null : new Frame.Moving(source, destination);
    }

    private @Nullable Integer place(NodeName node) {
        return nodes.place(node);
    }
}
