CREATE TABLE "planning"."plan_comment" (
	"id" uuid PRIMARY KEY NOT NULL,
	"plan_id" uuid NOT NULL,
	"department_id" uuid NOT NULL,
	"text" text NOT NULL,
	"by" text NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "planning"."instruction" (
	"id" uuid PRIMARY KEY NOT NULL,
	"addressee_id" uuid NOT NULL,
	"recorded_by" uuid NOT NULL,
	"issuer" text NOT NULL,
	"document_number" text NOT NULL,
	"title" text NOT NULL,
	"issued_on" date NOT NULL,
	"year" integer NOT NULL,
	"required_item_id" uuid,
	"required_lineage_id" uuid,
	"required_ratio" text,
	"created_at" timestamp with time zone NOT NULL,
	"created_by" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "planning"."annual_plan" ADD COLUMN "guide_department_id" uuid;--> statement-breakpoint
ALTER TABLE "planning"."annual_plan" ADD COLUMN "filed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "planning"."annual_plan" ADD COLUMN "consolidated_into" uuid;--> statement-breakpoint
ALTER TABLE "planning"."item_list" ADD COLUMN "level" text;--> statement-breakpoint
ALTER TABLE "planning"."plan_entry" ADD COLUMN "origin" text DEFAULT 'OWN' NOT NULL;--> statement-breakpoint
ALTER TABLE "planning"."plan_entry" ADD COLUMN "draw_mode" text;--> statement-breakpoint
ALTER TABLE "planning"."plan_entry" ADD COLUMN "key_field" jsonb;--> statement-breakpoint
ALTER TABLE "planning"."plan_entry" ADD COLUMN "instruction_ids" uuid[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "planning"."plan_comment" ADD CONSTRAINT "plan_comment_plan_id_annual_plan_id_fk" FOREIGN KEY ("plan_id") REFERENCES "planning"."annual_plan"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "plan_comment_by_plan" ON "planning"."plan_comment" USING btree ("plan_id","id");--> statement-breakpoint
CREATE INDEX "instruction_by_addressee" ON "planning"."instruction" USING btree ("addressee_id","year");--> statement-breakpoint
CREATE INDEX "instruction_by_created" ON "planning"."instruction" USING btree ("created_at","id");--> statement-breakpoint
ALTER TABLE "planning"."annual_plan" DROP CONSTRAINT "annual_plan_state";
ALTER TABLE "planning"."annual_plan" ADD CONSTRAINT "annual_plan_state" CHECK ("state" IN ('DRAFT', 'FILED', 'SUBMITTED', 'UNDER_REVIEW', 'RETURNED', 'APPROVED', 'PUBLISHING', 'PUBLISHED', 'ADJUSTING'));
ALTER TABLE "planning"."plan_entry" ADD CONSTRAINT "plan_entry_origin" CHECK ("origin" IN ('OWN', 'SUPERIOR', 'CAMPAIGN'));
ALTER TABLE "planning"."plan_entry" ADD CONSTRAINT "plan_entry_draw_mode" CHECK ("draw_mode" IN ('UNDIRECTED', 'DIRECTED'));
--> statement-breakpoint
-- Both are said once and never changed.
GRANT SELECT, INSERT ON "planning"."plan_comment", "planning"."instruction" TO planning_app;
--> statement-breakpoint
ALTER TABLE "planning"."plan_comment" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "planning"."plan_comment" FORCE ROW LEVEL SECURITY;
CREATE POLICY "plan_comment_read" ON "planning"."plan_comment" FOR SELECT USING (EXISTS (
  SELECT FROM "planning"."annual_plan" WHERE "annual_plan"."id" = "plan_comment"."plan_id"
    AND ((SELECT "planning"."caller_department"()) = ANY ("annual_plan"."department_ids") OR (SELECT "planning"."caller_is"('SYSTEM', 'COORDINATOR', 'SUPERVISOR', 'AUDITOR', 'ANALYST', 'LEGAL_REVIEWER', 'JUSTICE_REVIEWER')))));
CREATE POLICY "plan_comment_make" ON "planning"."plan_comment" FOR INSERT WITH CHECK ((SELECT "planning"."caller_department"()) = "department_id");
ALTER TABLE "planning"."instruction" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "planning"."instruction" FORCE ROW LEVEL SECURITY;
CREATE POLICY "instruction_read" ON "planning"."instruction" FOR SELECT USING (
  (SELECT "planning"."caller_department"()) IN ("addressee_id", "recorded_by") OR (SELECT "planning"."caller_is"('SYSTEM', 'COORDINATOR', 'SUPERVISOR', 'AUDITOR', 'ANALYST')));
CREATE POLICY "instruction_make" ON "planning"."instruction" FOR INSERT WITH CHECK ((SELECT "planning"."caller_department"()) = "recorded_by");
