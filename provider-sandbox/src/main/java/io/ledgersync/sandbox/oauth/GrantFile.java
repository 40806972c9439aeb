package io.ledgersync.sandbox.oauth;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The grants on disk, so that a link outlives the simulator's process; nothing when there is no folder. */
public final class GrantFile {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final @Nullable Path file;

    public GrantFile(@Nullable Path folder) {
        this.file = folder == null ? null : folder.resolve("grants.json");
    }

    List<Grant> read() {
        List<Grant> grants = new ArrayList<>();
        if (file != null && Files.exists(file)) {
            JSON.readTree(file).forEach(node -> grants.add(grant(node)));
        }
        return grants;
    }

    private static Grant grant(JsonNode node) {
        Grant grant =
                new Grant(node.path("provider").asString(), node.path("user").asString());
        grant.scope = node.path("scope").asString();
        grant.consent = node.path("consent").asString();
        grant.refreshToken = node.path("refreshToken").asString();
        grant.refreshed = Instant.parse(node.path("refreshed").asString());
        grant.used = Instant.parse(node.path("used").asString(grant.refreshed.toString()));
        grant.previousRefreshToken = node.path("previousRefreshToken").asString(null);
        grant.previousUntil = Instant.parse(node.path("previousUntil").asString(Instant.EPOCH.toString()));
        grant.revoked = node.path("revoked").asBoolean();
        node.path("connections")
                .forEach(one -> grant.connections.put(
                        one.path("organisationId").asString(),
                        new Grant.Connection(
                                one.path("id").asString(),
                                one.path("organisationId").asString(),
                                Instant.parse(one.path("created").asString()),
                                Instant.parse(one.path("updated").asString()),
                                one.path("consent").asString())));
        return grant;
    }

    void write(Collection<Grant> grants) {
        if (file == null) {
            return;
        }
        ArrayNode all = JSON.createArrayNode();
        for (Grant grant : grants) {
            ObjectNode node = all.addObject()
                    .put("provider", grant.provider)
                    .put("user", grant.user)
                    .put("scope", grant.scope)
                    .put("consent", grant.consent)
                    .put("refreshToken", grant.refreshToken)
                    .put("refreshed", grant.refreshed.toString())
                    .put("used", grant.used.toString())
                    .put("previousRefreshToken", grant.previousRefreshToken)
                    .put("previousUntil", grant.previousUntil.toString())
                    .put("revoked", grant.revoked);
            ArrayNode connections = node.putArray("connections");
            grant.connections.values().forEach(one -> connections
                    .addObject()
                    .put("id", one.id())
                    .put("organisationId", one.organisationId())
                    .put("created", one.created().toString())
                    .put("updated", one.updated().toString())
                    .put("consent", one.consent()));
        }
        try {
            Path next = file.resolveSibling("grants.json.next");
            Files.writeString(next, all.toString());
            Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException unwritable) {
            throw new UncheckedIOException("the sandbox's grants in " + file, unwritable);
        }
    }
}
