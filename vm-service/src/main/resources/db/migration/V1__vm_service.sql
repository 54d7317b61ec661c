-- A node as the executor records it. Its row lock is the lock of everything that is placed on it.
create table node (
    name text primary key,
    site text not null,
    cluster text not null,
    slot int not null,
    cores int not null,
    cpu_percent int not null,
    memory_mib int not null,
    hypervisor text not null,
    fence bigint not null default 0,
    held_by text,
    ready_for text,
    lost boolean not null default false,
    draining boolean not null default false,
    survey boolean not null default false,
    constraint a_plan_holds_an_odd_fence check ((fence % 2 = 1) = (held_by is not null))
);

create table launch (
    reservation text primary key,
    booking text not null,
    status text not null check (status in ('GRANTED', 'STARTED', 'RELEASING', 'ENDED')),
    why text
);

create table launch_node (
    reservation text not null,
    node text not null,
    place int not null,
    dropped boolean not null default false,
    cleared boolean not null default false,
    primary key (reservation, node)
);
create index launch_node_of on launch_node (node);

-- A VM. node: where it is, or is planned; destination: where it is migrating to; state: all of it, as JSON.
create table vm (
    name text primary key,
    reservation text not null,
    description text not null,
    tries int not null,
    commands int not null,
    phase text not null,
    node text,
    destination text,
    state text not null,
    arrived_from text,
    arrived_at timestamptz,
    constraint a_migrating_vm_has_a_destination check ((phase = 'migrating') = (destination is not null))
);
create index vm_on on vm (node);
create index vm_to on vm (destination) where destination is not null;
create index vm_of on vm (reservation);

-- One decision an ISP, with its answer (PROTOCOL E1).
create table plan (
    isp text primary key,
    plan text not null,
    status text not null check (status in ('DECIDING', 'REFUSED', 'EXECUTING', 'FINISHED')),
    refused text,
    decided timestamptz not null
);

-- A node of an admitted plan: the fence that Accepted told, and what Finished told.
create table plan_node (
    isp text not null,
    node text not null,
    slot int not null,
    fence bigint not null,
    finished text,
    primary key (isp, node)
);

create table action (
    isp text not null,
    number int not null,
    state text not null check (state in ('waiting', 'running', 'done', 'failed', 'cancelled')),
    cause text,
    primary key (isp, number)
);

create table command (
    id text primary key,
    arrival bigint generated always as identity,
    topic_partition int not null,
    body text not null,
    arrived timestamptz not null,
    finished boolean not null default false
);
create index command_unfinished on command (topic_partition) where not finished;

create table mode (
    one boolean primary key default true check (one),
    kind text not null
);
