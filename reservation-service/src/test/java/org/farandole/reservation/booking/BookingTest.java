package org.farandole.reservation.booking;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.farandole.messaging.LocalServers;
import org.farandole.reservation.Platform;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LocalServers.class)
class BookingTest {

    @Test
    void booksAllThatIsAsked() {
        register("rennes", 6);

        book(Platform.manifest("all", "rennes", 4, ""))
                .statusCode(201)
                .body("state", equalTo("started"))
                .body("nodes", contains("rennes-0", "rennes-1", "rennes-2", "rennes-3"))
                .body("subnet", startsWith("10."))
                .body("vlan.kind", equalTo("GLOBAL"));
    }

    private static void register(String site, int count) {
        given().contentType("application/json")
                .body(Platform.nodes(site, count))
                .post("/nodes")
                .then()
                .statusCode(200)
                .body("$", hasSize(count));
    }

    private static ValidatableResponse book(String manifest) {
        return given().contentType("application/yaml")
                .body(manifest.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .post("/reservations")
                .then();
    }
}
