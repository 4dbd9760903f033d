-- The second wall for what was added to visits, records and results.
grant select, insert, update on inspection.adopted_result, inspection.case_message, inspection.demand, inspection.item_guide, inspection.own_rules, inspection.archive_rule, inspection.paper_material to inspection_app;
-- What was said, entered or referred is only ever added to.
grant select, insert on inspection.third_party_report, inspection.passive_task, inspection.visit_feedback, inspection.discipline_referral, inspection.result_entry, inspection.duty_note to inspection_app;

alter table inspection.adopted_result enable row level security, force row level security;
create policy adopted_result_of_record on inspection.adopted_result using (exists (select from inspection.record r where r.region = adopted_result.region and r.id = adopted_result.record_id));
alter table inspection.third_party_report enable row level security, force row level security;
create policy third_party_report_of_record on inspection.third_party_report using (
  not inspection.has_role('INSPECTEE') and exists (select from inspection.record r where r.region = third_party_report.region and r.id = third_party_report.record_id));
alter table inspection.result_entry enable row level security, force row level security;
create policy result_entry_of_result on inspection.result_entry using (exists (select from inspection.result r where r.region = result_entry.region and r.id = result_entry.result_id));
alter table inspection.visit_feedback enable row level security, force row level security;
create policy visit_feedback_of_visit on inspection.visit_feedback using (exists (select from inspection.inspection i where i.region = visit_feedback.region and i.id = visit_feedback.inspection_id));

do $$
declare child text;
begin
  -- seen by the inspecting departments: who complained is nothing for the inspectee
  foreach child in array array['passive_task', 'paper_material'] loop
    execute format('alter table inspection.%I enable row level security, force row level security', child);
    execute format('create policy %I on inspection.%I using (inspection.sees_all() or exists (select from inspection.inspection i where i.region = %I.region and i.id = %I.inspection_id and inspection.is_of(i.department_ids)))', child || '_of_department', child, child, child);
  end loop;
end $$;

alter table inspection.demand enable row level security, force row level security;
create policy demand_of_department on inspection.demand using (inspection.sees_all() or inspection.is_of(department_ids) or inspection.is_of(array[department_id]));
alter table inspection.duty_note enable row level security, force row level security;
create policy duty_note_of_department on inspection.duty_note using (inspection.sees_all() or inspection.is_of(department_ids));
alter table inspection.case_message enable row level security, force row level security;
create policy case_message_of_follow_up on inspection.case_message using (exists (select from inspection.follow_up f where f.region = case_message.region and f.id = case_message.follow_up_id));
-- Nobody but supervisors, whatever else somebody may read: not the inspector, not the team, not the department (SAMR 2.8).
alter table inspection.discipline_referral enable row level security, force row level security;
create policy discipline_referral_of_supervisors on inspection.discipline_referral using (inspection.has_role('SUPERVISOR'));

-- What a department must know of another's result before it can rest on it; of the visit it learns nothing else (CC art.4).
create function inspection.recognisable_result(wanted uuid, item uuid)
returns table (department_id uuid, object_id uuid, state text, publication_state text, formed_at timestamptz, label text, problem_found boolean)
language plpgsql as $$
declare caller text := current_setting('app.roles', true);
begin
  perform set_config('app.roles', 'SYSTEM', true);
  return query select r.department_id, i.object_id, r.state, r.publication_state, r.formed_at, x.label, x.problem_found
    from inspection.result r
    join inspection.inspection i on i.region = r.region and i.id = r.inspection_id
    join inspection.result_item x on x.region = r.region and x.result_id = r.id
    where r.id = wanted and x.item_id = item;
  perform set_config('app.roles', coalesce(caller, ''), true);
end $$;

comment on table inspection.adopted_result is 'What was found elsewhere and stands for an item; valid while its time of adoption is that of the item''s record.';
comment on table inspection.case_message is 'Outbox to authorities outside. Written with the transfer; the case-handling system pulls what is QUEUED and answers with its receipt.';
comment on table inspection.discipline_referral is 'Clues against inspectors. Read by supervisors alone; the audit trail keeps only that there was one.';
comment on table inspection.item_guide is 'Projection of the registry''s guides in force; a record copies the check points when it is opened.';
