package org.farandole.simulator.scenario;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.farandole.hypervisor.emulation.Seed;
import org.farandole.hypervisor.emulation.load.MalformedLoad;
import org.farandole.hypervisor.emulation.load.QueueLoad;
import org.farandole.hypervisor.emulation.load.TraceLoad;
import org.farandole.hypervisor.emulation.load.VmList;

/** Recorded loads, read whole: a bad line is refused by its number. */
final class LoadFiles {

    private LoadFiles() {}

    static TraceLoad trace(Path file, Seed seed) throws BadInput {
        try {
            return TraceLoad.parse(file.toString(), lines("--trace", file), seed);
        } catch (MalformedLoad e) {
            throw new BadInput("--trace " + e.getMessage());
        }
    }

    static VmList vmList(Path file) throws BadInput {
        try {
            return VmList.parse(file.toString(), lines("--vm-list", file));
        } catch (MalformedLoad e) {
            throw new BadInput("--vm-list " + e.getMessage());
        }
    }

    /** @param initialPercent demand before the first change */
    static QueueLoad queue(Path file, VmList vms, int initialPercent) throws BadInput {
        try {
            return QueueLoad.parse(file.toString(), lines("--queue", file), vms, initialPercent);
        } catch (MalformedLoad e) {
            throw new BadInput("--queue " + e.getMessage());
        }
    }

    /** A file that does not end with the end of a line was cut in the middle of it. */
    private static List<String> lines(String option, Path file) throws BadInput {
        String text;
        try {
            text = Files.readString(file);
        } catch (IOException e) {
            throw new BadInput(option + " " + file + " cannot be read: give a text file that exists");
        }
        List<String> lines = text.lines().toList();
        if (!text.isEmpty() && !text.endsWith("\n")) {
            throw new BadInput(option + " " + file + ":" + lines.size()
                    + ": the file ends in the middle of the line: it has no newline at its end");
        }
        return lines;
    }
}
