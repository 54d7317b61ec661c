package org.farandole.cli.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.farandole.cli.terminal.CommandFailure;
import org.farandole.hypervisor.emulation.Seed;
import org.farandole.hypervisor.emulation.load.MalformedLoad;
import org.farandole.hypervisor.emulation.load.QueueLoad;
import org.farandole.hypervisor.emulation.load.TraceLoad;
import org.farandole.hypervisor.emulation.load.VmList;

/** Recorded loads, read whole as the emulator will read them: a bad line is refused before anything starts. */
final class LoadFiles {

    private static final Seed ANY_SEED = new Seed(1);
    private static final int ANY_PERCENT = 60;

    private LoadFiles() {}

    /** @throws CommandFailure naming the line that is wrong */
    static World.Trace trace(Path file) {
        try {
            TraceLoad.parse(file.toString(), lines("--trace", file), ANY_SEED);
        } catch (MalformedLoad e) {
            throw CommandFailure.badInput("--trace " + e.getMessage());
        }
        return new World.Trace(absolute(file));
    }

    /** @throws CommandFailure naming the line that is wrong */
    static World.Queue queue(Path queue, Path vmList) {
        try {
            VmList vms = VmList.parse(vmList.toString(), lines("--vm-list", vmList));
            QueueLoad.parse(queue.toString(), lines("--queue", queue), vms, ANY_PERCENT);
        } catch (MalformedLoad e) {
            throw CommandFailure.badInput("--queue, --vm-list: " + e.getMessage());
        }
        return new World.Queue(absolute(queue), absolute(vmList));
    }

    private static List<String> lines(String option, Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw CommandFailure.badInput(option + " " + file + " cannot be read: give a text file that exists");
        }
    }

    private static Path absolute(Path file) {
        return file.toAbsolutePath().normalize();
    }
}
