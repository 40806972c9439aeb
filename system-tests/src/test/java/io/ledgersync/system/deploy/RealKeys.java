package io.ledgersync.system.deploy;

import java.lang.reflect.RecordComponent;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.type.filter.AnnotationTypeFilter;

/** The keys that the services read: the components of their configuration records. */
final class RealKeys {
    private RealKeys() {}

    /** Every key of every service; one that takes any names below it ends in {@code .*}. */
    static Set<String> all() {
        // Where a provider's API is, a connector asks for by its own provider's name.
        Set<String> keys = new TreeSet<>(Set.of("ledgersync.xero.api-url", "ledgersync.qbo.api-url"));
        for (Class<?> settings : settings()) {
            add(
                    AnnotatedElementUtils.getMergedAnnotation(settings, ConfigurationProperties.class)
                            .prefix(),
                    settings,
                    keys);
        }
        return keys;
    }

    private static Set<Class<?>> settings() {
        ClassPathScanningCandidateComponentProvider scanner = new ClassPathScanningCandidateComponentProvider(false) {
            @Override
            protected boolean isCandidateComponent(AnnotatedBeanDefinition definition) {
                return true;
            }
        };
        scanner.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
        Set<Class<?>> found = new java.util.LinkedHashSet<>();
        scanner.findCandidateComponents("io.ledgersync").forEach(candidate -> {
            try {
                found.add(Class.forName(candidate.getBeanClassName(), false, RealKeys.class.getClassLoader()));
            } catch (ClassNotFoundException impossible) {
                throw new IllegalStateException(impossible);
            }
        });
        return found;
    }

    private static void add(String prefix, Class<?> record, Set<String> keys) {
        if (!record.isRecord()) {
            throw new IllegalStateException(record + " is no record");
        }
        for (RecordComponent component : record.getRecordComponents()) {
            String key = prefix + "." + kebab(component.getName());
            // A record of one value is read from its text: a secret.
            boolean group = component.getType().isRecord()
                    && !component.getType().getRecordComponents()[0].getName().equals("value")
                    && component.getType().getName().startsWith("io.ledgersync");
            if (group) {
                add(key, component.getType(), keys);
            } else {
                keys.add(Map.class.isAssignableFrom(component.getType()) ? key + ".*" : key);
            }
        }
    }

    private static String kebab(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }
}
