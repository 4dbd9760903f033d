-- The second wall: what a use case or a resolver forgets to check, PostgreSQL refuses. Nothing is ever deleted here.
grant usage on schema disclosure to disclosure_app;
grant select, insert, update on all tables in schema disclosure to disclosure_app;
-- What once stood in public, who asked for it, and what a draw brought in are only ever added to.
revoke update on disclosure.public_result_version, disclosure.credit_query from disclosure_app;

create function disclosure.has_role(variadic wanted text[]) returns boolean language sql stable as
  $$ select string_to_array(current_setting('app.roles', true), ',') && wanted $$;
create function disclosure.sees_all() returns boolean language sql stable as
  $$ select disclosure.has_role('SYSTEM', 'COORDINATOR', 'SUPERVISOR', 'AUDITOR', 'ANALYST') $$;
create function disclosure.is_of(departments uuid[]) returns boolean language sql stable as
  $$ select current_setting('app.department', true) = any (departments::text[]) $$;
create function disclosure.speaks_for(credit_code text) returns boolean language sql stable as
  $$ select coalesce(credit_code <> '' and credit_code = current_setting('app.uscc', true) and disclosure.has_role('INSPECTEE'), false) $$;

alter table disclosure.publication enable row level security, force row level security;
create policy publication_read on disclosure.publication for select using (
  disclosure.sees_all() or disclosure.is_of(department_ids) or state in ('PUBLISHED', 'REDACTED', 'CORRECTING') or disclosure.speaks_for(uscc));
create policy publication_made_by_events on disclosure.publication for insert with check (disclosure.has_role('SYSTEM'));
-- Who inspects publishes: no other department may touch the row (CQ 8.8.1).
create policy publication_change on disclosure.publication for update using (disclosure.has_role('SYSTEM') or disclosure.is_of(array[department_id]));

alter table disclosure.correction enable row level security, force row level security;
create policy correction_of_department on disclosure.correction using (disclosure.sees_all() or disclosure.is_of(array[department_id]));

alter table disclosure.stop_publication enable row level security, force row level security;
create policy stop_publication_of_parties on disclosure.stop_publication using (
  disclosure.sees_all() or disclosure.is_of(array[department_id]) or disclosure.speaks_for(uscc));

-- Tells under which rules a record was made to somebody who may not read it, so that the refusal can say FORBIDDEN with its clause and not NOT_FOUND.
create function disclosure.profile_of_publication(wanted uuid) returns text language plpgsql as $$
declare
  caller text := current_setting('app.roles', true);
  found text;
begin
  perform set_config('app.roles', 'SYSTEM', true);
  select profile into found from disclosure.publication where id = wanted;
  perform set_config('app.roles', coalesce(caller, ''), true);
  return found;
end $$;

comment on table disclosure.publication is 'The duty of one department to make its result of one visit public, with its limit. Made by events (a visit ended, a result was formed), moved by the department and by the receipts of the channels. Region is the division of the task and never changes.';
comment on table disclosure.channel_message is 'Outbox to the channels. A row is written with the decision to publish and drained by the job deliver-to-channel; in steady state nothing older than a few minutes is PENDING. The payload is public by construction.';
comment on table disclosure.public_result is 'What the public reads. Written by an allow-list when the last mandatory channel has its receipt; no row policy, since a policy would keep the name index from being used, and nothing in a row is secret. A stopped row stays for the record and is left out of every public query.';
comment on table disclosure.directory_object is 'Projection of registry''s roster feed: id, division, tags and whether it is active; the denominator of coverage.';
comment on table disclosure.object_holder is 'Credit code of the entity that answers for a product or site; results about it stand under that code (CQ 8.8.1).';
