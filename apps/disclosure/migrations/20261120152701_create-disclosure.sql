CREATE SCHEMA "disclosure";
--> statement-breakpoint
CREATE TABLE "disclosure"."channel_message" (
	"region" char(6) NOT NULL,
	"id" uuid NOT NULL,
	"subject_kind" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"revision" integer NOT NULL,
	"operation" text NOT NULL,
	"channel" text NOT NULL,
	"channel_kind" text,
	"mandatory" boolean NOT NULL,
	"payload" jsonb NOT NULL,
	"state" text NOT NULL,
	"attempts" integer NOT NULL,
	"last_error" text,
	"last_attempt_at" timestamp with time zone,
	"receipt_number" text,
	"delivered_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "channel_message_region_id_pk" PRIMARY KEY("region","id"),
	CONSTRAINT "channel_message_once" UNIQUE("region","subject_id","revision","channel"),
	CONSTRAINT "channel_message_state" CHECK ("disclosure"."channel_message"."state" in ('PENDING', 'DELIVERED') and ("disclosure"."channel_message"."state" = 'DELIVERED') = ("disclosure"."channel_message"."receipt_number" is not null))
);
--> statement-breakpoint
CREATE TABLE "disclosure"."correction" (
	"region" char(6) NOT NULL,
	"id" uuid NOT NULL,
	"publication_id" uuid NOT NULL,
	"department_id" uuid NOT NULL,
	"state" text NOT NULL,
	"ground" text NOT NULL,
	"reason" text NOT NULL,
	"evidence" text,
	"before" jsonb NOT NULL,
	"after" jsonb NOT NULL,
	"requested_by" text NOT NULL,
	"requested_at" timestamp with time zone NOT NULL,
	"decided_by" text,
	"decided_at" timestamp with time zone,
	"decision_reason" text,
	"signature" text,
	"revision" integer,
	CONSTRAINT "correction_region_id_pk" PRIMARY KEY("region","id"),
	CONSTRAINT "correction_state" CHECK ("disclosure"."correction"."state" in ('REQUESTED', 'APPROVED', 'REJECTED', 'PUBLISHED'))
);
--> statement-breakpoint
CREATE TABLE "disclosure"."credit_query" (
	"id" uuid PRIMARY KEY NOT NULL,
	"uscc" text NOT NULL,
	"purpose" text NOT NULL,
	"asked_by" text NOT NULL,
	"department_id" uuid NOT NULL,
	"results" integer NOT NULL,
	"asked_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "disclosure"."department" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"level" text NOT NULL,
	"division_code" char(6) NOT NULL,
	"profile" text NOT NULL,
	"active" boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE "disclosure"."directory_object" (
	"division_code" char(6) NOT NULL,
	"object_id" uuid NOT NULL,
	"tags" text[] NOT NULL,
	"active" boolean NOT NULL,
	CONSTRAINT "directory_object_division_code_object_id_pk" PRIMARY KEY("division_code","object_id")
);
--> statement-breakpoint
CREATE TABLE "disclosure"."listed_item" (
	"item_id" uuid PRIMARY KEY NOT NULL,
	"field" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "disclosure"."object_holder" (
	"division_code" char(6) NOT NULL,
	"object_id" uuid NOT NULL,
	"responsible_uscc" text NOT NULL,
	CONSTRAINT "object_holder_division_code_object_id_pk" PRIMARY KEY("division_code","object_id")
);
--> statement-breakpoint
CREATE TABLE "disclosure"."public_annual_plan" (
	"division_code" char(6) NOT NULL,
	"plan_id" uuid NOT NULL,
	"revision" integer NOT NULL,
	"name" text NOT NULL,
	"year" integer NOT NULL,
	"department_id" uuid NOT NULL,
	"level" text NOT NULL,
	"published_on" date NOT NULL,
	"late" boolean NOT NULL,
	"reason" text,
	"entries" jsonb NOT NULL,
	"visible_at" timestamp with time zone,
	"superseded_at" timestamp with time zone,
	CONSTRAINT "public_annual_plan_division_code_plan_id_revision_pk" PRIMARY KEY("division_code","plan_id","revision")
);
--> statement-breakpoint
CREATE TABLE "disclosure"."public_draw" (
	"division_code" char(6) NOT NULL,
	"draw_id" uuid NOT NULL,
	"task_id" uuid NOT NULL,
	"task_number" text NOT NULL,
	"kind" text NOT NULL,
	"method" text,
	"population" integer,
	"drawn" integer,
	"intent_hash" text,
	"certificate_hash" text NOT NULL,
	"attempt" integer,
	"certified_at" timestamp with time zone,
	"confirmed_at" timestamp with time zone,
	"visible_at" timestamp with time zone,
	CONSTRAINT "public_draw_division_code_draw_id_pk" PRIMARY KEY("division_code","draw_id"),
	CONSTRAINT "public_draw_kind" CHECK ("disclosure"."public_draw"."kind" in ('OBJECT', 'INSPECTOR'))
);
--> statement-breakpoint
CREATE TABLE "disclosure"."public_drawn_object" (
	"division_code" char(6) NOT NULL,
	"draw_id" uuid NOT NULL,
	"object_id" uuid NOT NULL,
	"name" text NOT NULL,
	"uscc" text,
	"visited_on" date NOT NULL,
	CONSTRAINT "public_drawn_object_division_code_draw_id_object_id_pk" PRIMARY KEY("division_code","draw_id","object_id")
);
--> statement-breakpoint
CREATE TABLE "disclosure"."public_item_list" (
	"id" uuid PRIMARY KEY NOT NULL,
	"lineage_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"name" text NOT NULL,
	"joint" boolean NOT NULL,
	"level" text NOT NULL,
	"division_code" char(6) NOT NULL,
	"published_on" date NOT NULL,
	"supersedes_id" uuid,
	"items" jsonb NOT NULL,
	"profile" text NOT NULL,
	"visible_at" timestamp with time zone,
	"superseded_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "disclosure"."public_result" (
	"division_code" char(6) NOT NULL,
	"publication_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"department_id" uuid NOT NULL,
	"department_name" text,
	"task_id" uuid NOT NULL,
	"task_number" text NOT NULL,
	"object_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"name" text,
	"name_normalised" text,
	"name_pairs" text[] NOT NULL,
	"uscc" text,
	"organisation_code" text,
	"district" text,
	"code" text NOT NULL,
	"label" text NOT NULL,
	"problem_found" boolean NOT NULL,
	"items" jsonb NOT NULL,
	"inspected_on" date NOT NULL,
	"published_on" date NOT NULL,
	"published_at" timestamp with time zone NOT NULL,
	"corrected" boolean NOT NULL,
	"redacted_fields" text[] NOT NULL,
	"stopped_at" timestamp with time zone,
	CONSTRAINT "public_result_division_code_publication_id_pk" PRIMARY KEY("division_code","publication_id")
);
--> statement-breakpoint
CREATE TABLE "disclosure"."public_result_version" (
	"division_code" char(6) NOT NULL,
	"publication_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"code" text NOT NULL,
	"label" text NOT NULL,
	"problem_found" boolean NOT NULL,
	"items" jsonb NOT NULL,
	"published_at" timestamp with time zone NOT NULL,
	"replaced_at" timestamp with time zone NOT NULL,
	"reason" text NOT NULL,
	CONSTRAINT "public_result_version_division_code_publication_id_version_pk" PRIMARY KEY("division_code","publication_id","version")
);
--> statement-breakpoint
CREATE TABLE "disclosure"."public_task" (
	"division_code" char(6) NOT NULL,
	"task_id" uuid NOT NULL,
	"task_number" text NOT NULL,
	"name" text NOT NULL,
	"lead_department_id" uuid NOT NULL,
	"participating_department_ids" uuid[] NOT NULL,
	"period_from" date NOT NULL,
	"period_to" date NOT NULL,
	"items" jsonb NOT NULL,
	"object_count" integer NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"completed_at" timestamp with time zone,
	CONSTRAINT "public_task_division_code_task_id_pk" PRIMARY KEY("division_code","task_id")
);
--> statement-breakpoint
CREATE TABLE "disclosure"."publication" (
	"region" char(6) NOT NULL,
	"id" uuid NOT NULL,
	"inspection_id" uuid NOT NULL,
	"task_id" uuid NOT NULL,
	"task_number" text NOT NULL,
	"object_id" uuid NOT NULL,
	"department_id" uuid NOT NULL,
	"department_ids" uuid[] NOT NULL,
	"division_code" char(6) NOT NULL,
	"state" text NOT NULL,
	"profile" text NOT NULL,
	"profile_hash" text NOT NULL,
	"ended_at" timestamp with time zone,
	"triggered_on" date,
	"due_date" date,
	"due_problem" text,
	"result_id" uuid,
	"result" jsonb,
	"uscc" text,
	"approved_by" text,
	"approved_at" timestamp with time zone,
	"redacted_fields" text[] NOT NULL,
	"optional_channels" text[] NOT NULL,
	"published_by" text,
	"publish_requested_at" timestamp with time zone,
	"published_at" timestamp with time zone,
	"late" boolean,
	"withheld_ground" text,
	"withheld_basis" text,
	"withheld_reason" text,
	"revision" integer NOT NULL,
	"corrected" boolean NOT NULL,
	CONSTRAINT "publication_region_id_pk" PRIMARY KEY("region","id"),
	CONSTRAINT "publication_once" UNIQUE("region","inspection_id","department_id"),
	CONSTRAINT "publication_state" CHECK ("disclosure"."publication"."state" in ('DUE', 'UNDER_APPROVAL', 'READY', 'PUBLISHING', 'PUBLISHED', 'REDACTED', 'WITHHELD', 'CORRECTING', 'STOPPED'))
);
--> statement-breakpoint
CREATE TABLE "disclosure"."stop_publication" (
	"region" char(6) NOT NULL,
	"id" uuid NOT NULL,
	"publication_id" uuid NOT NULL,
	"department_id" uuid NOT NULL,
	"uscc" text NOT NULL,
	"state" text NOT NULL,
	"reason" text NOT NULL,
	"applied_by" text NOT NULL,
	"applied_at" timestamp with time zone NOT NULL,
	"decided_by" text,
	"decided_at" timestamp with time zone,
	"decision_reason" text,
	"revision" integer,
	"stopped_at" timestamp with time zone,
	CONSTRAINT "stop_publication_region_id_pk" PRIMARY KEY("region","id"),
	CONSTRAINT "stop_publication_state" CHECK ("disclosure"."stop_publication"."state" in ('APPLIED', 'APPROVED', 'REJECTED', 'STOPPED'))
);
--> statement-breakpoint
CREATE TABLE "disclosure"."drawn_object" (
	"region" char(6) NOT NULL,
	"task_id" uuid NOT NULL,
	"object_id" uuid NOT NULL,
	"draw_id" uuid NOT NULL,
	CONSTRAINT "drawn_object_region_task_id_object_id_pk" PRIMARY KEY("region","task_id","object_id")
);
--> statement-breakpoint
CREATE TABLE "disclosure"."task" (
	"id" uuid PRIMARY KEY NOT NULL,
	"number" text NOT NULL,
	"name" text NOT NULL,
	"lead_department_id" uuid NOT NULL,
	"department_ids" uuid[] NOT NULL,
	"division_code" char(6) NOT NULL,
	"period_from" date NOT NULL,
	"period_to" date NOT NULL,
	"items" jsonb NOT NULL,
	"profile" text NOT NULL,
	"profile_hash" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"drawn_at" timestamp with time zone,
	"completed_at" timestamp with time zone,
	"cancelled_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "disclosure"."follow_up" (
	"region" char(6) NOT NULL,
	"id" uuid NOT NULL,
	"inspection_id" uuid NOT NULL,
	"item_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"opened_at" timestamp with time zone NOT NULL,
	"closed_at" timestamp with time zone,
	CONSTRAINT "follow_up_region_id_pk" PRIMARY KEY("region","id")
);
--> statement-breakpoint
CREATE TABLE "disclosure"."result_item" (
	"region" char(6) NOT NULL,
	"inspection_id" uuid NOT NULL,
	"item_id" uuid NOT NULL,
	"item_name" text NOT NULL,
	"field" text,
	"department_id" uuid NOT NULL,
	"task_id" uuid NOT NULL,
	"object_id" uuid NOT NULL,
	"division_code" char(6) NOT NULL,
	"code" text NOT NULL,
	"problem_found" boolean NOT NULL,
	"inspected_on" date NOT NULL,
	CONSTRAINT "result_item_region_inspection_id_item_id_pk" PRIMARY KEY("region","inspection_id","item_id")
);
--> statement-breakpoint
CREATE TABLE "disclosure"."visit" (
	"region" char(6) NOT NULL,
	"id" uuid NOT NULL,
	"task_id" uuid NOT NULL,
	"object_id" uuid NOT NULL,
	"division_code" char(6) NOT NULL,
	"ended_at" timestamp with time zone NOT NULL,
	"ended_on" date NOT NULL,
	"direct" boolean NOT NULL,
	CONSTRAINT "visit_region_id_pk" PRIMARY KEY("region","id")
);
--> statement-breakpoint
CREATE INDEX "channel_message_by_id" ON "disclosure"."channel_message" USING btree ("id");--> statement-breakpoint
CREATE INDEX "channel_message_by_subject" ON "disclosure"."channel_message" USING btree ("subject_id","revision");--> statement-breakpoint
CREATE INDEX "channel_message_pending" ON "disclosure"."channel_message" USING btree ("created_at") WHERE "disclosure"."channel_message"."state" = 'PENDING';--> statement-breakpoint
CREATE INDEX "correction_by_id" ON "disclosure"."correction" USING btree ("id");--> statement-breakpoint
CREATE INDEX "correction_by_publication" ON "disclosure"."correction" USING btree ("publication_id","id");--> statement-breakpoint
CREATE INDEX "correction_by_department" ON "disclosure"."correction" USING btree ("department_id","state","id");--> statement-breakpoint
CREATE INDEX "credit_query_by_uscc" ON "disclosure"."credit_query" USING btree ("uscc","asked_at");--> statement-breakpoint
CREATE INDEX "directory_object_by_id" ON "disclosure"."directory_object" USING btree ("object_id");--> statement-breakpoint
CREATE INDEX "directory_object_active" ON "disclosure"."directory_object" USING btree ("division_code") WHERE "disclosure"."directory_object"."active";--> statement-breakpoint
CREATE INDEX "object_holder_by_id" ON "disclosure"."object_holder" USING btree ("object_id");--> statement-breakpoint
CREATE INDEX "public_annual_plan_by_plan" ON "disclosure"."public_annual_plan" USING btree ("plan_id","revision");--> statement-breakpoint
CREATE INDEX "public_annual_plan_by_year" ON "disclosure"."public_annual_plan" USING btree ("year","plan_id");--> statement-breakpoint
CREATE INDEX "public_annual_plan_by_division" ON "disclosure"."public_annual_plan" USING btree ("division_code","year","plan_id");--> statement-breakpoint
CREATE INDEX "public_draw_by_id" ON "disclosure"."public_draw" USING btree ("draw_id");--> statement-breakpoint
CREATE INDEX "public_draw_by_task" ON "disclosure"."public_draw" USING btree ("task_number");--> statement-breakpoint
CREATE INDEX "public_draw_newest" ON "disclosure"."public_draw" USING btree ("visible_at","draw_id");--> statement-breakpoint
CREATE INDEX "public_drawn_object_by_draw" ON "disclosure"."public_drawn_object" USING btree ("draw_id","object_id");--> statement-breakpoint
CREATE INDEX "public_item_list_by_division" ON "disclosure"."public_item_list" USING btree ("division_code","published_on","id");--> statement-breakpoint
CREATE INDEX "public_item_list_newest" ON "disclosure"."public_item_list" USING btree ("published_on","id");--> statement-breakpoint
CREATE INDEX "public_result_by_id" ON "disclosure"."public_result" USING btree ("publication_id");--> statement-breakpoint
CREATE INDEX "public_result_newest" ON "disclosure"."public_result" USING btree ("published_on","publication_id") WHERE "disclosure"."public_result"."stopped_at" is null;--> statement-breakpoint
CREATE INDEX "public_result_by_county" ON "disclosure"."public_result" USING btree ("division_code","published_on","publication_id") WHERE "disclosure"."public_result"."stopped_at" is null;--> statement-breakpoint
CREATE INDEX "public_result_by_city" ON "disclosure"."public_result" USING btree (left("division_code", 4),"published_on","publication_id") WHERE "disclosure"."public_result"."stopped_at" is null;--> statement-breakpoint
CREATE INDEX "public_result_by_province" ON "disclosure"."public_result" USING btree (left("division_code", 2),"published_on","publication_id") WHERE "disclosure"."public_result"."stopped_at" is null;--> statement-breakpoint
CREATE INDEX "public_result_by_uscc" ON "disclosure"."public_result" USING btree ("uscc","published_on","publication_id") WHERE "disclosure"."public_result"."stopped_at" is null;--> statement-breakpoint
CREATE INDEX "public_result_by_organisation" ON "disclosure"."public_result" USING btree ("organisation_code","published_on","publication_id") WHERE "disclosure"."public_result"."stopped_at" is null;--> statement-breakpoint
CREATE INDEX "public_result_by_object" ON "disclosure"."public_result" USING btree ("object_id","published_on","publication_id") WHERE "disclosure"."public_result"."stopped_at" is null;--> statement-breakpoint
CREATE INDEX "public_result_by_task" ON "disclosure"."public_result" USING btree ("task_number","published_on","publication_id") WHERE "disclosure"."public_result"."stopped_at" is null;--> statement-breakpoint
CREATE INDEX "public_result_by_code" ON "disclosure"."public_result" USING btree ("code","published_on","publication_id") WHERE "disclosure"."public_result"."stopped_at" is null;--> statement-breakpoint
CREATE INDEX "public_result_by_name" ON "disclosure"."public_result" USING gin ("name_pairs");--> statement-breakpoint
CREATE INDEX "public_result_version_by_id" ON "disclosure"."public_result_version" USING btree ("publication_id");--> statement-breakpoint
CREATE INDEX "public_task_by_id" ON "disclosure"."public_task" USING btree ("task_id");--> statement-breakpoint
CREATE INDEX "public_task_by_number" ON "disclosure"."public_task" USING btree ("task_number");--> statement-breakpoint
CREATE INDEX "public_task_newest" ON "disclosure"."public_task" USING btree ("started_at","task_id");--> statement-breakpoint
CREATE INDEX "publication_by_id" ON "disclosure"."publication" USING btree ("id");--> statement-breakpoint
CREATE INDEX "publication_open_by_due" ON "disclosure"."publication" USING btree ("due_date","id") WHERE "disclosure"."publication"."state" in ('DUE', 'UNDER_APPROVAL', 'READY', 'PUBLISHING');--> statement-breakpoint
CREATE INDEX "publication_by_division" ON "disclosure"."publication" USING btree ("division_code","state","due_date");--> statement-breakpoint
CREATE INDEX "publication_by_department" ON "disclosure"."publication" USING btree ("department_id","state","id");--> statement-breakpoint
CREATE INDEX "publication_by_task" ON "disclosure"."publication" USING btree ("task_id","id");--> statement-breakpoint
CREATE INDEX "publication_by_object" ON "disclosure"."publication" USING btree ("object_id","id");--> statement-breakpoint
CREATE INDEX "publication_by_result" ON "disclosure"."publication" USING btree ("result_id");--> statement-breakpoint
CREATE INDEX "stop_publication_by_id" ON "disclosure"."stop_publication" USING btree ("id");--> statement-breakpoint
CREATE INDEX "stop_publication_by_publication" ON "disclosure"."stop_publication" USING btree ("publication_id","id");--> statement-breakpoint
CREATE INDEX "task_by_division" ON "disclosure"."task" USING btree ("division_code","created_at");--> statement-breakpoint
CREATE INDEX "follow_up_by_item" ON "disclosure"."follow_up" USING btree ("inspection_id","item_id");--> statement-breakpoint
CREATE INDEX "result_item_by_day" ON "disclosure"."result_item" USING btree ("inspected_on");--> statement-breakpoint
CREATE INDEX "result_item_by_division" ON "disclosure"."result_item" USING btree ("division_code","inspected_on");--> statement-breakpoint
CREATE INDEX "result_item_by_object" ON "disclosure"."result_item" USING btree ("object_id","inspected_on") WHERE "disclosure"."result_item"."problem_found";--> statement-breakpoint
CREATE INDEX "visit_by_day" ON "disclosure"."visit" USING btree ("ended_on","object_id");--> statement-breakpoint
CREATE INDEX "visit_by_division" ON "disclosure"."visit" USING btree ("division_code","ended_on","object_id");--> statement-breakpoint
CREATE INDEX "visit_by_task" ON "disclosure"."visit" USING btree ("task_id");