package io.ledgersync.link.grant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.ledgersync.link.Secret;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class VaultTest {
    private final Vault vault = new Vault(new Secret(Vault.newKeyset()));

    @Test
    void opensWhatItSealed() {
        UUID grant = UUID.randomUUID();

        assertThat(vault.open(grant, vault.seal(grant, "a token"))).isEqualTo("a token");
    }

    @Test
    void opensNothingAsAnotherGrants() {
        byte[] sealed = vault.seal(UUID.randomUUID(), "a token");

        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> vault.open(UUID.randomUUID(), sealed));
    }

    @Test
    void opensNothingWithAnotherKey() {
        UUID grant = UUID.randomUUID();
        byte[] sealed = vault.seal(grant, "a token");
        Vault another = new Vault(new Secret(Vault.newKeyset()));

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> another.open(grant, sealed))
                .withMessageContaining("ledgersync.vault.keyset");
    }

    @Test
    void refusesWhatIsNoKeysetWithoutQuotingIt() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> new Vault(new Secret("bm90IGEga2V5c2V0")))
                .withMessageContaining("ledgersync.vault.keyset")
                .withMessageNotContaining("bm90");
    }
}
