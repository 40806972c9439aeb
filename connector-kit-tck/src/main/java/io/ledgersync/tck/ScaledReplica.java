package io.ledgersync.tck;

import io.ledgersync.sandbox.ScaledClock;
import java.lang.reflect.InvocationTargetException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.support.GenericApplicationContext;

/** A connector's application as it is, by the sandbox's faster clock. */
final class ScaledReplica {
    private ScaledReplica() {}

    /** What it is started with: the application, when the clock began, and how much faster it is. */
    static List<String> arguments(Class<?> application, Instant began, int scale) {
        return List.of(application.getName(), began.toString(), Integer.toString(scale));
    }

    /** Runs it, see {@link #arguments}. */
    public static void main(String[] arguments) throws ClassNotFoundException, InvocationTargetException {
        Clock clock = ScaledClock.begunAt(Instant.parse(arguments[1]), Integer.parseInt(arguments[2]));
        application(Class.forName(arguments[0]))
                .initializers(context -> ((GenericApplicationContext) context)
                        .registerBean("scaledClock", Clock.class, () -> clock, bean -> bean.setPrimary(true)))
                .run();
    }

    private static SpringApplicationBuilder application(Class<?> connector) throws InvocationTargetException {
        try {
            return (SpringApplicationBuilder) connector.getMethod("application").invoke(null);
        } catch (NoSuchMethodException | IllegalAccessException missing) {
            throw new IllegalArgumentException(
                    connector
                            + " must have a public static method application(), which gives its SpringApplicationBuilder",
                    missing);
        }
    }
}
