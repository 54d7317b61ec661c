package org.farandole.placement.check;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.farandole.placement.plan.Action;
import org.farandole.placement.plan.Plan;

/** Actions on VMs of 1 GiB, and plans of them. */
public final class Actions {

    /** What VMPlaceS measured for 1 GiB. */
    public static final Duration TEN_SECONDS = Duration.ofMillis(10_308);

    private Actions() {}

    public static Action.Migrate migrate(String vm, String source, String destination, Integer... after) {
        return new Action.Migrate(vm, source, destination, TEN_SECONDS, Arrays.asList(after), "test");
    }

    static Action.Suspend suspend(String vm, String node, Integer... after) {
        return new Action.Suspend(vm, node, TEN_SECONDS, Arrays.asList(after), "test");
    }

    static Action.Resume resume(String vm, String node, Integer... after) {
        return new Action.Resume(vm, node, TEN_SECONDS, Arrays.asList(after), "test");
    }

    static Action.PowerOn powerOn(String node, Integer... after) {
        return new Action.PowerOn(node, Duration.ofMinutes(1), Arrays.asList(after), "test");
    }

    static Action.PowerOff powerOff(String node, Integer... after) {
        return new Action.PowerOff(node, Duration.ofMinutes(1), Arrays.asList(after), "test");
    }

    /** A plan that removes no overload. */
    static Plan plan(Action... actions) {
        return gaining(0, actions);
    }

    static Plan gaining(int cpuPercent, Action... actions) {
        return new Plan(List.of(actions), cpuPercent);
    }
}
