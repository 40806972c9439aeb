package io.ledgersync.allinone;

import java.util.function.UnaryOperator;

/**
 * Where the infrastructure is, embedded or not.
 *
 * @param jdbcUrl the address of a database by its name
 */
public record Infrastructure(
        String bootstrapServers,
        String registryUrl,
        String mongoUri,
        UnaryOperator<String> jdbcUrl,
        String jdbcUser,
        String jdbcPassword) {}
