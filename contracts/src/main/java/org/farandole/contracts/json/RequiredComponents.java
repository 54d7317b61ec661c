package org.farandole.contracts.json;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedConstructor;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.AnnotatedParameter;
import com.fasterxml.jackson.databind.introspect.NopAnnotationIntrospector;
import java.lang.reflect.RecordComponent;
import java.util.Optional;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/**
 * What a record says of itself holds for its JSON too: a component of a record in a {@code @NullMarked} package must be there
 * and not be null, unless it is {@code @Nullable}.
 */
final class RequiredComponents extends NopAnnotationIntrospector {

    private static final long serialVersionUID = 1;

    @Override
    public @Nullable Boolean hasRequiredMarker(AnnotatedMember member) {
        return component(member).map(component -> !nullable(component)).orElse(null);
    }

    @Override
    public JsonSetter.Value findSetterInfo(Annotated member) {
        return component(member)
                .filter(component -> !nullable(component))
                .map(component -> JsonSetter.Value.forValueNulls(Nulls.FAIL, Nulls.FAIL))
                .orElseGet(JsonSetter.Value::empty);
    }

    private static Optional<RecordComponent> component(Annotated member) {
        if (member instanceof AnnotatedParameter parameter
                && parameter.getOwner() instanceof AnnotatedConstructor constructor) {
            Class<?> type = constructor.getDeclaringClass();
            return type.isRecord()
                            && type.getPackage().isAnnotationPresent(NullMarked.class)
                            && type.getRecordComponents().length == constructor.getParameterCount()
                    ? Optional.of(type.getRecordComponents()[parameter.getIndex()])
                    : Optional.empty();
        }
        return Optional.empty();
    }

    private static boolean nullable(RecordComponent component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }
}
