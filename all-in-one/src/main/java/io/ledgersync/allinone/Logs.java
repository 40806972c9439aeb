package io.ledgersync.allinone;

import java.nio.file.Path;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** Where a process writes its log; to be said before the first line of it. */
public final class Logs {
    private Logs() {}

    /** On standard error. */
    public static void toStandardError() {
        takeInOtherLoggers();
    }

    /** Into a file. */
    static void to(Path file) {
        System.setProperty("ledgersync.log.file", file.toString());
        System.setProperty("logback.configurationFile", "logback-file.xml");
        takeInOtherLoggers();
    }

    private static void takeInOtherLoggers() {
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
    }
}
