-- Where each node stands in the deployment of each reservation. Changed under the row's lock, with the event about it.
create table node_deployment (
    reservation text not null,
    node text not null,
    description jsonb,
    tries int not null check (tries >= 1),
    ticket bigint not null,
    state jsonb not null,
    owning boolean not null,
    began_at timestamptz not null,
    since timestamptz not null,
    primary key (reservation, node)
);

comment on column node_deployment.description is
    'the node as the booking gave it; null where the node was cleared before its deployment began';
comment on column node_deployment.ticket is 'of the newest call; results of older ones are stale';
comment on column node_deployment.since is 'when the state was entered; each try of a step is a state of its own';

-- A node belongs to one deployment at a time.
create unique index node_deployment_owner on node_deployment (node) where owning;
create index node_deployment_node on node_deployment (node);

-- Every try of a macro-step that has ended.
create table step_try (
    reservation text not null,
    node text not null,
    ticket bigint not null,
    step text not null,
    attempt int not null,
    outcome text not null check (outcome in ('PASSED', 'RETRIED', 'FAILED')),
    cause text,
    entered_at timestamptz not null,
    ended_at timestamptz not null,
    speed double precision not null,
    primary key (reservation, node, ticket)
);
