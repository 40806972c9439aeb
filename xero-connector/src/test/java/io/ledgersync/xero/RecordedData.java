package io.ledgersync.xero;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/**
 * Real answers that were recorded, and Xero's description of its APIs, kept outside of the repository: what needs them
 * is skipped where they are not.
 */
public final class RecordedData {
    private RecordedData() {}

    /** A file below the folder of the recordings. */
    public static byte[] file(String name) throws IOException {
        Path folder = folder();
        Assumptions.assumeTrue(
                folder != null, "no recorded data: set -Dledgersync.recorded or put it in ../shared/data/recorded");
        return Files.readAllBytes(folder.resolve(name));
    }

    /** A file of Xero's own description of its APIs. */
    public static byte[] described(String name) throws IOException {
        Path folder = above("shared/data/openapi");
        Assumptions.assumeTrue(folder != null, "Xero's OpenAPI files are not in ../shared/data/openapi");
        return Files.readAllBytes(folder.resolve(name));
    }

    private static Path folder() {
        String property = System.getProperty("ledgersync.recorded");
        return property == null ? above("shared/data/recorded") : Path.of(property);
    }

    private static Path above(String name) {
        for (Path up = Path.of("").toAbsolutePath(); up != null; up = up.getParent()) {
            Path folder = up.resolve(name);
            if (Files.isDirectory(folder)) {
                return folder;
            }
        }
        return null;
    }
}
