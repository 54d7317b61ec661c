-- What each reservation booked, as its macro-steps need it.
create table tenancy (
    reservation text primary key,
    booking jsonb not null
);
