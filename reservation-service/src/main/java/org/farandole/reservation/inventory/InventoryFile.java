package org.farandole.reservation.inventory;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.farandole.reservation.ReservationSettings;
import org.farandole.reservation.yaml.BadDocument;

/** Reads the inventory's file at start, if there is one; a bad one ends the start, with every problem. */
@ApplicationScoped
class InventoryFile {

    private final Inventory inventory;
    private final ReservationSettings settings;

    InventoryFile(Inventory inventory, ReservationSettings settings) {
        this.inventory = inventory;
        this.settings = settings;
    }

    void read(@Observes StartupEvent start) {
        settings.inventory().ifPresent(this::read);
    }

    private void read(Path file) {
        try {
            inventory.register(Registrations.read(Files.readString(file)));
        } catch (IOException e) {
            throw new IllegalStateException(
                    "The inventory " + file + " cannot be read: correct farandole.reservation.inventory (" + e + ")",
                    e);
        } catch (BadDocument e) {
            throw new IllegalStateException("The inventory " + file + " is refused: " + e.getMessage(), e);
        }
    }
}
