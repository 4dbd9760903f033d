-- The second wall: what a use case or a resolver forgets to check, PostgreSQL refuses.
grant usage on schema inspection to inspection_app;
grant select, insert, update on all tables in schema inspection to inspection_app;
-- What was signed, captured or sealed is never changed.
revoke update on inspection.signature, inspection.expert_opinion, inspection.stored_file, inspection.evidence, inspection.dossier, inspection.notice from inspection_app;

create function inspection.has_role(variadic wanted text[]) returns boolean language sql stable as
  $$ select string_to_array(current_setting('app.roles', true), ',') && wanted $$;
create function inspection.sees_all() returns boolean language sql stable as
  $$ select inspection.has_role('SYSTEM', 'COORDINATOR', 'SUPERVISOR', 'AUDITOR', 'ANALYST') $$;
create function inspection.is_of(departments uuid[]) returns boolean language sql stable as
  $$ select current_setting('app.department', true) = any (departments::text[]) $$;
create function inspection.speaks_for(credit_code text) returns boolean language sql stable as
  $$ select coalesce(credit_code <> '' and credit_code = current_setting('app.uscc', true) and inspection.has_role('INSPECTEE'), false) $$;
comment on function inspection.speaks_for is 'Whether the caller is the enterprise with the credit code.';

alter table inspection.inspection enable row level security, force row level security;
-- An inspectee learns of a visit by the notice, or when it begins; a visit that is exempt from notice stays unknown until then (CQ 8.6.2).
create policy inspection_of_department on inspection.inspection using (
  inspection.sees_all() or inspection.is_of(department_ids)
  or (state not in ('SCHEDULED', 'NOTICE_WAIVED', 'CANCELLED') and inspection.speaks_for(inspectee_uscc)));

do $$
declare child text;
begin
  -- seen by whoever sees the visit
  foreach child in array array['inspection_item', 'notice', 'record', 'result'] loop
    execute format('alter table inspection.%I enable row level security, force row level security', child);
    execute format('create policy %I on inspection.%I using (exists (select from inspection.inspection i where i.region = %I.region and i.id = %I.inspection_id))', child || '_of_visit', child, child, child);
  end loop;
  foreach child in array array['record_item', 'signature'] loop
    execute format('alter table inspection.%I enable row level security, force row level security', child);
    execute format('create policy %I on inspection.%I using (exists (select from inspection.record r where r.region = %I.region and r.id = %I.record_id))', child || '_of_record', child, child, child);
  end loop;
  -- seen by the inspecting departments, not by the inspectee
  foreach child in array array['evidence', 'dossier'] loop
    execute format('alter table inspection.%I enable row level security, force row level security', child);
    execute format('create policy %I on inspection.%I using (inspection.sees_all() or exists (select from inspection.inspection i where i.region = %I.region and i.id = %I.inspection_id and inspection.is_of(i.department_ids)))', child || '_of_department', child, child, child);
  end loop;
end $$;

alter table inspection.expert_opinion enable row level security, force row level security;
create policy expert_opinion_of_record on inspection.expert_opinion using (
  not inspection.has_role('INSPECTEE') and exists (select from inspection.record r where r.region = expert_opinion.region and r.id = expert_opinion.record_id));

alter table inspection.result_item enable row level security, force row level security;
create policy result_item_of_result on inspection.result_item using (
  exists (select from inspection.result r where r.region = result_item.region and r.id = result_item.result_id));

alter table inspection.follow_up enable row level security, force row level security;
create policy follow_up_of_department on inspection.follow_up using (
  inspection.sees_all() or (transfer_target = 'CASE_SYSTEM' and inspection.has_role('CASE_SYSTEM'))
  or inspection.is_of(array[found_by_id, responsible_department_id, transferred_to_id])
  or exists (select from inspection.inspection i where i.region = follow_up.region and i.id = follow_up.inspection_id and inspection.is_of(i.department_ids)));

comment on table inspection.stored_file is 'Bytes of evidence and signatures by their hash; reached only through a row that names the hash, and that row has a policy.';
comment on table inspection.task is 'Projection of planning''s tasks; modes is null until the task is ready.';
comment on table inspection.task_object is 'Objects of the dispatched draw. Nothing else may be visited (CQ 7.5); drawn is false once an approved change took the object out.';
comment on table inspection.team_member is 'Members by version of the team: those of earlier versions stay, since they may have signed.';
comment on table inspection.object_snapshot is 'The directory''s facts when a task''s list was dispatched. The preparation view compares the newest with that of the last inspection (CQ 8.6.1).';
