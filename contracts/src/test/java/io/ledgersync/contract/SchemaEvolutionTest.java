package io.ledgersync.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgersync.contract.ledger.Ledger;
import io.ledgersync.contract.link.ClientLinked;
import io.ledgersync.contract.link.Link;
import io.ledgersync.contract.state.State;
import io.ledgersync.contract.sync.Sync;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.JsonProperties;
import org.apache.avro.Protocol;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What FULL_TRANSITIVE compatibility asks of every schema, checked before a registry has to refuse one. */
class SchemaEvolutionTest {
    private static final Path RELEASED = Path.of("src/test/resources/released");

    @ParameterizedTest
    @MethodSource("types")
    void isDocumentedFieldByField(Schema type) {
        assertThat(type.getDoc()).as("doc of %s", type.getFullName()).isNotBlank();
        if (type.getType() == Schema.Type.RECORD) {
            assertThat(type.getFields()).allSatisfy(field -> assertThat(field.doc())
                    .as("doc of %s.%s", type.getFullName(), field.name())
                    .isNotBlank());
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void canGrow(Schema type) {
        if (type.getType() == Schema.Type.ENUM) {
            assertThat(type.getEnumDefault())
                    .as("%s needs a default for symbols that a reader does not know yet", type.getFullName())
                    .isEqualTo("UNKNOWN");
            return;
        }
        for (Schema.Field field : type.getFields()) {
            if (field.schema().getType() == Schema.Type.UNION) {
                assertThat(field.schema().getTypes().get(0).getType())
                        .as("%s.%s is a union: null comes first", type.getFullName(), field.name())
                        .isEqualTo(Schema.Type.NULL);
                assertThat(field.defaultVal())
                        .as("%s.%s may be null and needs that as its default", type.getFullName(), field.name())
                        .isEqualTo(JsonProperties.NULL_VALUE);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void holdsNoFloatingPointNumber(Schema type) {
        if (type.getType() == Schema.Type.RECORD) {
            assertThat(type.getFields()).allSatisfy(field -> assertThat(withNested(field.schema()))
                    .as("%s.%s", type.getFullName(), field.name())
                    .doesNotContain(Schema.Type.FLOAT, Schema.Type.DOUBLE));
        }
    }

    @Test
    void everySchemaReadsAndIsReadByEveryReleasedOne() throws IOException {
        Map<String, Schema> current = new LinkedHashMap<>();
        types().forEach(type -> current.put(type.getFullName(), type));
        List<String> broken = new ArrayList<>();
        for (Path file : released()) {
            Schema released = new Schema.Parser().parse(file.toFile());
            Schema now = current.get(released.getFullName());
            broken.addAll(
                    now == null
                            ? List.of(file.getFileName() + " was released and is gone")
                            : conflicts(now, released, file.getFileName().toString()));
        }
        assertThat(broken).isEmpty();
    }

    @Test
    void aFieldWithoutADefaultBreaksTheRule() {
        String text = ClientLinked.SCHEMA$.toString();
        Schema added = new Schema.Parser()
                .parse(text.replaceFirst("\"fields\":\\[", "\"fields\":[{\"name\":\"added\",\"type\":\"long\"},"));
        Schema addedWithDefault = new Schema.Parser()
                .parse(text.replaceFirst(
                        "\"fields\":\\[", "\"fields\":[{\"name\":\"added\",\"type\":\"long\",\"default\":0},"));

        assertThat(conflicts(added, ClientLinked.SCHEMA$, "v1")).hasSize(1);
        assertThat(conflicts(ClientLinked.SCHEMA$, added, "v1")).hasSize(1);
        assertThat(conflicts(addedWithDefault, ClientLinked.SCHEMA$, "v1")).isEmpty();
    }

    private static List<String> conflicts(Schema now, Schema released, String name) {
        List<String> found = new ArrayList<>();
        check(now, released)
                .forEach(conflict ->
                        found.add("The current " + now.getFullName() + " cannot read " + name + ": " + conflict));
        check(released, now)
                .forEach(conflict ->
                        found.add(name + " cannot read the current " + now.getFullName() + ": " + conflict));
        return found;
    }

    private static List<String> check(Schema reader, Schema writer) {
        SchemaCompatibility.SchemaPairCompatibility result =
                SchemaCompatibility.checkReaderWriterCompatibility(reader, writer);
        return result.getType() == SchemaCompatibilityType.COMPATIBLE
                ? List.of()
                : result.getResult().getIncompatibilities().stream()
                        .map(problem -> problem.getLocation() + ' ' + problem.getMessage())
                        .toList();
    }

    private static List<Schema.Type> withNested(Schema schema) {
        return switch (schema.getType()) {
            case UNION ->
                schema.getTypes().stream()
                        .flatMap(member -> withNested(member).stream())
                        .toList();
            case ARRAY -> withNested(schema.getElementType());
            case MAP -> withNested(schema.getValueType());
            default -> List.of(schema.getType());
        };
    }

    private static List<Path> released() throws IOException {
        try (Stream<Path> files = Files.list(RELEASED)) {
            return files.filter(file -> file.toString().endsWith(".avsc"))
                    .sorted()
                    .toList();
        }
    }

    private static Stream<Schema> types() {
        return Stream.of(Wire.PROTOCOL, Link.PROTOCOL, Sync.PROTOCOL, Ledger.PROTOCOL, State.PROTOCOL)
                .map(Protocol::getTypes)
                .flatMap(types -> types.stream())
                .distinct();
    }
}
