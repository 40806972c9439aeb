-- Permits issued for calls of an app, in tenths of a second; a row counts for 61 s.
create table permits (
    provider text   not null,
    tenth    bigint not null,
    holder   text   not null,
    priority int    not null,
    normal   int    not null,
    primary key (provider, tenth, holder)
);

-- One row a provider, locked while permits are issued: what its headers last said of the app's minute.
create table app_minutes (
    provider       text primary key,
    reported       int,
    reported_at    timestamptz not null default 'epoch',
    issued_since   int         not null default 0,
    last_issued_at timestamptz not null default 'epoch'
);
