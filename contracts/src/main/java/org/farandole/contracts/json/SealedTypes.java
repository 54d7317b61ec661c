package org.farandole.contracts.json;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.AnnotationIntrospector;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.introspect.NopAnnotationIntrospector;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.databind.jsontype.TypeResolverBuilder;
import com.fasterxml.jackson.databind.jsontype.impl.StdTypeResolverBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Writes a value of a sealed family with a property {@code type}: the record's name in kebab case ({@code StepPassed} is
 * {@code step-passed}). The records themselves stay free of annotations.
 */
final class SealedTypes extends NopAnnotationIntrospector {

    private static final long serialVersionUID = 1;

    static String nameOf(Class<?> member) {
        return member.getSimpleName().replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }

    @Override
    public @Nullable TypeResolverBuilder<?> findTypeResolver(
            MapperConfig<?> config, AnnotatedClass type, JavaType base) {
        if (!isMemberOfFamily(type.getRawType())) {
            return null;
        }
        return new StdTypeResolverBuilder()
                .init(
                        JsonTypeInfo.Value.construct(
                                JsonTypeInfo.Id.NAME, JsonTypeInfo.As.PROPERTY, "type", null, false, true),
                        null);
    }

    @Override
    public @Nullable List<NamedType> findSubtypes(Annotated type) {
        if (!type.getRawType().isSealed()) {
            return null;
        }
        List<NamedType> members = new ArrayList<>();
        collect(type.getRawType(), members);
        return members;
    }

    @Override
    public @Nullable String findTypeName(AnnotatedClass type) {
        return isMemberOfFamily(type.getRawType()) ? nameOf(type.getRawType()) : null;
    }

    private static void collect(Class<?> family, List<NamedType> members) {
        for (Class<?> member : family.getPermittedSubclasses()) {
            if (member.isSealed()) {
                collect(member, members);
            } else {
                members.add(new NamedType(member, nameOf(member)));
            }
        }
    }

    private static boolean isMemberOfFamily(Class<?> type) {
        return isFamily(type)
                || (type.isRecord() && List.of(type.getInterfaces()).stream().anyMatch(SealedTypes::isFamily));
    }

    private static boolean isFamily(Class<?> type) {
        return type.isSealed() && type.getName().startsWith("org.farandole.");
    }

    static AnnotationIntrospector before(AnnotationIntrospector others) {
        return AnnotationIntrospector.pair(new SealedTypes(), others);
    }
}
