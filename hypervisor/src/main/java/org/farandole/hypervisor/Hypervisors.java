package org.farandole.hypervisor;

import java.net.URI;
import java.util.List;
import java.util.ServiceLoader;

/** The drivers at hand. */
public final class Hypervisors {

    private static final List<HypervisorDriver> DRIVERS = ServiceLoader.load(HypervisorDriver.class).stream()
            .map(ServiceLoader.Provider::get)
            .toList();

    private Hypervisors() {}

    /** @throws IllegalArgumentException if no driver serves the URI's scheme */
    public static HypervisorDriver driverFor(URI hypervisor) {
        return DRIVERS.stream()
                .filter(driver -> driver.serves(hypervisor))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No hypervisor driver for " + hypervisor
                        + ": the scheme must be emulated, qemu, qemu+ssh, qemu+tls or test"));
    }
}
