package io.ledgersync.tck;

import io.ledgersync.contract.Provider;
import io.ledgersync.contract.Topics;
import io.ledgersync.wire.PartitionRule;
import io.ledgersync.wire.WireSettings;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/** The connector's replicas as Kafka sees them: who owns which organisation. */
final class Group implements AutoCloseable {
    private final Admin admin;
    private final String name;
    private final String requests;
    private final int partitions;

    /** @param connector the provider's key, as the group is named after it */
    Group(WireSettings wire, Provider provider, String connector) {
        this.admin = Admin.create(wire.admin("tck-group"));
        this.name = connector + "-connector";
        this.requests = Topics.syncRequests(provider);
        this.partitions = wire.partitions();
    }

    /** Whether so many replicas share the partitions and none comes or goes. */
    boolean isSettled(int replicas) {
        return describe()
                .filter(group -> group.groupState() == GroupState.STABLE
                        && group.members().size() == replicas)
                .isPresent();
    }

    /** The id of the replica that owns an organisation; empty while nobody does. */
    Optional<String> owner(String organisation) {
        TopicPartition partition = new TopicPartition(requests, PartitionRule.partition(organisation, partitions));
        return describe().stream()
                .flatMap(group -> group.members().stream())
                .filter(member -> member.assignment().topicPartitions().contains(partition))
                .map(MemberDescription::clientId)
                .map(client -> client.substring(name.length() + 1))
                .findFirst();
    }

    private Optional<ConsumerGroupDescription> describe() {
        try {
            return Optional.ofNullable(
                    admin.describeConsumerGroups(List.of(name)).all().get().get(name));
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof GroupIdNotFoundException) {
                return Optional.empty();
            }
            throw new IllegalStateException("the group " + name, failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    @Override
    public void close() {
        admin.close();
    }
}
