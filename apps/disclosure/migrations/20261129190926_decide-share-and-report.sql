CREATE TABLE "disclosure"."handling_decision" (
	"region" char(6) NOT NULL,
	"id" uuid NOT NULL,
	"inspection_id" uuid NOT NULL,
	"task_id" uuid NOT NULL,
	"task_number" text NOT NULL,
	"object_id" uuid NOT NULL,
	"object_name" text NOT NULL,
	"division_code" char(6) NOT NULL,
	"department_id" uuid NOT NULL,
	"department_name" text,
	"kind" text NOT NULL,
	"decision_number" text,
	"made_on" date NOT NULL,
	"due_date" date,
	"state" text NOT NULL,
	"public_text" text,
	"published_by" text,
	"published_at" timestamp with time zone,
	"late" boolean,
	"profile" text NOT NULL,
	CONSTRAINT "handling_decision_region_id_pk" PRIMARY KEY("region","id"),
	CONSTRAINT "handling_decision_state" CHECK ("disclosure"."handling_decision"."state" in ('DUE', 'PUBLISHING', 'PUBLISHED'))
);
--> statement-breakpoint
CREATE TABLE "disclosure"."discipline_notice" (
	"id" uuid PRIMARY KEY NOT NULL,
	"publication_id" uuid NOT NULL,
	"department_id" uuid NOT NULL,
	"occasion" text NOT NULL,
	"object_name" text NOT NULL,
	"code" text NOT NULL,
	"label" text NOT NULL,
	"sent_at" timestamp with time zone NOT NULL,
	"measure" text,
	"measured_by" text,
	"measured_at" timestamp with time zone,
	CONSTRAINT "discipline_notice_once" UNIQUE("publication_id","department_id","occasion"),
	CONSTRAINT "discipline_notice_occasion" CHECK ("disclosure"."discipline_notice"."occasion" in ('PUBLISHED', 'SHARED'))
);
--> statement-breakpoint
CREATE TABLE "disclosure"."discipline_subscription" (
	"department_id" uuid PRIMARY KEY NOT NULL,
	"active" boolean NOT NULL,
	"changed_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "disclosure"."demand" (
	"id" uuid PRIMARY KEY NOT NULL,
	"department_id" uuid NOT NULL,
	"state" text NOT NULL,
	"registered_on" date NOT NULL
);
--> statement-breakpoint
CREATE TABLE "disclosure"."periodic_report" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"period_from" date NOT NULL,
	"department_id" uuid NOT NULL,
	"recipient" text NOT NULL,
	"figures" jsonb NOT NULL,
	"remark" text,
	"late" boolean NOT NULL,
	"submitted_by" text NOT NULL,
	"submitted_at" timestamp with time zone NOT NULL,
	CONSTRAINT "periodic_report_once" UNIQUE("kind","period_from","department_id"),
	CONSTRAINT "periodic_report_kind" CHECK ("disclosure"."periodic_report"."kind" in ('MONTHLY', 'QUARTERLY_DEMAND'))
);
--> statement-breakpoint
CREATE TABLE "disclosure"."report_circular" (
	"id" uuid PRIMARY KEY NOT NULL,
	"period_from" date NOT NULL,
	"division_code" char(6) NOT NULL,
	"reports" integer NOT NULL,
	"figures" jsonb NOT NULL,
	"missing_department_ids" uuid[] NOT NULL,
	"issued_by" text NOT NULL,
	"issued_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "disclosure"."self_check" (
	"id" uuid PRIMARY KEY NOT NULL,
	"department_id" uuid NOT NULL,
	"checked_on" date NOT NULL,
	"content" text NOT NULL,
	"problem" text,
	"state" text NOT NULL,
	"correction" text,
	"recorded_by" text NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"corrected_at" timestamp with time zone,
	CONSTRAINT "self_check_state" CHECK ("disclosure"."self_check"."state" in ('OPEN', 'CLOSED'))
);
--> statement-breakpoint
CREATE INDEX "handling_decision_by_id" ON "disclosure"."handling_decision" USING btree ("id");--> statement-breakpoint
CREATE INDEX "handling_decision_by_department" ON "disclosure"."handling_decision" USING btree ("department_id","state","id");--> statement-breakpoint
CREATE INDEX "handling_decision_public" ON "disclosure"."handling_decision" USING btree ("published_at","id") WHERE "disclosure"."handling_decision"."state" = 'PUBLISHED';--> statement-breakpoint
CREATE INDEX "discipline_notice_by_department" ON "disclosure"."discipline_notice" USING btree ("department_id","id");--> statement-breakpoint
CREATE INDEX "demand_by_department" ON "disclosure"."demand" USING btree ("department_id","registered_on");--> statement-breakpoint
CREATE INDEX "periodic_report_by_department" ON "disclosure"."periodic_report" USING btree ("department_id","id");--> statement-breakpoint
CREATE INDEX "report_circular_by_period" ON "disclosure"."report_circular" USING btree ("period_from","division_code");--> statement-breakpoint
CREATE INDEX "self_check_by_department" ON "disclosure"."self_check" USING btree ("department_id","state","id");