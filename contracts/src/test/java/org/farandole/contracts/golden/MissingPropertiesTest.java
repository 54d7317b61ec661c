package org.farandole.contracts.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.util.stream.Stream;
import org.farandole.contracts.golden.GoldenTest.Family;
import org.farandole.contracts.json.Json;
import org.farandole.contracts.json.UnreadableMessage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every message, with each of the properties that it needs taken away or null, and with one that nobody knows. */
class MissingPropertiesTest {

    private static final ObjectMapper TREES = new ObjectMapper();

    static Stream<Family> families() {
        return GoldenTest.families().stream();
    }

    @ParameterizedTest
    @MethodSource("families")
    void whatLacksAPropertyIsRefusedWithItsName(Family family) throws IOException {
        for (int i = 0; i < family.examples().size(); i++) {
            for (RecordComponent component : family.examples().get(i).getClass().getRecordComponents()) {
                if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                    ObjectNode lacking = golden(family, i);
                    lacking.remove(component.getName());
                    ObjectNode emptied = golden(family, i);
                    emptied.putNull(component.getName());

                    assertRefused(family, lacking, component.getName() + " is missing");
                    assertRefused(family, emptied, component.getName() + " is null");
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("families")
    void whatLacksItsTypeIsRefused(Family family) throws IOException {
        if (family.type().isSealed()) {
            ObjectNode lacking = golden(family, 0);
            lacking.remove("type");
            ObjectNode unknown = golden(family, 0);
            unknown.put("type", "no-such-type");

            assertRefused(family, lacking, "type is missing");
            assertRefused(family, unknown, "type 'no-such-type' is not known");
        }
    }

    @ParameterizedTest
    @MethodSource("families")
    void whatANewerWriterAddedIsIgnored(Family family) throws IOException {
        for (int i = 0; i < family.examples().size(); i++) {
            ObjectNode newer = golden(family, i);
            newer.putObject("addedLater").put("by", "a newer writer");

            assertThat(Json.read(TREES.writeValueAsBytes(newer), family.type()))
                    .usingRecursiveComparison()
                    .isEqualTo(family.examples().get(i));
        }
    }

    private static ObjectNode golden(Family family, int line) throws IOException {
        return (ObjectNode) TREES.readTree(family.golden().get(line));
    }

    private static void assertRefused(Family family, ObjectNode message, String why) throws IOException {
        byte[] bytes = TREES.writeValueAsBytes(message);
        assertThatThrownBy(() -> Json.read(bytes, family.type()))
                .as("%s", message)
                .isInstanceOf(UnreadableMessage.class)
                .hasMessage("not a " + family.type().getSimpleName() + ": " + why);
    }
}
