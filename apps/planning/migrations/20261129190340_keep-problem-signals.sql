CREATE TABLE "planning"."problem_signal" (
	"source" text NOT NULL,
	"external_id" text NOT NULL,
	"field" text NOT NULL,
	"division_code" text NOT NULL,
	"occurred_on" date NOT NULL,
	"imported_at" timestamp with time zone NOT NULL,
	"imported_by" text NOT NULL,
	CONSTRAINT "problem_signal_source_external_id_pk" PRIMARY KEY("source","external_id")
);
--> statement-breakpoint
CREATE INDEX "problem_signal_by_field" ON "planning"."problem_signal" USING btree ("field","division_code","occurred_on");--> statement-breakpoint
ALTER TABLE "planning"."problem_signal" ADD CONSTRAINT "problem_signal_source" CHECK ("source" IN ('MONITORING', 'COMPLAINTS'));
-- Said once; it names nobody, and every planner may read it.
GRANT SELECT, INSERT ON "planning"."problem_signal" TO planning_app;
