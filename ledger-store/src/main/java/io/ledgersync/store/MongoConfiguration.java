package io.ledgersync.store;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.WriteConcern;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import com.mongodb.reactivestreams.client.MongoDatabase;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * MongoDB, asked to acknowledge by majority: a change that is committed in Kafka must not be lost here by a failover.
 */
@Configuration(proxyBeanMethods = false)
class MongoConfiguration {

    @Bean(destroyMethod = "close")
    MongoClient mongoClient(StoreSettings settings) {
        return MongoClients.create(MongoClientSettings.builder()
                .applicationName("ledger-store")
                .applyConnectionString(new ConnectionString(settings.mongo().uri()))
                .writeConcern(WriteConcern.MAJORITY)
                .build());
    }

    @Bean
    MongoDatabase ledgerDatabase(MongoClient client, StoreSettings settings) {
        return client.getDatabase(settings.mongo().database());
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
