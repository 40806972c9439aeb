-- Events on their way to Kafka. A row stays until Kafka has acknowledged it; the table, not the log, says what is still to be sent.
CREATE TABLE outbox (
    position      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    event_id      uuid        NOT NULL,
    topic         text        NOT NULL,
    key           text        NOT NULL,
    -- Decides the partition and the order: no event overtakes an earlier one of the same topic and partition key.
    partition_key text        NOT NULL,
    type          text        NOT NULL,
    source        text        NOT NULL,
    said_at       timestamptz NOT NULL,
    traceparent   text        NOT NULL,
    -- Encoded as it travels; null is a tombstone.
    value         bytea
);

-- Rows live for milliseconds: the table is swept by what was deleted, not by what share of it.
ALTER TABLE outbox SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);

CREATE PUBLICATION outbox FOR TABLE outbox WITH (publish = 'insert');
