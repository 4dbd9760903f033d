CREATE TABLE "planning"."key_supervision_item" (
	"id" uuid PRIMARY KEY NOT NULL,
	"list" text NOT NULL,
	"department_id" uuid NOT NULL,
	"active" boolean NOT NULL
);
--> statement-breakpoint
ALTER TABLE "planning"."department" ADD COLUMN "missing_assets" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "planning"."list_item" ADD COLUMN "legal_basis_repealed_on" date;--> statement-breakpoint
ALTER TABLE "planning"."list_item" ADD COLUMN "family" text;--> statement-breakpoint
ALTER TABLE "planning"."task" ADD COLUMN "key_item_id" uuid;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON "planning"."key_supervision_item" TO planning_app;
