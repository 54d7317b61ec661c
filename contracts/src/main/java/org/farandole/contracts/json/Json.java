package org.farandole.contracts.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.AnnotationIntrospector;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.MapperBuilder;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;

/**
 * Messages as JSON. A sealed family carries its {@code type}; instants are ISO 8601; durations are ISO 8601; maps are
 * in the order of their keys; what is absent is left out. A reader ignores properties that it does not know (a newer writer may add some) and refuses a message that
 * lacks one it needs: every component of a record that is not {@code @Nullable}. Thread-safe.
 */
public final class Json {

    private static final JsonMapper MAPPER = configure(JsonMapper.builder())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .build();

    private Json() {}

    /** The settings above, put on any mapper: REST and YAML read and write values in the same way. */
    public static <B extends MapperBuilder<?, B>> B configure(B builder) {
        return builder.addModule(new JavaTimeModule())
                .annotationIntrospector(AnnotationIntrospector.pair(
                        new RequiredComponents(), SealedTypes.before(new JacksonAnnotationIntrospector())))
                .defaultPropertyInclusion(
                        JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                .disable(DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE);
    }

    public static byte[] write(Object message) {
        try {
            return MAPPER.writerFor(familyOf(message.getClass())).writeValueAsBytes(message);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "A " + message.getClass().getSimpleName() + " cannot be written as JSON", e);
        }
    }

    /**
     * @throws UnreadableMessage if the bytes are not JSON, are of another type, or break a rule of the type; its message says
     *     which and where
     */
    public static <T> T read(byte[] json, Class<T> type) {
        try {
            T value = MAPPER.readValue(json, type);
            if (value == null) {
                throw new UnreadableMessage("expected a " + type.getSimpleName() + ", found null", null);
            }
            return value;
        } catch (IOException e) {
            throw new UnreadableMessage("not a " + type.getSimpleName() + ": " + Unreadable.inWords(e), e);
        }
    }

    /** The name that stands in {@code type}: {@code step-passed} for a {@code StepPassed}. */
    public static String typeOf(Object message) {
        return SealedTypes.nameOf(message.getClass());
    }

    private static Class<?> familyOf(Class<?> type) {
        for (Class<?> family : type.getInterfaces()) {
            if (family.isSealed()) {
                return familyOf(family);
            }
        }
        return type;
    }
}
