CREATE TABLE "disclosure"."public_feedback" (
	"id" uuid PRIMARY KEY NOT NULL,
	"publication_id" uuid NOT NULL,
	"department_id" uuid NOT NULL,
	"text" text NOT NULL,
	"contact_sealed" text,
	"submitted_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE INDEX "public_feedback_by_department" ON "disclosure"."public_feedback" USING btree ("department_id","id");