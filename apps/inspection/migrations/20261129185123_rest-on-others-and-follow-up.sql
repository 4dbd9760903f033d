CREATE TABLE "inspection"."adopted_result" (
	"region" char(6) NOT NULL,
	"record_id" uuid NOT NULL,
	"item_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"source_result_id" uuid,
	"document_number" text,
	"issuer" text,
	"issued_on" date,
	"conclusion" text NOT NULL,
	"problem_found" boolean NOT NULL,
	"adopted_by_id" uuid NOT NULL,
	"adopted_at" timestamp with time zone NOT NULL,
	CONSTRAINT "adopted_result_region_record_id_item_id_pk" PRIMARY KEY("region","record_id","item_id"),
	CONSTRAINT "adopted_result_kind" CHECK (kind in ('OTHER_DEPARTMENT_RESULT', 'JUDICIAL_DOCUMENT', 'PROFESSIONAL_CONCLUSION', 'EXPERT_OPINION'))
);
--> statement-breakpoint
CREATE TABLE "inspection"."case_message" (
	"region" char(6) NOT NULL,
	"id" uuid NOT NULL,
	"follow_up_id" uuid NOT NULL,
	"target" text NOT NULL,
	"task_number" text NOT NULL,
	"object_name" text NOT NULL,
	"description" text NOT NULL,
	"state" text NOT NULL,
	"receipt" text,
	"queued_at" timestamp with time zone NOT NULL,
	"received_at" timestamp with time zone,
	CONSTRAINT "case_message_region_id_pk" PRIMARY KEY("region","id"),
	CONSTRAINT "case_message_once" UNIQUE("region","follow_up_id","queued_at"),
	CONSTRAINT "case_message_state" CHECK (state in ('QUEUED', 'RECEIVED'))
);
--> statement-breakpoint
CREATE TABLE "inspection"."demand" (
	"region" char(6) NOT NULL,
	"id" uuid NOT NULL,
	"inspection_id" uuid NOT NULL,
	"task_id" uuid NOT NULL,
	"object_id" uuid NOT NULL,
	"department_ids" uuid[] NOT NULL,
	"text" text NOT NULL,
	"contact_sealed" text NOT NULL,
	"state" text NOT NULL,
	"department_id" uuid NOT NULL,
	"routed_at" timestamp with time zone,
	"routing_receipt" text,
	"taken_back_at" timestamp with time zone,
	"due_on" date,
	"answer" text,
	"answered_at" timestamp with time zone,
	"late" boolean,
	"satisfaction" integer,
	"visit_note" text,
	"visited_at" timestamp with time zone,
	"registered_by_id" uuid NOT NULL,
	"registered_at" timestamp with time zone NOT NULL,
	CONSTRAINT "demand_region_id_pk" PRIMARY KEY("region","id"),
	CONSTRAINT "demand_state" CHECK (state in ('REGISTERED', 'RESOLVED_ON_SITE', 'TAKEN_BACK', 'ROUTED', 'REPLIED', 'VISITED')),
	CONSTRAINT "demand_satisfaction" CHECK (satisfaction between 1 and 5)
);
--> statement-breakpoint
CREATE TABLE "inspection"."discipline_referral" (
	"region" char(6) NOT NULL,
	"id" uuid NOT NULL,
	"inspection_id" uuid NOT NULL,
	"inspector_id" uuid NOT NULL,
	"suspicion" text NOT NULL,
	"description" text NOT NULL,
	"recipient" text NOT NULL,
	"state" text NOT NULL,
	"referred_by" text NOT NULL,
	"referred_at" timestamp with time zone NOT NULL,
	CONSTRAINT "discipline_referral_region_id_pk" PRIMARY KEY("region","id")
);
--> statement-breakpoint
CREATE TABLE "inspection"."archive_rule" (
	"department_id" uuid PRIMARY KEY NOT NULL,
	"retention_years" integer NOT NULL,
	"method" text NOT NULL,
	"set_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "inspection"."paper_material" (
	"region" char(6) NOT NULL,
	"id" uuid NOT NULL,
	"inspection_id" uuid NOT NULL,
	"name" text NOT NULL,
	"scan_sha256" text,
	"scanned_on" date,
	"listed_by_id" uuid NOT NULL,
	"listed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "paper_material_region_id_pk" PRIMARY KEY("region","id")
);
--> statement-breakpoint
CREATE TABLE "inspection"."duty_note" (
	"id" uuid PRIMARY KEY NOT NULL,
	"task_id" uuid NOT NULL,
	"object_id" uuid NOT NULL,
	"department_ids" uuid[] NOT NULL,
	"text" text NOT NULL,
	"noted_by" text NOT NULL,
	"noted_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "inspection"."visit_feedback" (
	"region" char(6) NOT NULL,
	"id" uuid NOT NULL,
	"inspection_id" uuid NOT NULL,
	"rating" integer NOT NULL,
	"text" text,
	"subject" text NOT NULL,
	"given_at" timestamp with time zone NOT NULL,
	CONSTRAINT "visit_feedback_region_id_pk" PRIMARY KEY("region","id"),
	CONSTRAINT "visit_feedback_once" UNIQUE("region","inspection_id"),
	CONSTRAINT "visit_feedback_rating" CHECK (rating between 1 and 5)
);
--> statement-breakpoint
CREATE TABLE "inspection"."item_guide" (
	"item_id" uuid PRIMARY KEY NOT NULL,
	"guide_id" uuid NOT NULL,
	"check_points" text[] NOT NULL
);
--> statement-breakpoint
CREATE TABLE "inspection"."own_rules" (
	"task_id" uuid NOT NULL,
	"item_id" uuid NOT NULL,
	"department_id" uuid NOT NULL,
	"title" text NOT NULL,
	"content" text NOT NULL,
	"check_points" text[] NOT NULL,
	"attached_at" timestamp with time zone NOT NULL,
	CONSTRAINT "own_rules_task_id_item_id_pk" PRIMARY KEY("task_id","item_id")
);
--> statement-breakpoint
CREATE TABLE "inspection"."passive_task" (
	"region" char(6) NOT NULL,
	"id" uuid NOT NULL,
	"inspection_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"reference" text NOT NULL,
	"content" text NOT NULL,
	"attached_by_id" uuid NOT NULL,
	"attached_at" timestamp with time zone NOT NULL,
	CONSTRAINT "passive_task_region_id_pk" PRIMARY KEY("region","id")
);
--> statement-breakpoint
CREATE TABLE "inspection"."result_entry" (
	"region" char(6) NOT NULL,
	"result_id" uuid NOT NULL,
	"entry" integer NOT NULL,
	"code" text NOT NULL,
	"label" text NOT NULL,
	"problem_found" boolean NOT NULL,
	"items" jsonb NOT NULL,
	"entered_by_id" uuid NOT NULL,
	"entered_at" timestamp with time zone NOT NULL,
	CONSTRAINT "result_entry_region_result_id_entry_pk" PRIMARY KEY("region","result_id","entry")
);
--> statement-breakpoint
CREATE TABLE "inspection"."third_party_report" (
	"region" char(6) NOT NULL,
	"id" uuid NOT NULL,
	"record_id" uuid NOT NULL,
	"item_id" uuid,
	"service" text NOT NULL,
	"body" text NOT NULL,
	"qualification" text NOT NULL,
	"author" text NOT NULL,
	"conclusion" text NOT NULL,
	"file_sha256" text,
	"added_by_id" uuid NOT NULL,
	"added_at" timestamp with time zone NOT NULL,
	CONSTRAINT "third_party_report_region_id_pk" PRIMARY KEY("region","id")
);
--> statement-breakpoint
ALTER TABLE "inspection"."dossier" ADD COLUMN "retention_until" date;--> statement-breakpoint
ALTER TABLE "inspection"."notice" ADD COLUMN "template_version" text;--> statement-breakpoint
ALTER TABLE "inspection"."object_snapshot" ADD COLUMN "owner_department_id" uuid;--> statement-breakpoint
ALTER TABLE "inspection"."object_snapshot" ADD COLUMN "credit_level" text;--> statement-breakpoint
ALTER TABLE "inspection"."object_snapshot" ADD COLUMN "tags" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "inspection"."record_item" ADD COLUMN "check_points" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "inspection"."record_item" ADD COLUMN "own_rules" jsonb;--> statement-breakpoint
ALTER TABLE "inspection"."result" ADD COLUMN "entry" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "inspection"."inspection" ADD COLUMN "mode_note" text;--> statement-breakpoint
ALTER TABLE "inspection"."inspection" ADD COLUMN "entrusted_body" text;--> statement-breakpoint
ALTER TABLE "inspection"."inspection" ADD COLUMN "guiding_department_id" uuid;--> statement-breakpoint
ALTER TABLE "inspection"."inspection" ADD COLUMN "guidance" text;--> statement-breakpoint
ALTER TABLE "inspection"."inspection" ADD COLUMN "note" text;--> statement-breakpoint
ALTER TABLE "inspection"."adopted_result" ADD CONSTRAINT "adopted_result_of_record" FOREIGN KEY ("region","record_id") REFERENCES "inspection"."record"("region","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inspection"."case_message" ADD CONSTRAINT "case_message_of_follow_up" FOREIGN KEY ("region","follow_up_id") REFERENCES "inspection"."follow_up"("region","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inspection"."demand" ADD CONSTRAINT "demand_of_inspection" FOREIGN KEY ("region","inspection_id") REFERENCES "inspection"."inspection"("region","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inspection"."discipline_referral" ADD CONSTRAINT "discipline_referral_of_inspection" FOREIGN KEY ("region","inspection_id") REFERENCES "inspection"."inspection"("region","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inspection"."paper_material" ADD CONSTRAINT "paper_material_of_inspection" FOREIGN KEY ("region","inspection_id") REFERENCES "inspection"."inspection"("region","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inspection"."visit_feedback" ADD CONSTRAINT "visit_feedback_of_inspection" FOREIGN KEY ("region","inspection_id") REFERENCES "inspection"."inspection"("region","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inspection"."passive_task" ADD CONSTRAINT "passive_task_of_inspection" FOREIGN KEY ("region","inspection_id") REFERENCES "inspection"."inspection"("region","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inspection"."result_entry" ADD CONSTRAINT "result_entry_of_result" FOREIGN KEY ("region","result_id") REFERENCES "inspection"."result"("region","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inspection"."third_party_report" ADD CONSTRAINT "third_party_report_of_record" FOREIGN KEY ("region","record_id") REFERENCES "inspection"."record"("region","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "adopted_result_by_record" ON "inspection"."adopted_result" USING btree ("record_id");--> statement-breakpoint
CREATE INDEX "adopted_result_by_source" ON "inspection"."adopted_result" USING btree ("source_result_id");--> statement-breakpoint
CREATE INDEX "case_message_by_id" ON "inspection"."case_message" USING btree ("id");--> statement-breakpoint
CREATE INDEX "case_message_by_follow_up" ON "inspection"."case_message" USING btree ("follow_up_id");--> statement-breakpoint
CREATE INDEX "case_message_waiting" ON "inspection"."case_message" USING btree ("target","id") WHERE state = 'QUEUED';--> statement-breakpoint
CREATE INDEX "demand_by_id" ON "inspection"."demand" USING btree ("id");--> statement-breakpoint
CREATE INDEX "demand_by_inspection" ON "inspection"."demand" USING btree ("inspection_id","id");--> statement-breakpoint
CREATE INDEX "demand_by_department" ON "inspection"."demand" USING btree ("department_id","state","id");--> statement-breakpoint
CREATE INDEX "demand_due" ON "inspection"."demand" USING btree ("due_on") WHERE state = 'TAKEN_BACK';--> statement-breakpoint
CREATE INDEX "discipline_referral_by_id" ON "inspection"."discipline_referral" USING btree ("id");--> statement-breakpoint
CREATE INDEX "paper_material_by_id" ON "inspection"."paper_material" USING btree ("id");--> statement-breakpoint
CREATE INDEX "paper_material_by_inspection" ON "inspection"."paper_material" USING btree ("inspection_id","id");--> statement-breakpoint
CREATE INDEX "duty_note_by_place" ON "inspection"."duty_note" USING btree ("task_id","object_id","id");--> statement-breakpoint
CREATE INDEX "visit_feedback_by_inspection" ON "inspection"."visit_feedback" USING btree ("inspection_id");--> statement-breakpoint
CREATE INDEX "own_rules_by_department" ON "inspection"."own_rules" USING btree ("department_id");--> statement-breakpoint
CREATE INDEX "passive_task_by_inspection" ON "inspection"."passive_task" USING btree ("inspection_id","id");--> statement-breakpoint
CREATE INDEX "result_entry_by_result" ON "inspection"."result_entry" USING btree ("result_id");--> statement-breakpoint
CREATE INDEX "third_party_report_by_record" ON "inspection"."third_party_report" USING btree ("record_id");