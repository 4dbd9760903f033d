CREATE TABLE "planning"."department_group" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"lead_department_id" uuid NOT NULL,
	"member_ids" uuid[] NOT NULL,
	"item_ids" uuid[] NOT NULL,
	"saved_at" timestamp with time zone NOT NULL,
	"saved_by" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "planning"."industry_bundle" (
	"id" uuid PRIMARY KEY NOT NULL,
	"industry" text NOT NULL,
	"division_code" text NOT NULL,
	"department_id" uuid NOT NULL,
	"item_ids" uuid[] NOT NULL,
	"saved_at" timestamp with time zone NOT NULL,
	"saved_by" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "planning"."joint_field" (
	"field" text NOT NULL,
	"division_code" text NOT NULL,
	"marked" boolean NOT NULL,
	"reason" text NOT NULL,
	"by" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "joint_field_field_division_code_pk" PRIMARY KEY("field","division_code")
);
--> statement-breakpoint
CREATE TABLE "planning"."task_invitation" (
	"task_id" uuid NOT NULL,
	"department_id" uuid NOT NULL,
	"sent_by" uuid NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	"due_on" date NOT NULL,
	"answer" text NOT NULL,
	"item_ids" uuid[] NOT NULL,
	"reason" text,
	"answered_at" timestamp with time zone,
	"circular" jsonb,
	CONSTRAINT "task_invitation_task_id_department_id_pk" PRIMARY KEY("task_id","department_id")
);
--> statement-breakpoint
CREATE TABLE "planning"."task_reminder" (
	"id" uuid PRIMARY KEY NOT NULL,
	"task_id" uuid NOT NULL,
	"department_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"text" text NOT NULL,
	"missing_count" integer NOT NULL,
	"by" text NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "planning"."superior_task" (
	"id" uuid PRIMARY KEY NOT NULL,
	"superior_number" text NOT NULL,
	"issuer" text NOT NULL,
	"title" text NOT NULL,
	"year" integer NOT NULL,
	"draw_mode" text NOT NULL,
	"item_ids" uuid[] NOT NULL,
	"lineage_ids" uuid[] NOT NULL,
	"period_from" date NOT NULL,
	"period_to" date NOT NULL,
	"department_id" uuid NOT NULL,
	"department_ids" uuid[] NOT NULL,
	"parent_id" uuid,
	"state" text NOT NULL,
	"accepted_at" timestamp with time zone,
	"report" jsonb,
	"profile" text NOT NULL,
	"profile_hash" text NOT NULL,
	"imported_at" timestamp with time zone NOT NULL,
	"imported_by" text NOT NULL,
	CONSTRAINT "superior_task_once" UNIQUE("department_id","superior_number")
);
--> statement-breakpoint
ALTER TABLE "planning"."task" ADD COLUMN "kind" text DEFAULT 'ORDINARY' NOT NULL;--> statement-breakpoint
ALTER TABLE "planning"."task" ADD COLUMN "draw_mode" text;--> statement-breakpoint
ALTER TABLE "planning"."task" ADD COLUMN "joint_kind" text;--> statement-breakpoint
ALTER TABLE "planning"."task" ADD COLUMN "joint_mode" text;--> statement-breakpoint
ALTER TABLE "planning"."task" ADD COLUMN "instruction_ref" text;--> statement-breakpoint
ALTER TABLE "planning"."task" ADD COLUMN "group_id" uuid;--> statement-breakpoint
ALTER TABLE "planning"."task" ADD COLUMN "bundle_id" uuid;--> statement-breakpoint
ALTER TABLE "planning"."task" ADD COLUMN "parent_id" uuid;--> statement-breakpoint
ALTER TABLE "planning"."task" ADD COLUMN "superior_task_id" uuid;--> statement-breakpoint
ALTER TABLE "planning"."task" ADD COLUMN "exception_reason" text;--> statement-breakpoint
CREATE INDEX "task_reminder_by_task" ON "planning"."task_reminder" USING btree ("task_id","id");--> statement-breakpoint
CREATE INDEX "superior_task_by_parent" ON "planning"."superior_task" USING btree ("parent_id");--> statement-breakpoint
CREATE INDEX "task_by_parent" ON "planning"."task" USING btree ("parent_id");--> statement-breakpoint
CREATE INDEX "task_by_superior" ON "planning"."task" USING btree ("superior_task_id");--> statement-breakpoint
ALTER TABLE "planning"."task" DROP CONSTRAINT "task_state";
ALTER TABLE "planning"."task" ADD CONSTRAINT "task_state" CHECK ("state" IN ('DRAFT', 'INVITED', 'RESPONDED', 'SCHEME_AGREED', 'READY', 'DRAWING', 'DISPATCHED', 'TEAMED', 'IN_PROGRESS', 'COMPLETED', 'CLOSED', 'CANCELLED'));
ALTER TABLE "planning"."task" ADD CONSTRAINT "task_kind" CHECK ("kind" IN ('ORDINARY', 'SPECIAL'));
ALTER TABLE "planning"."task" DROP CONSTRAINT "task_origin";
ALTER TABLE "planning"."task" ADD CONSTRAINT "task_origin" CHECK ("origin" IN ('PLAN', 'SUPERIOR', 'DIRECT') AND ("origin" <> 'DIRECT' OR "ground" IS NOT NULL) AND ("ground" IS NULL OR "origin" = 'DIRECT' OR "kind" = 'SPECIAL'));
ALTER TABLE "planning"."superior_task" ADD CONSTRAINT "superior_task_state" CHECK ("state" IN ('IMPORTED', 'ACCEPTED', 'REPORTED'));
ALTER TABLE "planning"."task_invitation" ADD CONSTRAINT "task_invitation_answer" CHECK ("answer" IN ('SENT', 'ACCEPTED', 'DECLINED_WITH_REASON'));
ALTER TABLE "planning"."department_group" ADD CONSTRAINT "department_group_kind" CHECK ("kind" IN ('CAMPAIGN', 'STANDING_GROUP'));
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON "planning"."superior_task", "planning"."task_invitation", "planning"."department_group", "planning"."joint_field", "planning"."industry_bundle" TO planning_app;
-- Said once.
GRANT SELECT, INSERT ON "planning"."task_reminder" TO planning_app;
--> statement-breakpoint
ALTER TABLE "planning"."superior_task" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "planning"."superior_task" FORCE ROW LEVEL SECURITY;
CREATE POLICY "superior_task_read" ON "planning"."superior_task" FOR SELECT USING (
  (SELECT "planning"."caller_department"()) = ANY ("department_ids") OR (SELECT "planning"."caller_is"('SYSTEM', 'COORDINATOR', 'SUPERVISOR', 'AUDITOR', 'ANALYST')));
CREATE POLICY "superior_task_make" ON "planning"."superior_task" FOR INSERT WITH CHECK ((SELECT "planning"."caller_department"()) = ANY ("department_ids"));
CREATE POLICY "superior_task_change" ON "planning"."superior_task" FOR UPDATE USING ((SELECT "planning"."caller_department"()) = ANY ("department_ids") OR (SELECT "planning"."caller_is"('SYSTEM')));
ALTER TABLE "planning"."task_invitation" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "planning"."task_invitation" FORCE ROW LEVEL SECURITY;
CREATE POLICY "task_invitation_of_task" ON "planning"."task_invitation" USING (EXISTS (SELECT FROM "planning"."task" WHERE "task"."id" = "task_invitation"."task_id"));
ALTER TABLE "planning"."task_reminder" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "planning"."task_reminder" FORCE ROW LEVEL SECURITY;
CREATE POLICY "task_reminder_of_task" ON "planning"."task_reminder" USING (EXISTS (SELECT FROM "planning"."task" WHERE "task"."id" = "task_reminder"."task_id"));
