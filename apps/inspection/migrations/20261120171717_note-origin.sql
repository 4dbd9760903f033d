ALTER TABLE "inspection"."task" ADD COLUMN "origin" text DEFAULT 'PLAN' NOT NULL;--> statement-breakpoint
ALTER TABLE "inspection"."task" ADD COLUMN "circumstances_id" uuid;
