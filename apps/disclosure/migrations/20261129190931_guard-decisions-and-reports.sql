-- The second wall for decisions, shared results, self-checks and reports.
grant select, insert, update on disclosure.handling_decision, disclosure.discipline_subscription, disclosure.discipline_notice, disclosure.self_check, disclosure.demand to disclosure_app;
-- What was reported or announced stays as it was.
grant select, insert on disclosure.periodic_report, disclosure.report_circular to disclosure_app;

alter table disclosure.handling_decision enable row level security, force row level security;
create policy handling_decision_read on disclosure.handling_decision for select using (disclosure.sees_all() or disclosure.is_of(array[department_id]) or state = 'PUBLISHED');
create policy handling_decision_made_by_events on disclosure.handling_decision for insert with check (disclosure.has_role('SYSTEM'));
create policy handling_decision_change on disclosure.handling_decision for update using (disclosure.has_role('SYSTEM') or disclosure.is_of(array[department_id]));

alter table disclosure.discipline_notice enable row level security, force row level security;
-- Whoever shared a result learns what the others did about it.
create policy discipline_notice_of_department on disclosure.discipline_notice using (
  disclosure.sees_all() or disclosure.is_of(array[department_id])
  or exists (select from disclosure.publication p where p.id = discipline_notice.publication_id and disclosure.is_of(array[p.department_id])));
alter table disclosure.self_check enable row level security, force row level security;
create policy self_check_of_department on disclosure.self_check using (disclosure.sees_all() or disclosure.is_of(array[department_id]));
alter table disclosure.periodic_report enable row level security, force row level security;
create policy periodic_report_of_department on disclosure.periodic_report using (disclosure.sees_all() or disclosure.is_of(array[department_id]));

create trigger tell_public_change after insert or update or delete on disclosure.handling_decision for each statement execute function kit.tell_public_change('PublicHandlingDecision');

comment on table disclosure.handling_decision is 'Duty of a department to publish an order, a coercive measure or a penalty. Made by events where the profile publishes such decisions; the public reads public_text, and the name of the object, once its channels have them.';
comment on table disclosure.discipline_notice is 'One row for each department that was told of a serious result, on publication or because it was shared.';
