package org.farandole.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The checker passes a run that is right, and finds each way in which one can be wrong. */
class CheckerTest {

    private static final Run RUN = new Run(60, 60, Duration.ofSeconds(60), Duration.ofSeconds(20));

    enum Breach {
        ACCEPTED_WITHIN_ANOTHER(Invariant.ONE_PLAN_PER_FENCE, "while ISP n1:5:0 held it") {
            @Override
            void commit(Story story) {
                after(
                                story,
                                entry -> entry.toString().contains("ring")
                                        && entry.body()
                                                .at("/message/type")
                                                .asText()
                                                .equals("accepted"))
                        .mail("n1", "{'type':'accepted','isp':'n9:1:0','fence':7}");
            }
        },
        ACCEPTED_AT_AN_OLD_FENCE(Invariant.ONE_PLAN_PER_FENCE, "to fence 3 after fence 6") {
            @Override
            void commit(Story story) {
                story.mail("n1", "{'type':'accepted','isp':'n9:1:0','fence':3}");
            }
        },
        FINISHED_BY_ANOTHER(Invariant.ONE_PLAN_PER_FENCE, "gave node n2 back") {
            @Override
            void commit(Story story) {
                story.mail("n2", "{'type':'finished','isp':'n9:1:0','fence':8}");
            }
        },
        MIGRATION_WITHOUT_PLAN(Invariant.MIGRATION_BY_ACCEPTED_PLAN, "no accepted plan") {
            @Override
            void commit(Story story) {
                after(story, entry -> entry.is("migrated"))
                        .tell("vm.events", "c", "{'type':'migrating','vm':'c','node':'n2','destination':'n1'}");
            }
        },
        DEFINED_TWICE(Invariant.VM_ON_ONE_NODE, "defined on n1 while it is on n2") {
            @Override
            void commit(Story story) {
                after(story, entry -> entry.is("migrated"))
                        .tell("vm.events", "c", "{'type':'defined','vm':'c','node':'n1'}");
            }
        },
        LEFT_BEHIND(Invariant.VM_ON_ONE_NODE, "VM b is left on n1") {
            @Override
            void commit(Story story) {
                story.entries()
                        .removeIf(entry -> entry.is("destroyed") && entry.key().equals("b"));
            }
        },
        MEMORY_EXCEEDED(Invariant.MEMORY_HOLDS, "takes node n2 to 3072 MiB of 2048") {
            @Override
            void commit(Story story) {
                after(story, entry -> entry.is("migrated"))
                        .tell(
                                "vm.events",
                                "b",
                                "{'type':'migrating','vm':'b','node':'n1','destination':'n2','isp':'n1:5:0'}");
            }
        },
        ISP_WITHOUT_END(Invariant.EVERY_ISP_ENDS, "ISP n1:5:0 ended 0 times") {
            @Override
            void commit(Story story) {
                story.entries().removeIf(entry -> entry.topic().equals("dvms.partitions") && entry.is("ended"));
            }
        },
        ISP_WITH_TWO_ENDS(Invariant.EVERY_ISP_ENDS, "ISP n1:5:0 ended 2 times") {
            @Override
            void commit(Story story) {
                story.tell(
                        "dvms.partitions", "n1:5:0", "{'type':'ended','isp':'n1:5:0','outcome':'FAILED','members':[]}");
            }
        },
        NODE_BOOKED_TWICE(Invariant.BOOKED_ONCE, "node n2 belongs to") {
            @Override
            void commit(Story story) {
                after(story, entry -> entry.is("migrated"))
                        .tell(
                                "reservation.events",
                                "r-2",
                                "{'type':'started','booking':{'reservation':'r-2','nodes':[{'key':{'node':'n2'}}],'subnet':'10.0.4.0/22','vlan':{'kind':'GLOBAL','number':11}}}");
            }
        },
        SUBNET_BOOKED_TWICE(Invariant.BOOKED_ONCE, "subnet 10.0.0.0/22 belongs to") {
            @Override
            void commit(Story story) {
                after(story, entry -> entry.is("migrated"))
                        .tell(
                                "reservation.events",
                                "r-2",
                                "{'type':'started','booking':{'reservation':'r-2','nodes':[],'subnet':'10.0.0.0/22','vlan':{'kind':'GLOBAL','number':11}}}");
            }
        },
        NODE_NOT_GIVEN_BACK(Invariant.BOOKED_ONCE, "node n1 was not given back") {
            @Override
            void commit(Story story) {
                story.entries()
                        .removeIf(entry -> entry.is("released") && entry.key().equals("n1"));
            }
        },
        HEALTHY_NODE_OVERLOADED(Invariant.NO_HARM_NO_PING_PONG, "takes node n2 from 50 % to 130 %") {
            @Override
            void commit(Story story) {
                after(story, entry -> entry.is("computed"))
                        .tell(
                                "dvms.decisions",
                                "n1:5:0",
                                "{'type':'plan','isp':'n1:5:0','round':1,'fences':{'n1':4,'n2':2},'actions':[{'vm':'b','source':'n1','destination':'n2'}]}");
            }
        },
        PING_PONG(Invariant.NO_HARM_NO_PING_PONG, "VM a goes back to n1") {
            @Override
            void commit(Story story) {
                after(story, entry -> entry.is("migrated"))
                        .tell(
                                "vm.events",
                                "a",
                                "{'type':'migrating','vm':'a','node':'n2','destination':'n1','isp':'n2:6:0'}");
            }
        },
        DEAD_LETTER(Invariant.EVERY_RECORD_WAS_READ, "could not be handled") {
            @Override
            void commit(Story story) {
                story.tell("vm.events.dead-letter", "a", "{'type':'nonsense'}");
            }
        },
        HELD_IN_THE_END(Invariant.ONE_PLAN_PER_FENCE, "node n2 is still held by ISP n1:5:0") {
            @Override
            void commit(Story story) {
                story.entries()
                        .removeIf(entry -> entry.text("to").equals("n2")
                                && entry.body().at("/message/type").asText().equals("finished"));
            }
        },
        MIGRATION_AFTER_ITS_PLAN(Invariant.MIGRATION_BY_ACCEPTED_PLAN, "says at that time") {
            @Override
            void commit(Story story) {
                story.tell(
                        "vm.events",
                        "a",
                        "{'type':'migrating','vm':'a','node':'n1','destination':'n2','isp':'n1:5:0'}");
            }
        },
        ISP_BEYOND_ITS_BOUND(Invariant.EVERY_ISP_ENDS, "its bound is") {
            @Override
            void commit(Story story) {
                story.entries().removeIf(entry -> entry.topic().equals("dvms.partitions") && entry.is("ended"));
                story.later(java.time.Duration.ofMinutes(5))
                        .tell(
                                "dvms.partitions",
                                "n1:5:0",
                                "{'type':'ended','isp':'n1:5:0','outcome':'SOLVED','members':[]}");
            }
        },
        SUBNETS_OVERLAP(Invariant.BOOKED_ONCE, "subnet 10.0.0.0/16 belongs to") {
            @Override
            void commit(Story story) {
                after(story, entry -> entry.is("migrated"))
                        .tell(
                                "reservation.events",
                                "r-2",
                                "{'type':'started','booking':{'reservation':'r-2','nodes':[],'subnet':'10.0.0.0/16','vlan':{'kind':'GLOBAL','number':11}}}");
            }
        },
        PLAN_FROM_NOWHERE(Invariant.NO_HARM_NO_PING_PONG, "no recorded solve of ISP n1:5:0") {
            @Override
            void commit(Story story) {
                story.entries().removeIf(entry -> entry.is("computed"));
            }
        },
        NO_SAMPLES(Invariant.TOPICS_HAVE_RECORDS, "monitor.samples is empty") {
            @Override
            void commit(Story story) {
                story.entries().removeIf(entry -> entry.topic().equals("monitor.samples"));
            }
        };

        private final Invariant broken;
        private final String found;

        Breach(Invariant broken, String found) {
            this.broken = broken;
            this.found = found;
        }

        abstract void commit(Story story);

        /** The next record is told right after the first such entry. */
        private static Story after(Story story, Predicate<Entry> last) {
            story.goBackTo(story.entries().stream().filter(last).findFirst().orElseThrow());
            return story;
        }
    }

    @Test
    void passesARunThatIsRight() {
        Verdict verdict = Checker.check(Story.wellRun().recording(), RUN);

        assertThat(verdict.findings()).isEmpty();
        assertThat(verdict.broken()).isZero();
        assertThat(verdict.checked()).isEqualTo(Invariant.values().length);
    }

    @Test
    void failsOnEmptyTopics() {
        Verdict verdict = Checker.check(Recording.of(List.of()), RUN);

        assertThat(verdict.broken()).isEqualTo(1);
        assertThat(verdict.findings()).hasSize(10);
    }

    @ParameterizedTest
    @EnumSource
    void finds(Breach breach) {
        Story story = Story.wellRun();
        breach.commit(story);

        Verdict verdict = Checker.check(story.recording(), RUN);

        assertThat(verdict.findings())
                .anySatisfy(finding ->
                        assertThat(finding).startsWith(breach.broken.toString()).contains(breach.found));
    }

    @Test
    void takesARepeatedAnswerForTheSame() {
        Story story = Story.wellRun().mail("n1", "{'type':'accepted','isp':'n1:5:0','fence':5}");

        assertThat(Checker.check(story.recording(), RUN).findings()).isEmpty();
    }
}
