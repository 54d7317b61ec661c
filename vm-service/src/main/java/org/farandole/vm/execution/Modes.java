package org.farandole.vm.execution;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import org.farandole.contracts.dvms.Mode;
import org.farandole.contracts.topic.Topics;
import org.farandole.messaging.Outbox;
import org.farandole.vm.database.Database;

/** What the platform does with its own decisions; {@code ACT} until somebody says otherwise. Thread-safe. */
@ApplicationScoped
public class Modes {

    private static final String KEY = "mode";

    private final Database database;
    private final Outbox outbox;

    Modes(Database database, Outbox outbox) {
        this.database = database;
        this.outbox = outbox;
    }

    public Mode current() {
        return database.first("select kind from mode", row -> new Mode(Mode.Kind.valueOf(row.getString(1))))
                .orElseGet(() -> new Mode(Mode.Kind.ACT));
    }

    /** Holds from the next plan on, here; the agents read it from {@code dvms.mode}. */
    @Transactional
    public void change(Mode mode) {
        database.run(
                "insert into mode (kind) values (?) on conflict (one) do update set kind = excluded.kind", mode.kind());
        outbox.add(Topics.MODE, KEY, mode);
    }
}
