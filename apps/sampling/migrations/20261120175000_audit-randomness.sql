CREATE TABLE "sampling"."randomness_audit" (
	"id" uuid PRIMARY KEY NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"draws" integer NOT NULL,
	"passed" boolean NOT NULL,
	"report" text NOT NULL,
	"report_hash" text NOT NULL
);
--> statement-breakpoint
CREATE INDEX "randomness_audit_by_time" ON "sampling"."randomness_audit" USING btree ("at","id");
--> statement-breakpoint
-- A report is only ever added: an alarm stays in public.
GRANT SELECT, INSERT ON "sampling"."randomness_audit" TO sampling_app;
