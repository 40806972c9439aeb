-- A practice's own settings; a practice without a row has the configured defaults.
CREATE TABLE practices (
    id          text PRIMARY KEY,
    time_zone   text        NOT NULL,
    night_from  smallint    NOT NULL,
    night_hours smallint    NOT NULL,
    paused      boolean     NOT NULL,
    changed_at  timestamptz NOT NULL
);

-- Clients as link.events names them. A deleted one leaves its id and version, so that a late event cannot bring it back.
CREATE TABLE clients (
    id             text PRIMARY KEY,
    practice_id    text    NOT NULL,
    name           text    NOT NULL,
    link_version   bigint  NOT NULL DEFAULT 0,
    last_attempt   bigint  NOT NULL DEFAULT 0,
    run_version    bigint  NOT NULL DEFAULT 0,
    ever_sent      boolean NOT NULL DEFAULT false,
    deleted        boolean NOT NULL DEFAULT false,
    last_synced_at timestamptz
);

CREATE TABLE connections (
    id                text PRIMARY KEY,
    client_id         text    NOT NULL REFERENCES clients (id),
    practice_id       text    NOT NULL,
    provider          text    NOT NULL,
    organisation_id   text    NOT NULL,
    organisation_name text    NOT NULL,
    linked_at         timestamptz NOT NULL,
    live              boolean NOT NULL,
    read_once         boolean NOT NULL DEFAULT false,
    watermarks        jsonb   NOT NULL DEFAULT '{}',
    blocked_by        text,
    night_at          timestamptz NOT NULL,
    increment_at      timestamptz,
    due_at            timestamptz
);
CREATE UNIQUE INDEX connections_one_live ON connections (client_id) WHERE live;
CREATE INDEX connections_due ON connections (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX connections_practice ON connections (practice_id) WHERE live;

CREATE TABLE runs (
    id                 text PRIMARY KEY,
    ordinal            bigint GENERATED ALWAYS AS IDENTITY,
    client_id          text        NOT NULL REFERENCES clients (id),
    practice_id        text        NOT NULL,
    connection_id      text        NOT NULL REFERENCES connections (id),
    provider           text        NOT NULL,
    kind               text        NOT NULL,
    state              text        NOT NULL,
    attempt            bigint      NOT NULL,
    priority           boolean     NOT NULL,
    requested_at       timestamptz NOT NULL,
    started_at         timestamptz,
    ended_at           timestamptz,
    queued_at          timestamptz,
    quiet_since        timestamptz,
    silent             boolean     NOT NULL DEFAULT false,
    waiting_for        text,
    estimated_end      timestamptz,
    pause_reason       text,
    resume_at          timestamptz,
    error_code         text,
    detail             text,
    reading            jsonb       NOT NULL,
    gaps               jsonb       NOT NULL,
    finish             jsonb,
    projected          jsonb,
    announced_at       timestamptz,
    announcement_owed  boolean     NOT NULL DEFAULT false
);
-- One active run of a connection: what the code sees to, the database insists on.
CREATE UNIQUE INDEX runs_one_active ON runs (connection_id) WHERE ended_at IS NULL AND kind <> 'RECONCILE';
CREATE INDEX runs_history ON runs (client_id, ordinal DESC);
CREATE INDEX runs_open ON runs (client_id) WHERE ended_at IS NULL;
CREATE INDEX runs_out ON runs (provider, kind) WHERE quiet_since IS NOT NULL AND NOT priority;
CREATE INDEX runs_queued ON runs (provider, queued_at) WHERE queued_at IS NOT NULL;
