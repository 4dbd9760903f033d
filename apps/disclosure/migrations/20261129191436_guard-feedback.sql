grant select, insert on disclosure.public_feedback to disclosure_app;
alter table disclosure.public_feedback enable row level security, force row level security;
-- Anybody may speak; the department that published reads it (GA art.43).
create policy public_feedback_given on disclosure.public_feedback for insert with check (true);
create policy public_feedback_read on disclosure.public_feedback for select using (disclosure.sees_all() or disclosure.is_of(array[department_id]));
