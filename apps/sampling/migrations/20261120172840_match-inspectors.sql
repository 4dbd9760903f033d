CREATE TABLE "sampling"."cross_region_agreement" (
	"id" uuid PRIMARY KEY NOT NULL,
	"task_id" uuid NOT NULL,
	"task_number" text NOT NULL,
	"profile" text NOT NULL,
	"department_id" uuid NOT NULL,
	"other_department_id" uuid NOT NULL,
	"state" text NOT NULL,
	"proposed_by" text NOT NULL,
	"proposed_at" timestamp with time zone NOT NULL,
	"answered_by" text,
	"answered_at" timestamp with time zone,
	"reason" text,
	CONSTRAINT "cross_region_agreement_once" UNIQUE("task_id","department_id","other_department_id")
);
--> statement-breakpoint
CREATE TABLE "sampling"."roster_expert" (
	"id" uuid PRIMARY KEY NOT NULL,
	"department_id" uuid NOT NULL,
	"division_code" text NOT NULL,
	"nature" text NOT NULL,
	"kind" text NOT NULL,
	"specialties" text[] NOT NULL,
	"services" text[] NOT NULL,
	"qualification_no" text,
	"qualification_expires_on" date,
	"active" boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sampling"."expert_draw" (
	"id" uuid PRIMARY KEY NOT NULL,
	"team_id" uuid NOT NULL,
	"task_id" uuid NOT NULL,
	"frame" text NOT NULL,
	"certificate" text NOT NULL,
	"certificate_hash" text NOT NULL,
	"drawn_by" text NOT NULL,
	"drawn_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sampling"."team_merged_visit" (
	"task_id" uuid NOT NULL,
	"object_id" uuid NOT NULL,
	"team_id" uuid NOT NULL,
	CONSTRAINT "team_merged_visit_task_id_object_id_pk" PRIMARY KEY("task_id","object_id")
);
--> statement-breakpoint
ALTER TABLE "sampling"."inspector_draw" DROP CONSTRAINT "inspector_draw_once";--> statement-breakpoint
ALTER TABLE "sampling"."inspector_draw" ALTER COLUMN "seed" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "sampling"."inspector_draw" ALTER COLUMN "certificate" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "sampling"."inspector_draw" ALTER COLUMN "certificate_hash" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "sampling"."inspector_draw" ALTER COLUMN "drawn_by" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "sampling"."inspector_draw" ALTER COLUMN "drawn_at" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "sampling"."inspector_draw" ADD COLUMN "state" text;--> statement-breakpoint
ALTER TABLE "sampling"."inspector_draw" ADD COLUMN "attempt" integer;--> statement-breakpoint
ALTER TABLE "sampling"."inspector_draw" ADD COLUMN "object_draw_id" uuid;--> statement-breakpoint
ALTER TABLE "sampling"."inspector_draw" ADD COLUMN "list_version" integer;--> statement-breakpoint
ALTER TABLE "sampling"."inspector_draw" ADD COLUMN "groups" integer;--> statement-breakpoint
ALTER TABLE "sampling"."inspector_draw" ADD COLUMN "scheme" text;--> statement-breakpoint
ALTER TABLE "sampling"."inspector_draw" ADD COLUMN "scheme_version" integer;--> statement-breakpoint
ALTER TABLE "sampling"."inspector_draw" ADD COLUMN "intent" text;--> statement-breakpoint
ALTER TABLE "sampling"."inspector_draw" ADD COLUMN "intent_hash" text;--> statement-breakpoint
ALTER TABLE "sampling"."inspector_draw" ADD COLUMN "intended_by" text;--> statement-breakpoint
ALTER TABLE "sampling"."inspector_draw" ADD COLUMN "intended_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "sampling"."inspector_draw" ADD COLUMN "void_reason" text;--> statement-breakpoint
ALTER TABLE "sampling"."inspector_draw" ADD COLUMN "voided_by" text;--> statement-breakpoint
ALTER TABLE "sampling"."inspector_replacement" ADD COLUMN "out_of_order_reason" text;--> statement-breakpoint
ALTER TABLE "sampling"."team" ADD COLUMN "warnings" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "sampling"."team_member" ADD COLUMN "services" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "sampling"."team_member" ADD COLUMN "qualification_no" text;--> statement-breakpoint
ALTER TABLE "sampling"."team_member" ADD COLUMN "expert_draw_id" uuid;--> statement-breakpoint
CREATE INDEX "roster_expert_by_division" ON "sampling"."roster_expert" USING btree ("division_code");--> statement-breakpoint
CREATE INDEX "expert_draw_by_team" ON "sampling"."expert_draw" USING btree ("team_id");--> statement-breakpoint
CREATE INDEX "team_merged_visit_by_team" ON "sampling"."team_merged_visit" USING btree ("team_id");--> statement-breakpoint
CREATE UNIQUE INDEX "inspector_draw_alive" ON "sampling"."inspector_draw" USING btree ("task_id","department_id") WHERE state <> 'VOID';--> statement-breakpoint
CREATE INDEX "team_object_by_object" ON "sampling"."team_object" USING btree ("object_id");--> statement-breakpoint
ALTER TABLE "sampling"."inspector_draw" ADD CONSTRAINT "inspector_draw_attempt" UNIQUE("task_id","department_id","attempt");
--> statement-breakpoint
-- What was drawn in the plain order of a department stays as it is where a team rests on it, and is drawn anew where none does.
SELECT set_config('app.roles', 'SYSTEM', true);
UPDATE "sampling"."inspector_draw" AS d SET "attempt" = 1, "list_version" = 1, "groups" = 0, "scheme" = 'PLAIN_ORDER', "scheme_version" = 1,
  "intent" = (d."certificate"::jsonb -> 'intent')::text, "intent_hash" = d."certificate"::jsonb ->> 'intentHash', "intended_by" = d."drawn_by", "intended_at" = d."drawn_at",
  "object_draw_id" = (SELECT o."id" FROM "sampling"."object_draw" o WHERE o."task_id" = d."task_id" ORDER BY o."attempt" DESC LIMIT 1),
  "state" = CASE WHEN EXISTS (SELECT FROM "sampling"."team" t WHERE t."task_id" = d."task_id") THEN 'DRAWN' ELSE 'VOID' END;
UPDATE "sampling"."inspector_draw" SET "void_reason" = 'PLAIN_ORDER', "voided_by" = 'migration' WHERE "state" = 'VOID';
ALTER TABLE "sampling"."inspector_draw" ALTER COLUMN "state" SET NOT NULL;
ALTER TABLE "sampling"."inspector_draw" ALTER COLUMN "attempt" SET NOT NULL;
ALTER TABLE "sampling"."inspector_draw" ALTER COLUMN "object_draw_id" SET NOT NULL;
ALTER TABLE "sampling"."inspector_draw" ALTER COLUMN "list_version" SET NOT NULL;
ALTER TABLE "sampling"."inspector_draw" ALTER COLUMN "groups" SET NOT NULL;
ALTER TABLE "sampling"."inspector_draw" ALTER COLUMN "scheme" SET NOT NULL;
ALTER TABLE "sampling"."inspector_draw" ALTER COLUMN "scheme_version" SET NOT NULL;
ALTER TABLE "sampling"."inspector_draw" ALTER COLUMN "intent" SET NOT NULL;
ALTER TABLE "sampling"."inspector_draw" ALTER COLUMN "intent_hash" SET NOT NULL;
ALTER TABLE "sampling"."inspector_draw" ALTER COLUMN "intended_by" SET NOT NULL;
ALTER TABLE "sampling"."inspector_draw" ALTER COLUMN "intended_at" SET NOT NULL;
--> statement-breakpoint
ALTER TABLE "sampling"."inspector_draw" ADD CONSTRAINT "inspector_draw_state" CHECK ("state" IN ('INTENDED', 'DRAWN', 'VOID') AND ("state" <> 'DRAWN' OR "certificate" IS NOT NULL) AND ("state" <> 'INTENDED' OR "seed" IS NULL) AND ("state" <> 'VOID' OR "void_reason" IS NOT NULL));
ALTER TABLE "sampling"."inspector_replacement" ADD CONSTRAINT "inspector_replacement_state" CHECK ("state" IN ('REQUESTED', 'APPROVED', 'REJECTED', 'APPLIED', 'WITHDRAWN'));
ALTER TABLE "sampling"."cross_region_agreement" ADD CONSTRAINT "cross_region_agreement_state" CHECK ("state" IN ('PROPOSED', 'AGREED', 'REFUSED') AND ("state" = 'PROPOSED') = ("answered_at" IS NULL) AND "department_id" <> "other_department_id");
--> statement-breakpoint
-- One intent gives one result, of inspectors as of objects.
CREATE FUNCTION "sampling"."keep_matched"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.intent IS DISTINCT FROM OLD.intent OR (OLD.seed IS NOT NULL AND (NEW.seed, NEW.certificate) IS DISTINCT FROM (OLD.seed, OLD.certificate)) THEN
    RAISE EXCEPTION 'an intent and its result cannot be changed';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER "inspector_draw_is_final" BEFORE UPDATE ON "sampling"."inspector_draw" FOR EACH ROW EXECUTE FUNCTION "sampling"."keep_matched"();
--> statement-breakpoint
GRANT UPDATE ON "sampling"."inspector_draw" TO sampling_app;
GRANT SELECT, INSERT, UPDATE ON "sampling"."roster_expert", "sampling"."cross_region_agreement" TO sampling_app;
GRANT SELECT, INSERT ON "sampling"."expert_draw", "sampling"."team_merged_visit" TO sampling_app;
--> statement-breakpoint
-- An agreement concerns the departments of the task and the other region's.
ALTER TABLE "sampling"."cross_region_agreement" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "sampling"."cross_region_agreement" FORCE ROW LEVEL SECURITY;
CREATE POLICY "cross_region_agreement_of_both" ON "sampling"."cross_region_agreement" USING ("sampling"."oversees"() OR "other_department_id" = nullif(current_setting('app.department', true), '')::uuid OR EXISTS (SELECT FROM "sampling"."task" WHERE "task"."id" = "cross_region_agreement"."task_id"));
ALTER TABLE "sampling"."expert_draw" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "sampling"."expert_draw" FORCE ROW LEVEL SECURITY;
CREATE POLICY "expert_draw_of_task" ON "sampling"."expert_draw" USING ("sampling"."oversees"() OR EXISTS (SELECT FROM "sampling"."task" WHERE "task"."id" = "expert_draw"."task_id"));
