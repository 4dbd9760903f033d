grant select, insert, update on disclosure.declined_task to disclosure_app;
alter table disclosure.declined_task enable row level security, force row level security;
create policy declined_task_of_department on disclosure.declined_task using (disclosure.sees_all() or disclosure.is_of(array[department_id]));
