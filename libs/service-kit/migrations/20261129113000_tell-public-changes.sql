-- Told by the database itself, in the transaction that makes the change: no way to write can leave it out.
create function kit.tell_public_change() returns trigger language plpgsql as $$
declare
  told jsonb := jsonb_build_object('types', to_jsonb(tg_argv));
begin
  if not exists (select from kit.event where tx = pg_current_xact_id() and type = 'PublicDataChanged' and payload = told) then
    insert into kit.event (id, type, version, payload, occurred_at, actor, trace)
    values (gen_random_uuid(), 'PublicDataChanged', 1, told, now(), coalesce(nullif(current_setting('app.subject', true), ''), current_user), '');
  end if;
  return null;
end $$;
comment on function kit.tell_public_change() is 'Statement trigger on every table that the public reads from. Appends one PublicDataChanged to the transaction for the GraphQL types that it is given; whoever keeps public answers forgets those.';
