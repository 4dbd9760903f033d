create schema crash;
create table crash.placed (id uuid primary key, number int not null, text text not null);
create table crash.number (only_row boolean primary key default true, last int not null);
insert into crash.number (last) values (0);
create table crash.received (placed_id uuid not null, at timestamptz not null default now());
grant usage on schema crash to crash_app;
grant select, insert on crash.placed, crash.received to crash_app;
grant select, update on crash.number to crash_app;
