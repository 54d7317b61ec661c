package org.farandole.placement.check;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import org.farandole.placement.Terms;
import org.farandole.placement.Vm;
import org.farandole.placement.plan.Action;

/** What is wrong with an action by itself: a suspension that the VM does not allow, an estimate that is not the terms'. */
final class ActionFaults {

    private final Given given;

    ActionFaults(Given given) {
        this.given = given;
    }

    void addTo(List<Action> actions, List<String> faults) {
        for (int number = 0; number < actions.size(); number++) {
            switch (actions.get(number)) {
                case Action.Migrate migrate -> check(number, migrate, faults);
                case Action.Suspend suspend -> {
                    Vm vm = given.vm(suspend.vm());
                    if (vm != null && !vm.maySuspend()) {
                        faults.add(vm.name() + " must not be suspended");
                    }
                }
                case Action.Resume _, Action.PowerOn _, Action.PowerOff _ -> {}
            }
            if (actions.get(number).estimate().isNegative()) {
                faults.add("action " + number + " would take "
                        + actions.get(number).estimate());
            }
        }
    }

    private void check(int number, Action.Migrate migrate, List<String> faults) {
        Vm vm = given.vm(migrate.vm());
        if (vm != null) {
            Duration expected = time(given.problem.terms(), vm, migrate.source(), migrate.destination());
            if (!migrate.estimate().equals(expected)) {
                faults.add("action " + number + " would take "
                        + migrate.estimate().toMillis() + " ms, by the terms " + expected.toMillis());
            }
        }
    }

    /** As modelled, times both corrections, to the millisecond. */
    static Duration time(Terms terms, Vm vm, String source, String destination) {
        long permille =
                (long) terms.corrections().ofVm(vm.name()) * terms.corrections().ofPair(source, destination);
        return Duration.ofMillis(BigDecimal.valueOf(terms.migrationTime().of(vm).toMillis())
                .multiply(BigDecimal.valueOf(permille))
                .movePointLeft(6)
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact());
    }
}
