package org.farandole.cli.moving;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.farandole.cli.terminal.JsonText;
import org.junit.jupiter.api.Test;

class RoomTest {

    /** Three nodes of one reservation with room for four VMs of 96 MiB each, one of another's. */
    private static final String NODES = """
            [{"node": "a", "memoryMiB": 400}, {"node": "b", "memoryMiB": 400}, {"node": "c", "memoryMiB": 400},
             {"node": "theirs", "memoryMiB": 99999}]
            """;

    private static final String FENCES = """
            [{"node": "a", "readyFor": "r-1"}, {"node": "b", "readyFor": "r-1"}, {"node": "c", "readyFor": "r-1"},
             {"node": "theirs", "readyFor": "r-2"}, {"node": "bare"}]
            """;

    @Test
    void eachGoesWhereMostRoomIsLeft() throws Exception {
        String vms = vms(
                vm("v-1", "a", "running"),
                vm("v-2", "a", "running"),
                vm("v-3", "a", "running"),
                vm("w-1", "b", "running"));

        assertThat(moves(FENCES, vms, 10)).containsExactly("v-1 a c", "v-2 a b", "v-3 a c", "w-1 b c");
        assertThat(moves(FENCES, vms, 2)).containsExactly("v-1 a c", "v-2 a b");
    }

    @Test
    void onlyRunningVmsMoveAndOnlyWhereThereIsRoom() throws Exception {
        String vms = vms(
                vm("v-1", "a", "booting"),
                vm("v-2", "a", "running"),
                vm("w-1", "b", "running"),
                vm("w-2", "b", "running"),
                vm("w-3", "b", "lost"),
                vm("w-4", "b", "checking"),
                vm("x-1", "c", "destroyed"),
                "{\"name\": \"x-2\", \"node\": \"c\", \"destination\": \"a\", \"phase\": \"migrating\", \"reservation\": \"r-1\","
                        + " \"size\": {\"memoryMiB\": 300}}");

        assertThat(moves(FENCES, vms, 10)).containsExactly("v-2 a c");
    }

    @Test
    void nodesThatDrainOrAreLostTakeNone() throws Exception {
        String fences = FENCES.replace("{\"node\": \"b\",", "{\"node\": \"b\", \"draining\": true,")
                .replace("{\"node\": \"c\",", "{\"node\": \"c\", \"lost\": true,");

        assertThat(moves(fences, vms(vm("v-1", "a", "running"), vm("w-1", "b", "running")), 10))
                .containsExactly("w-1 b a");
    }

    private static List<String> moves(String fences, String vms, int most) throws JsonProcessingException {
        JsonNode parsed = JsonText.parse(vms);
        return new Room(JsonText.parse(NODES), JsonText.parse(fences), parsed)
                .moves(parsed, most).stream()
                        .map(move -> move.vm() + " " + move.source() + " " + move.destination())
                        .toList();
    }

    private static String vms(String... vms) {
        return "[" + String.join(",", vms) + "]";
    }

    private static String vm(String name, String node, String phase) {
        return "{\"name\": \"%s\", \"node\": \"%s\", \"phase\": \"%s\", \"reservation\": \"r-1\", \"size\": {\"memoryMiB\": 96}}"
                .formatted(name, node, phase);
    }
}
