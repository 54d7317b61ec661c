package org.farandole.contracts.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.farandole.contracts.dvms.Member;
import org.farandole.contracts.dvms.RingMail;
import org.farandole.contracts.monitor.Sample;
import org.farandole.contracts.node.MacroStep;
import org.farandole.contracts.node.NodeCommand;
import org.farandole.contracts.node.NodeEvent;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.reservation.ReservationId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a reader says of a message that it refuses: where, then what, in one line. */
class JsonTest {

    @Test
    void aBrokenRuleIsNamedWithItsPlace() {
        assertRefused(
                NodeCommand.class,
                """
                {"type": "power-on", "node": "Rennes 1", "why": "needed"}""",
                "not a NodeCommand: node: 'Rennes 1' is not a node's name: lower-case letters, digits, '-' and '.',"
                        + " at most 63");
    }

    @Test
    void aRuleBrokenDeepInsideIsNamedWithThePathToIt() {
        assertRefused(Sample.class, """
                {"node": "n1", "slot": 0, "at": "2026-11-23T10:00:00Z", "nodeTime": "2026-11-23T10:00:00Z",
                 "capacity": {"cpuPercent": 700, "memoryMiB": 1024}, "cpuUsedPercent": 0, "cpuDemandPercent": 0,
                 "memoryUsedMiB": 0, "vms": [{"vm": "a", "cpuUsedPercent": 0, "cpuDemandPercent": 0, "memoryMiB": 1},
                                             {"vm": "b", "cpuUsedPercent": 0, "memoryMiB": 1}]}""", "not a Sample: vms[1].cpuDemandPercent is missing");
    }

    @Test
    void aRuleOfTheWholeMessageIsNamed() {
        assertRefused(Member.class, """
                {"position": {"key": {"site": "s", "cluster": "c", "node": "n1"}, "slot": 0}, "status": "GONE"}""", "not a Member: Member n1: GONE with incarnation null");
    }

    @Test
    void anotherTypeIsNamed() {
        assertRefused(
                NodeCommand.class,
                """
                {"type": "power-on", "node": "n1", "why": ["needed"]}""",
                "not a NodeCommand: why: Cannot deserialize value of type `java.lang.String` from Array value (token"
                        + " `JsonToken.START_ARRAY`)");
    }

    @Test
    void aFractionIsNoWholeNumber() {
        assertThatThrownBy(() -> read(NodeEvent.class, """
                        {"type": "step-entered", "node": "n1", "reservation": "r-1", "step": "VERIFY", "attempt": 1.5}"""))
                .isInstanceOf(UnreadableMessage.class)
                .hasMessageStartingWith("not a NodeEvent: attempt: ");
    }

    @Test
    void anExecutorsMessageFromAnAgentIsRefused() {
        assertRefused(RingMail.class, """
                {"to": "n1", "slot": 1, "message": {"type": "not-mine", "isp": "n2:1:1", "round": 1}}""", "not a RingMail: A NotMine from null");
    }

    @Test
    void whatIsNoJsonIsRefusedWithThePlace() {
        assertRefused(
                NodeEvent.class,
                "{\"type\":\"off\", node",
                "not a NodeEvent: not JSON at line 1, column 16: Unexpected character ('n' (code 110)): was expecting"
                        + " double-quote to start field name");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "\"off\"",
                "{\"type\":\"off\",\"node\":\"n1\"}{}",
                "{\"type\":\"off\",\"node\":\"n1\"",
                "{\"type\":\"off\",\"node\":\"n1\"} x",
                "{\"type\":[\"off\"],\"node\":\"n1\"}",
                "\u0000\u0001\u0002"
            })
    void whatIsNoMessageIsRefused(String text) {
        assertThatThrownBy(() -> read(NodeEvent.class, text))
                .isInstanceOf(UnreadableMessage.class)
                .hasMessageContaining("NodeEvent")
                .satisfies(refusal -> assertThat(refusal.getMessage().lines()).hasSize(1));
    }

    @Test
    void aTypeIsTheNameOfItsRecord() {
        NodeName node = new NodeName("n1");
        assertThat(Json.typeOf(new NodeEvent.StepEntered(node, new ReservationId("r-1"), MacroStep.VERIFY, 1)))
                .isEqualTo("step-entered");
        assertThat(Json.typeOf(new NodeEvent.Off(node))).isEqualTo("off");
    }

    private static void assertRefused(Class<?> type, String json, String why) {
        assertThatThrownBy(() -> read(type, json))
                .isInstanceOf(UnreadableMessage.class)
                .hasMessage(why);
    }

    private static <T> T read(Class<T> type, String json) {
        return Json.read(json.getBytes(StandardCharsets.UTF_8), type);
    }
}
