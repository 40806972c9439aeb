package io.ledgersync.allinone;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The secrets of a laptop: made at its first start and kept in its data folder, readable by their owner alone. */
public final class Secrets {
    private final Properties properties;

    private Secrets(Properties properties) {
        this.properties = properties;
    }

    /** Reads them from the folder, or makes them there; null keeps them in memory. */
    public static Secrets in(@Nullable Path folder) {
        Properties properties = new Properties();
        if (folder == null) {
            make(properties);
            return new Secrets(properties);
        }
        Path file = folder.resolve("secrets.properties");
        try {
            if (Files.exists(file)) {
                try (var in = Files.newInputStream(file)) {
                    properties.load(in);
                }
            } else {
                Files.createDirectories(folder);
                make(properties);
                Files.createFile(file);
                Files.setPosixFilePermissions(
                        file, Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));
                try (var out = Files.newOutputStream(file)) {
                    properties.store(
                            out, "Made at the first start. Keep it with the data: without it no token can be read.");
                }
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("the secrets in " + file, failed);
        }
        return new Secrets(properties);
    }

    private static void make(Properties properties) {
        byte[] token = new byte[32];
        new SecureRandom().nextBytes(token);
        properties.setProperty("internal-token", HexFormat.of().formatHex(token));
        try {
            AeadConfig.register();
            String keyset = TinkJsonProtoKeysetFormat.serializeKeyset(
                    KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM), InsecureSecretKeyAccess.get());
            properties.setProperty(
                    "vault-keyset", Base64.getEncoder().encodeToString(keyset.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("this platform has no AES-GCM", impossible);
        }
    }

    String internalToken() {
        return properties.getProperty("internal-token");
    }

    String vaultKeyset() {
        return properties.getProperty("vault-keyset");
    }
}
