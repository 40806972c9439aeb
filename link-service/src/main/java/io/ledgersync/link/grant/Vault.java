package io.ledgersync.link.grant;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import io.ledgersync.link.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.UUID;

/** Seals tokens so that they can be opened only with our key and only as what they were sealed for. */
public final class Vault {
    private final Aead aead;

    /** @param keyset a Tink keyset in JSON, base64; its primary key seals, all its keys open */
    public Vault(Secret keyset) {
        try {
            AeadConfig.register();
            String json = new String(Base64.getDecoder().decode(keyset.value().strip()), StandardCharsets.UTF_8);
            aead = TinkJsonProtoKeysetFormat.parseKeyset(json, InsecureSecretKeyAccess.get())
                    .getPrimitive(RegistryConfiguration.get(), Aead.class);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            // Without the cause: its words may quote the key.
            throw new IllegalArgumentException("ledgersync.vault.keyset is no AEAD keyset of Tink in JSON, base64 ("
                    + e.getClass().getSimpleName() + ')');
        }
    }

    /** A fresh keyset, as {@code ledgersync.vault.keyset} takes it. */
    public static String newKeyset() {
        try {
            AeadConfig.register();
            KeysetHandle keys = KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM);
            String json = TinkJsonProtoKeysetFormat.serializeKeyset(keys, InsecureSecretKeyAccess.get());
            return Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JVM cannot make an AES key", e);
        }
    }

    byte[] seal(UUID grantId, String secret) {
        try {
            return aead.encrypt(secret.getBytes(StandardCharsets.UTF_8), associated(grantId));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Grant " + grantId + " could not be sealed", e);
        }
    }

    String open(UUID grantId, byte[] sealed) {
        try {
            return new String(aead.decrypt(sealed, associated(grantId)), StandardCharsets.UTF_8);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "Grant " + grantId + " could not be opened: ledgersync.vault.keyset is not the one that sealed it",
                    e);
        }
    }

    private static byte[] associated(UUID grantId) {
        return grantId.toString().getBytes(StandardCharsets.UTF_8);
    }
}
