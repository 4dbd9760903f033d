-- What the public reads from here, and in which GraphQL types. `apps/gateway` keeps answers with them until it is told.
create trigger tell_public_change after insert or update or delete on disclosure.public_result for each statement execute function kit.tell_public_change('PublicResult');
create trigger tell_public_change after insert or update or delete on disclosure.public_result_version for each statement execute function kit.tell_public_change('PublicResult');
create trigger tell_public_change after insert or update or delete on disclosure.public_task for each statement execute function kit.tell_public_change('PublicTask');
create trigger tell_public_change after insert or update or delete on disclosure.public_annual_plan for each statement execute function kit.tell_public_change('PublicAnnualPlan');
create trigger tell_public_change after insert or update or delete on disclosure.public_item_list for each statement execute function kit.tell_public_change('PublicItemList');
create trigger tell_public_change after insert or update or delete on disclosure.public_draw for each statement execute function kit.tell_public_change('PublicDraw');
create trigger tell_public_change after insert or update or delete on disclosure.public_draw_certificate for each statement execute function kit.tell_public_change('PublicDraw');
create trigger tell_public_change after insert or update or delete on disclosure.public_drawn_object for each statement execute function kit.tell_public_change('PublicDraw');
create trigger tell_public_change after insert or update or delete on disclosure.channel_message for each statement execute function kit.tell_public_change('ChannelReceipt');
create trigger tell_public_change after insert or update or delete on disclosure.log_entry for each statement execute function kit.tell_public_change('LogEntry');
create trigger tell_public_change after insert or update or delete on disclosure.log_content for each statement execute function kit.tell_public_change('LogEntry');
-- An opened entry shows the seed of its draw, and a signed or witnessed checkpoint the receipts of its entries.
create trigger tell_public_change after insert or update or delete on disclosure.log_sealed for each statement execute function kit.tell_public_change('LogEntry', 'PublicDraw');
create trigger tell_public_change after insert or update or delete on disclosure.log_checkpoint for each statement execute function kit.tell_public_change('LogEntry', 'LogCheckpoint');
create trigger tell_public_change after insert or update or delete on disclosure.log_cosignature for each statement execute function kit.tell_public_change('LogEntry', 'LogCheckpoint', 'LogWitness');
create trigger tell_public_change after insert or update or delete on disclosure.log_witness for each statement execute function kit.tell_public_change('LogEntry', 'LogCheckpoint', 'LogWitness');
