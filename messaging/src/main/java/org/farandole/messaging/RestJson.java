package org.farandole.messaging;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.farandole.contracts.json.Json;

/** REST speaks JSON as the topics do. */
final class RestJson {

    @Singleton
    @Produces
    ObjectMapper mapper() {
        return Json.configure(JsonMapper.builder()).build();
    }
}
