package io.ledgersync.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Which serde is used and how it is configured: the resource that the build chose, overridden by
 * {@code ledgersync.registry.properties.*}.
 */
record SerdeSettings(Map<String, String> properties) {
    private static final String RESOURCE = "/ledgersync-serde.properties";

    static SerdeSettings of(WireSettings settings) {
        Properties defaults = new Properties();
        try (InputStream resource = SerdeSettings.class.getResourceAsStream(RESOURCE)) {
            if (resource == null) {
                throw new IllegalStateException("The build put no " + RESOURCE + " on the classpath");
            }
            defaults.load(resource);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> properties = new HashMap<>();
        for (String key : defaults.stringPropertyNames()) {
            properties.put(key, defaults.getProperty(key).replace("{registry}", settings.registryUrl()));
        }
        properties.putAll(settings.serdeProperties());
        return new SerdeSettings(Map.copyOf(properties));
    }

    /** An instance of the class that the key names. */
    <T> T instance(String key, Class<T> type) {
        String name = properties.get(key);
        if (name == null) {
            throw new IllegalArgumentException("ledgersync.registry.properties." + key + " is not set");
        }
        try {
            return type.cast(Class.forName(name).getConstructor().newInstance());
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(name + " cannot be made", e.getCause());
        } catch (ReflectiveOperationException | ClassCastException e) {
            throw new IllegalArgumentException(
                    "ledgersync.registry.properties." + key + " names " + name + ", which is no " + type.getSimpleName()
                            + " on the classpath",
                    e);
        }
    }

    @Nullable
    String value(String key) {
        String value = properties.get(key);
        return value == null || value.isBlank() ? null : value;
    }

    /** The names alone: values may be passwords. */
    @Override
    public String toString() {
        return "SerdeSettings" + properties.keySet();
    }
}
