package io.ledgersync.embedded;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.WriteModel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddedDocumentsTest {
    private static final ReplaceOptions UPSERT = new ReplaceOptions().upsert(true);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anOlderDocumentDoesNotReplaceANewerOne(boolean kept) {
        try (EmbeddedInfrastructure infrastructure =
                        EmbeddedInfrastructure.start(EnumSet.of(Part.MONGO), kept ? folder : null);
                MongoClient client = MongoClients.create(infrastructure.mongoUri())) {
            MongoCollection<Document> documents = client.getDatabase("test").getCollection("documents");
            write(documents, "a", 2);
            write(documents, "a", 3);
            assertThatThrownBy(() -> write(documents, "a", 1))
                    .isInstanceOf(MongoWriteException.class)
                    .hasMessageContaining("E11000");
            write(documents, "b", 1);

            assertThat(documents.find(eq("_id", "a")).first()).isEqualTo(new Document("_id", "a").append("n", 3));
            assertThat(documents.find(new Document("_id", "a").append("n", 2))).isEmpty();
            assertThat(documents.find(and(eq("_id", "a"), eq("n", 3)))).hasSize(1);
            assertThat(documents.find(and(in("_id", "a", "b", "c"), lt("n", 2))))
                    .hasSize(1);
            assertThat(documents.countDocuments()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aGuardedWriteDoesNotReadTheWholeCollection(boolean kept) {
        try (EmbeddedInfrastructure infrastructure =
                        EmbeddedInfrastructure.start(EnumSet.of(Part.MONGO), kept ? folder : null);
                MongoClient client = MongoClients.create(infrastructure.mongoUri())) {
            MongoCollection<Document> documents = client.getDatabase("test").getCollection("documents");
            long began = System.nanoTime();
            for (int round = 1; round <= 2; round++) {
                List<WriteModel<Document>> bulk = new ArrayList<>();
                for (int n = 0; n < 10_000; n++) {
                    bulk.add(new ReplaceOneModel<>(
                            and(eq("_id", "id-" + n), lt("n", round)), new Document("n", round), UPSERT));
                }
                documents.bulkWrite(bulk);
            }
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(20));
        }
    }

    private static void write(MongoCollection<Document> documents, String id, int n) {
        documents.replaceOne(and(eq("_id", id), lt("n", n)), new Document("n", n), UPSERT);
    }
}
