package io.ledgersync.xero;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Real answers that were recorded, kept outside of the repository: what needs them is skipped where they are not. */
public final class RecordedData {
    private RecordedData() {}

    /** A file below the folder of the recordings. */
    public static byte[] file(String name) throws IOException {
        Path folder = folder();
        Assumptions.assumeTrue(
                folder != null, "no recorded data: set -Dledgersync.recorded or put it in ../shared/data/recorded");
        return Files.readAllBytes(folder.resolve(name));
    }

    private static Path folder() {
        String property = System.getProperty("ledgersync.recorded");
        if (property != null) {
            return Path.of(property);
        }
        for (Path up = Path.of("").toAbsolutePath(); up != null; up = up.getParent()) {
            Path folder = up.resolve("shared/data/recorded");
            if (Files.isDirectory(folder)) {
                return folder;
            }
        }
        return null;
    }
}
