package io.ledgersync.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class WireSettingsTest {
    @Test
    void nameTheKeyThatIsMissing() {
        assertThatThrownBy(() -> new WireSettings(" ", "http://registry", 6, (short) 1, null, null))
                .hasMessageContaining("ledgersync.kafka.bootstrap-servers");
        assertThatThrownBy(() -> new WireSettings("broker:9092", null, 6, (short) 1, null, null))
                .hasMessageContaining("ledgersync.registry.url");
    }

    @Test
    void haveTheProductsDefaults() {
        WireSettings settings = new WireSettings("broker:9092", "http://registry/", 0, (short) 0, null, null);

        assertThat(settings.partitions()).isEqualTo(48);
        assertThat(settings.replication()).isEqualTo((short) 1);
        assertThat(settings.registryUrl()).isEqualTo("http://registry");
        assertThat(settings.producer("p")).containsEntry("acks", "all").containsEntry("enable.idempotence", true);
        assertThat(settings.consumer("c", "g"))
                .containsEntry("isolation.level", "read_committed")
                .containsEntry("enable.auto.commit", false)
                .containsEntry("max.partition.fetch.bytes", 16 * 1024 * 1024);
        assertThat(settings.transactionalProducer("p", "t")).containsEntry("transactional.id", "t");
    }

    @Test
    void passCredentialsToEveryClientAndPrintNone() {
        WireSettings settings = new WireSettings(
                "broker:9092",
                "http://registry",
                6,
                (short) 1,
                Map.of("sasl.jaas.config", "secret-1"),
                Map.of("confluent-api.password", "secret-2"));

        assertThat(settings.producer("p")).containsEntry("sasl.jaas.config", "secret-1");
        assertThat(settings.consumer("c", "g")).containsEntry("sasl.jaas.config", "secret-1");
        assertThat(settings.admin("a")).containsEntry("sasl.jaas.config", "secret-1");
        assertThat(settings.toString() + SerdeSettings.of(settings)).doesNotContain("secret");
    }

    @Test
    void letEveryPropertyOfTheSerdeBeOverridden() {
        Map<String, String> properties = SerdeSettings.of(new WireSettings(
                        "broker:9092",
                        "http://registry/",
                        6,
                        (short) 1,
                        null,
                        Map.of("confluent-api.url", "http://elsewhere")))
                .properties();

        assertThat(properties)
                .containsEntry("confluent-api.url", "http://elsewhere")
                .containsEntry("apicurio.registry.url", "http://registry/apis/registry/v3");
    }

    @Test
    void nameTheKeyOfASerdeThatIsNone() {
        SerdeSettings missing = SerdeSettings.of(new WireSettings(
                "broker:9092", "http://registry", 6, (short) 1, null, Map.of("serializer", "no.such.Serde")));

        assertThatThrownBy(() -> missing.instance("serializer", org.apache.kafka.common.serialization.Serializer.class))
                .hasMessageContaining("ledgersync.registry.properties.serializer")
                .hasMessageContaining("no.such.Serde");
    }
}
