-- How far this database knows the link events that were published: a restored backup knows less than the topic.
create table own_events_read (
    partition int primary key,
    next_offset bigint not null
);
