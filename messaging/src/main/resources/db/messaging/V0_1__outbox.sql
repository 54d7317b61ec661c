-- Messages that were written with the state they tell of, until the relay has sent them.
create table outbox (
    id bigint generated always as identity primary key,
    topic text not null,
    record_key text not null,
    record_partition int,
    headers jsonb not null,
    body bytea not null
);

-- One notice a statement wakes the relay when the transaction commits.
create function outbox_wake() returns trigger language plpgsql as $$
begin
    perform pg_notify('outbox', '');
    return null;
end $$;

create trigger outbox_wake after insert on outbox for each statement execute function outbox_wake();
