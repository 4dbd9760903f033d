CREATE TABLE "disclosure"."public_draw_certificate" (
	"draw_id" uuid PRIMARY KEY NOT NULL,
	"certificate" text NOT NULL,
	"opened_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "disclosure"."log_checkpoint" (
	"size" bigint PRIMARY KEY NOT NULL,
	"root" "bytea" NOT NULL,
	"note" text NOT NULL,
	"signed_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "disclosure"."log_content" (
	"entry_id" uuid PRIMARY KEY NOT NULL,
	"content" text NOT NULL,
	"salt" char(64) NOT NULL
);
--> statement-breakpoint
CREATE TABLE "disclosure"."log_cosignature" (
	"size" bigint NOT NULL,
	"witness_id" uuid NOT NULL,
	"line" text NOT NULL,
	"cosigned_at" timestamp with time zone NOT NULL,
	CONSTRAINT "log_cosignature_size_witness_id_pk" PRIMARY KEY("size","witness_id"),
	CONSTRAINT "log_cosignature_line" CHECK ("disclosure"."log_cosignature"."line" like '— %')
);
--> statement-breakpoint
CREATE TABLE "disclosure"."log_entry" (
	"index" bigint PRIMARY KEY NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"entry" text NOT NULL,
	"draw_id" uuid,
	"publication_id" uuid,
	CONSTRAINT "log_entry_id" UNIQUE("id")
);
--> statement-breakpoint
CREATE TABLE "disclosure"."log_node" (
	"level" integer NOT NULL,
	"index" bigint NOT NULL,
	"hash" "bytea" NOT NULL,
	CONSTRAINT "log_node_level_index_pk" PRIMARY KEY("level","index")
);
--> statement-breakpoint
CREATE TABLE "disclosure"."log_sealed" (
	"entry_id" uuid PRIMARY KEY NOT NULL,
	"content" text NOT NULL,
	"salt" char(64) NOT NULL,
	"opened_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "disclosure"."log_waiting" (
	"seq" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "disclosure"."log_waiting_seq_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"entry" text NOT NULL,
	"draw_id" uuid,
	"publication_id" uuid
);
--> statement-breakpoint
CREATE TABLE "disclosure"."log_witness" (
	"id" uuid PRIMARY KEY NOT NULL,
	"department_id" uuid NOT NULL,
	"name" text NOT NULL,
	"key" text NOT NULL,
	"registered_at" timestamp with time zone NOT NULL,
	"registered_by" text NOT NULL,
	"retired_at" timestamp with time zone,
	CONSTRAINT "log_witness_key" UNIQUE("key")
);
--> statement-breakpoint
ALTER TABLE "disclosure"."public_draw" ALTER COLUMN "certificate_hash" DROP NOT NULL;--> statement-breakpoint
UPDATE "disclosure"."public_draw" SET "visible_at" = coalesce("certified_at", "confirmed_at", now()) WHERE "visible_at" IS NULL;--> statement-breakpoint
ALTER TABLE "disclosure"."public_draw" ALTER COLUMN "visible_at" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "disclosure"."public_draw" ADD COLUMN "state" text;--> statement-breakpoint
UPDATE "disclosure"."public_draw" SET "state" = CASE WHEN "confirmed_at" IS NULL THEN 'CERTIFIED' ELSE 'CONFIRMED' END;--> statement-breakpoint
ALTER TABLE "disclosure"."public_draw" ALTER COLUMN "state" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "disclosure"."public_draw" ADD COLUMN "department_id" uuid;--> statement-breakpoint
ALTER TABLE "disclosure"."public_draw" ADD COLUMN "frame_root" text;--> statement-breakpoint
ALTER TABLE "disclosure"."public_draw" ADD COLUMN "to_draw" integer;--> statement-breakpoint
ALTER TABLE "disclosure"."public_draw" ADD COLUMN "algorithm" text;--> statement-breakpoint
ALTER TABLE "disclosure"."public_draw" ADD COLUMN "hash" text;--> statement-breakpoint
ALTER TABLE "disclosure"."public_draw" ADD COLUMN "intended_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "disclosure"."public_draw" ADD COLUMN "abandoned_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "disclosure"."public_draw" ADD COLUMN "abandon_reason" text;--> statement-breakpoint
ALTER TABLE "disclosure"."public_draw" ADD COLUMN "abandon_approved_by" text;--> statement-breakpoint
ALTER TABLE "disclosure"."public_draw" ADD COLUMN "platform" text;--> statement-breakpoint
ALTER TABLE "disclosure"."public_draw" ADD COLUMN "external_number" text;--> statement-breakpoint
ALTER TABLE "disclosure"."public_draw" ADD COLUMN "document_hash" text;--> statement-breakpoint
ALTER TABLE "disclosure"."public_draw" ADD COLUMN "opened_at" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "log_cosignature_by_witness" ON "disclosure"."log_cosignature" USING btree ("witness_id","size");--> statement-breakpoint
CREATE INDEX "log_entry_by_kind" ON "disclosure"."log_entry" USING btree ("kind","index");--> statement-breakpoint
CREATE INDEX "log_entry_by_draw" ON "disclosure"."log_entry" USING btree ("draw_id","index");--> statement-breakpoint
CREATE INDEX "log_entry_by_publication" ON "disclosure"."log_entry" USING btree ("publication_id","index");--> statement-breakpoint
CREATE INDEX "log_waiting_by_publication" ON "disclosure"."log_waiting" USING btree ("publication_id");--> statement-breakpoint
CREATE INDEX "public_draw_of_task" ON "disclosure"."public_draw" USING btree ("task_id");--> statement-breakpoint
ALTER TABLE "disclosure"."public_draw" ADD CONSTRAINT "public_draw_state" CHECK ("disclosure"."public_draw"."state" in ('INTENDED', 'CERTIFIED', 'CONFIRMED', 'ABANDONED', 'IMPORTED'));

-- What the log has taken in is for ever: the app role adds and reads. It takes entries out of the queue, and forgets what was stopped.
grant select, insert on disclosure.log_entry, disclosure.log_node, disclosure.log_checkpoint, disclosure.log_cosignature, disclosure.public_draw_certificate to disclosure_app;
grant select, insert, delete on disclosure.log_waiting, disclosure.log_content to disclosure_app;
grant select, insert on disclosure.log_sealed, disclosure.log_witness to disclosure_app;
grant update (opened_at) on disclosure.log_sealed to disclosure_app;
grant update (retired_at) on disclosure.log_witness to disclosure_app;

create function disclosure.log_is_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'the public log is append-only: % of % refused', tg_op, tg_table_name using errcode = 'restrict_violation';
end $$;

create trigger log_entry_stays before update or delete or truncate on disclosure.log_entry for each statement execute function disclosure.log_is_append_only();
create trigger log_node_stays before update or delete or truncate on disclosure.log_node for each statement execute function disclosure.log_is_append_only();
create trigger log_checkpoint_stays before update or delete or truncate on disclosure.log_checkpoint for each statement execute function disclosure.log_is_append_only();
create trigger log_cosignature_stays before update or delete or truncate on disclosure.log_cosignature for each statement execute function disclosure.log_is_append_only();
create trigger log_content_is_not_rewritten before update or truncate on disclosure.log_content for each statement execute function disclosure.log_is_append_only();
create trigger log_sealed_stays before delete or truncate on disclosure.log_sealed for each statement execute function disclosure.log_is_append_only();

create function disclosure.log_entry_follows() returns trigger language plpgsql as $$
begin
  if new.index <> (select coalesce(max(index) + 1, 0) from disclosure.log_entry) then
    raise exception 'the public log has no gaps: entry % does not follow', new.index using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger log_entry_without_gaps before insert on disclosure.log_entry for each row execute function disclosure.log_entry_follows();

create function disclosure.log_checkpoint_follows() returns trigger language plpgsql as $$
begin
  if new.size <= (select coalesce(max(size), 0) from disclosure.log_checkpoint) or new.size > (select coalesce(max(index) + 1, 0) from disclosure.log_entry) then
    raise exception 'a checkpoint of % entries does not follow the last', new.size using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger log_checkpoint_grows before insert on disclosure.log_checkpoint for each row execute function disclosure.log_checkpoint_follows();

-- Only what was said of a stopped publication may be forgotten, and that it was stopped has to be in the log first.
create function disclosure.log_forgets_what_was_stopped() returns trigger language plpgsql as $$
declare
  subject uuid := coalesce((select publication_id from disclosure.log_entry where id = old.entry_id), (select publication_id from disclosure.log_waiting where id = old.entry_id));
begin
  if not exists (select from disclosure.log_entry where publication_id = subject and kind = 'RESULT_STOPPED')
    and not exists (select from disclosure.log_waiting where publication_id = subject and kind = 'RESULT_STOPPED') then
    raise exception 'nothing is forgotten that was not stopped' using errcode = 'restrict_violation';
  end if;
  return old;
end $$;
create trigger log_content_is_kept before delete on disclosure.log_content for each row execute function disclosure.log_forgets_what_was_stopped();

-- Before it is opened, what an entry keeps back is for those who audit. SY art.14(1).
alter table disclosure.log_sealed enable row level security, force row level security;
create policy log_sealed_read on disclosure.log_sealed for select using (opened_at is not null or disclosure.has_role('SYSTEM', 'AUDITOR', 'SUPERVISOR'));
create policy log_sealed_made_by_events on disclosure.log_sealed for insert with check (disclosure.has_role('SYSTEM'));
create policy log_sealed_opened_by_events on disclosure.log_sealed for update using (disclosure.has_role('SYSTEM'));

comment on table disclosure.log_entry is 'The public log (公开日志), RFC 9162: numbered from 0 without gaps, never changed, never removed. `entry` is the text that the tree hashes; what it committed to stands in log_content and log_sealed.';
comment on table disclosure.log_node is 'Hashes of the complete subtrees of the public log, less than two for each entry. A proof reads a few dozen of them, however long the log is.';
comment on table disclosure.log_checkpoint is 'What the log signed. Larger each time, and one root for each size: the log cannot tell two stories from this database.';
comment on table disclosure.log_content is 'Content and salt of entries. Deleting a row is how a stopped publication is forgotten; its entry and every proof stay valid.';
