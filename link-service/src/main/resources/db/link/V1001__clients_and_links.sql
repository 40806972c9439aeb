-- The clients of all practices, with what the client list shows: their link and their newest run.
create table clients (
    client_id         uuid primary key,
    practice_id       text        not null,
    name              text        not null,
    name_key          text generated always as (lower(name)) stored,
    version           bigint      not null,
    state             text        not null,
    created_at        timestamptz not null,
    connection_id     uuid,
    provider          text,
    organisation_id   text,
    organisation_name text,
    linked_at         timestamptz,
    -- The epoch means never: a null would have no place in the order of the list.
    last_synced_at    timestamptz not null default 'epoch',
    run_version       bigint      not null default 0,
    run               jsonb
);

create index clients_by_name on clients (practice_id, name_key, client_id);
create index clients_by_last_synced on clients (practice_id, last_synced_at, client_id);
create index clients_by_created on clients (practice_id, created_at, client_id);
create index clients_by_state on clients (practice_id, state, name_key, client_id);

-- One consent of one provider user in one practice (QBO: of one realm); its tokens are sealed.
create table grants (
    grant_id     uuid primary key,
    practice_id  text        not null,
    provider     text        not null,
    subject      text        not null,
    sealed       bytea       not null,
    issued_at    timestamptz not null,
    expires_at   timestamptz not null,
    broken       text,
    unique (practice_id, provider, subject)
);

create index grants_by_subject on grants (provider, subject);

-- A client linked to an organisation; ended ones stay, as the client's data does.
create table connections (
    connection_id          uuid primary key,
    client_id              uuid        not null references clients on delete cascade,
    provider               text        not null,
    organisation_id        text        not null,
    organisation_name      text        not null,
    provider_connection_id text,
    grant_id               uuid        references grants on delete set null,
    linked_at              timestamptz not null,
    ended_at               timestamptz
);

create unique index connections_active on connections (client_id) where ended_at is null;
create index connections_of_client on connections (client_id, linked_at);
create index connections_of_grant on connections (grant_id);
create index connections_at_provider on connections (provider, provider_connection_id) where ended_at is null;

-- A round trip to a provider. The state that travels is kept as its digest alone.
create table consents (
    consent_id     uuid primary key,
    state_digest   bytea       not null unique,
    practice_id    text        not null,
    user_id        text        not null,
    client_id      uuid        not null references clients on delete cascade,
    provider       text        not null,
    return_to      text        not null,
    replace_ledger boolean     not null,
    status         text        not null,
    created_at     timestamptz not null,
    expires_at     timestamptz not null,
    grant_id       uuid        references grants on delete cascade,
    organisations  jsonb
);

create index consents_of_client on consents (client_id, created_at);
create index consents_of_grant on consents (grant_id);
create index consents_by_expiry on consents (expires_at);

-- What is still to be said to a provider: that a connection has ended, and with a grant's last one that its tokens are void.
create table farewells (
    farewell_id            uuid primary key,
    grant_id               uuid        not null,
    provider_connection_id text,
    due_at                 timestamptz not null,
    attempts               int         not null
);

create index farewells_by_due on farewells (due_at);
create index farewells_of_grant on farewells (grant_id);
