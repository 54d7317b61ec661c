package org.farandole.simulator;

import java.util.List;
import org.farandole.simulator.scenario.BadInput;
import picocli.CommandLine.ParseResult;

/** Options that mean nothing beside each other: they are refused, so that nobody believes they were heeded. */
final class Contradictions {

    /** @param others what the option leaves no room for */
    private record Rule(String option, List<String> others, String because) {}

    private static final String SAYS_DEMANDS = "the file says what VMs demand";

    private static final List<Rule> RULES = List.of(
            new Rule(
                    "--figure",
                    List.of("--nodes", "--vms", "--policy", "--every", "--placement"),
                    "an experiment has its own sizes and policies"),
            new Rule(
                    "--figure",
                    List.of("--trace", "--queue", "--vm-list", "--faults", "--scenario"),
                    "an experiment draws its load, without faults"),
            new Rule("--figure", List.of("--events", "--csv"), "those are of ordinary runs"),
            new Rule(
                    "--trace",
                    List.of("--load-mean", "--load-period", "--load-deviation", "--load-peak", "--load-steps"),
                    SAYS_DEMANDS),
            new Rule(
                    "--queue",
                    List.of("--load-period", "--load-deviation", "--load-peak", "--load-steps"),
                    SAYS_DEMANDS),
            new Rule("--vm-list", List.of("--vms", "--vm-memory"), "the list says which VMs there are"),
            new Rule("--faults", List.of("--isps-per-site"), "what the limit is to show is measured without faults"),
            new Rule("--scenario", List.of("--isps-per-site"), "what the limit is to show is measured without faults"));

    /** What is about the ring's agents, or about their solves. */
    private static final List<String> OF_THE_RING = List.of(
            "--patience",
            "--room",
            "--headroom",
            "--window",
            "--solve-budget",
            "--ring-order",
            "--isps-per-site",
            "--faults");

    private Contradictions() {}

    /** @throws BadInput naming two options that were given, or one that the policy does not know */
    static void check(ParseResult given) throws BadInput {
        for (Rule rule : RULES) {
            for (String other : rule.others()) {
                if (given.hasMatchedOption(rule.option()) && given.hasMatchedOption(other)) {
                    throw new BadInput(rule.option() + " and " + other + " exclude each other: " + rule.because());
                }
            }
        }
        String policy = given.matchedOptionValue("--policy", "dvms");
        for (String option : OF_THE_RING) {
            if (!policy.equals("dvms") && given.hasMatchedOption(option)) {
                throw new BadInput(option + " is for --policy dvms");
            }
        }
    }
}
