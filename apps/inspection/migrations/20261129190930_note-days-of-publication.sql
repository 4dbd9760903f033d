CREATE TABLE "inspection"."publication_due" (
	"publication_id" uuid PRIMARY KEY NOT NULL,
	"task_id" uuid NOT NULL,
	"object_id" uuid NOT NULL,
	"department_id" uuid NOT NULL,
	"due_on" date NOT NULL,
	"final" boolean NOT NULL
);
--> statement-breakpoint
CREATE INDEX "publication_due_open" ON "inspection"."publication_due" USING btree ("due_on");