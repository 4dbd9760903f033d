-- What the public reads from here, and in which GraphQL types. `apps/gateway` keeps answers with them until it is told.
create trigger tell_public_change after insert or update or delete on registry.department for each statement execute function kit.tell_public_change('Department');
create trigger tell_public_change after insert or update or delete on registry.inspection_item for each statement execute function kit.tell_public_change('InspectionItem');
