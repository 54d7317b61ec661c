package org.farandole.simulator.scenario;

import java.time.Duration;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.farandole.hypervisor.emulation.MigrationModel;
import org.farandole.hypervisor.emulation.load.Load;
import org.jspecify.annotations.Nullable;

/** Another load, which stands still from a moment on. */
record CalmLoad(Load other, Duration until) implements Load {

    CalmLoad {
        Objects.requireNonNull(other, "other");
        Objects.requireNonNull(until, "until");
    }

    @Override
    public int initialPercent() {
        return other.initialPercent();
    }

    @Override
    public Iterator<Change> changes(int vm) {
        Iterator<Change> changes = other.changes(vm);
        return new Iterator<>() {
            private @Nullable Change next = take();

            private @Nullable Change take() {
                Change change = changes.hasNext() ? changes.next() : null;
                return change == null || change.at().compareTo(until) >= 0 ? null : change;
            }

            @Override
            public boolean hasNext() {
                return next != null;
            }

            @Override
            public Change next() {
                Change change = next;
                if (change == null) {
                    throw new NoSuchElementException("It is calm from " + until + " on");
                }
                next = take();
                return change;
            }
        };
    }

    @Override
    public MigrationModel.Traits traits(int vm) {
        return other.traits(vm);
    }
}
