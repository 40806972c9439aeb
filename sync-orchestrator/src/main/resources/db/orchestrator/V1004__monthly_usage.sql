-- What each connection has used in each calendar month (UTC). It stays when the connection goes: the app has used it.
CREATE TABLE monthly_usage (
    month         date   NOT NULL,
    connection_id text   NOT NULL,
    provider      text   NOT NULL,
    calls         bigint NOT NULL,
    bytes         bigint NOT NULL,
    PRIMARY KEY (month, connection_id)
);
CREATE INDEX monthly_usage_app ON monthly_usage (month, provider);
