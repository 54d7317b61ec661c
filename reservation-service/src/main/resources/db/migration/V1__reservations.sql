create extension if not exists btree_gist;

-- Slots are given once: no row is ever deleted, no slot ever changed.
create table node (
    slot int primary key check (slot >= 0),
    name text not null unique,
    site text not null,
    cluster text not null,
    cores int not null check (cores > 0),
    cpu_percent int not null check (cpu_percent > 0),
    memory_mib int not null check (memory_mib > 0),
    hypervisor text not null,
    properties jsonb not null,
    suspected text
);

create sequence reservation_number;

-- due: when the scheduler is to look at it next.
create table reservation (
    number bigint primary key,
    name text not null,
    state text not null check (state in ('REQUESTED', 'REJECTED', 'GRANTED', 'STARTED', 'ENDING', 'ENDED')),
    why text not null,
    manifest jsonb not null,
    starts timestamptz,
    ends timestamptz,
    due timestamptz,
    check (ends > starts)
);

create index reservation_due on reservation (due) where due is not null;

-- Two guarantees for each kind of thing, kept by the database against every writer:
-- no two bookings of one thing overlap in time; and no two reservations hold one thing at once, whatever the time.
-- A returned row is history and stands in nobody's way.

create table node_booking (
    reservation bigint not null references reservation,
    node text not null references node (name),
    starts timestamptz not null,
    until timestamptz not null,
    condition text not null check (condition in ('BOOKED', 'HELD', 'FAILED', 'RETURNED')),
    primary key (reservation, node),
    check (until > starts),
    constraint node_booked_once exclude using gist (node with =, tstzrange(starts, until) with &&)
        where (condition <> 'RETURNED')
);

create unique index node_held_once on node_booking (node) where condition in ('HELD', 'FAILED');

create table subnet_booking (
    reservation bigint primary key references reservation,
    subnet cidr not null check (family(subnet) = 4 and masklen(subnet) between 16 and 22),
    starts timestamptz not null,
    until timestamptz not null,
    condition text not null check (condition in ('BOOKED', 'HELD', 'RETURNED')),
    check (until > starts),
    constraint address_booked_once exclude using gist (subnet inet_ops with &&, tstzrange(starts, until) with &&)
        where (condition <> 'RETURNED'),
    constraint address_held_once exclude using gist (subnet inet_ops with &&) where (condition = 'HELD')
);

-- site: of a local or routed VLAN; empty of a global one, which is the platform's.
create table vlan_booking (
    reservation bigint primary key references reservation,
    kind text not null,
    number int not null,
    site text not null,
    starts timestamptz not null,
    until timestamptz not null,
    condition text not null check (condition in ('BOOKED', 'HELD', 'RETURNED')),
    check (until > starts),
    check (kind = 'LOCAL' and number between 1 and 3 and site <> ''
        or kind = 'ROUTED' and number between 4 and 9 and site <> ''
        or kind = 'GLOBAL' and number between 10 and 21 and site = ''),
    constraint vlan_booked_once
        exclude using gist (kind with =, number with =, site with =, tstzrange(starts, until) with &&)
        where (condition <> 'RETURNED')
);

create unique index vlan_held_once on vlan_booking (kind, number, site) where condition = 'HELD';

-- Who else has booked what a reservation has, at whatever time, and whether the other one holds it now.
create view rivalry as
    select mine.reservation, mine.starts, other.reservation as rival, 'node ' || other.node as what,
           other.starts as rival_starts, other.until as rival_until, other.condition in ('HELD', 'FAILED') as rival_holds
      from node_booking mine join node_booking other on other.node = mine.node
     where other.reservation <> mine.reservation and mine.condition <> 'RETURNED' and other.condition <> 'RETURNED'
    union all
    select mine.reservation, mine.starts, other.reservation, 'subnet ' || other.subnet::text,
           other.starts, other.until, other.condition = 'HELD'
      from subnet_booking mine join subnet_booking other on other.subnet && mine.subnet
     where other.reservation <> mine.reservation and mine.condition <> 'RETURNED' and other.condition <> 'RETURNED'
    union all
    select mine.reservation, mine.starts, other.reservation, lower(other.kind) || ' VLAN ' || other.number,
           other.starts, other.until, other.condition = 'HELD'
      from vlan_booking mine
      join vlan_booking other on (other.kind, other.number, other.site) = (mine.kind, mine.number, mine.site)
     where other.reservation <> mine.reservation and mine.condition <> 'RETURNED' and other.condition <> 'RETURNED';
