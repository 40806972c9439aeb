package io.ledgersync.wire;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Creates the topics that are missing and checks those that exist. */
public final class TopicSetup {
    private static final long SETTLING_MILLIS = 50;
    private static final int SETTLING_TRIES = 200;

    private TopicSetup() {}

    /**
     * After this every topic exists with the configured number of partitions.
     *
     * @throws PartitionMismatch one exists with another number: the service must not start
     * @throws KafkaException Kafka did not answer or refused
     */
    public static void ensure(WireSettings settings, Collection<String> topics) {
        try (Admin admin = Admin.create(settings.admin("topic-setup"))) {
            Set<String> missing = new TreeSet<>(topics);
            missing.removeAll(answer(admin.listTopics().names()));
            List<NewTopic> created = new ArrayList<>();
            for (String topic : missing) {
                created.add(new NewTopic(topic, settings.partitions(), settings.replication())
                        .configs(TopicKind.of(topic).configuration(settings.replication())));
            }
            for (KafkaFuture<Void> creation :
                    admin.createTopics(created).values().values()) {
                createdByUsOrAnother(creation);
            }
            for (TopicDescription topic : described(admin, topics).values()) {
                if (topic.partitions().size() != settings.partitions()) {
                    throw new PartitionMismatch(topic.name(), topic.partitions().size(), settings.partitions());
                }
            }
        }
    }

    private static void createdByUsOrAnother(KafkaFuture<Void> creation) {
        try {
            answer(creation);
        } catch (TopicExistsException e) {
            // Another service made it in the meantime; the check that follows is for all.
            return;
        }
    }

    /** A topic just created may take a moment until every broker knows it. */
    private static Map<String, TopicDescription> described(Admin admin, Collection<String> topics) {
        for (int tries = 1; ; tries++) {
            try {
                return answer(admin.describeTopics(topics).allTopicNames());
            } catch (UnknownTopicOrPartitionException e) {
                if (tries == SETTLING_TRIES) {
                    throw e;
                }
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(SETTLING_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("Interrupted while topics were set up", e);
        }
    }

    private static <T> T answer(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException failure ? failure : new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("Interrupted while topics were set up", e);
        }
    }
}
