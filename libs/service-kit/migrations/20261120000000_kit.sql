-- The part of a service's database that every service has: its events, its audit chain, what it has answered, what it has read.
create table kit.event (
  tx xid8 not null default pg_current_xact_id(),
  seq bigint generated always as identity,
  id uuid not null,
  type text not null,
  version integer not null,
  payload jsonb not null,
  occurred_at timestamptz not null,
  actor text not null,
  trace text not null,
  primary key (tx, seq)
);
comment on table kit.event is
  'What others may learn of. Written in the transaction that changes state; pulled by consumers in the order (tx, seq), and only below the oldest running transaction, since a cursor on seq alone loses events that commit late. Never updated or deleted.';

create table kit.consumer_cursor (
  source text primary key,
  tx xid8 not null,
  seq bigint not null,
  updated_at timestamptz not null
);
comment on table kit.consumer_cursor is 'How far this service has applied each source. Moves in the transaction that applies the event, so an event takes effect exactly once.';

create table kit.idempotency (
  subject text not null,
  operation text not null,
  key text not null,
  input_hash text not null,
  answer jsonb,
  created_at timestamptz not null,
  primary key (subject, operation, key)
);
comment on table kit.idempotency is 'First answer to each mutation by caller and key. A retry gets it again; the same key with another input is refused.';

create table kit.audit_entry (
  seq bigint primary key,
  entity text not null,
  entity_id text not null,
  action text not null,
  actor text not null,
  department text,
  at timestamptz not null,
  before jsonb,
  after jsonb,
  hash text not null
);
create index audit_entry_by_entity on kit.audit_entry (entity_id, seq);
comment on table kit.audit_entry is 'Hash-chained trail of every change (CQ 4.3). The app role may only insert and read; the head row detects a truncated tail.';

create table kit.audit_head (
  single boolean primary key default true check (single),
  seq bigint not null,
  hash text not null
);
insert into kit.audit_head (seq, hash) values (0, repeat('0', 64));
