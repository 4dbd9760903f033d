ALTER TABLE "planning"."task" ADD COLUMN "origin" text DEFAULT 'PLAN' NOT NULL;--> statement-breakpoint
ALTER TABLE "planning"."task" ADD COLUMN "ground" text;--> statement-breakpoint
ALTER TABLE "planning"."task" ADD CONSTRAINT "task_origin" CHECK ("origin" IN ('PLAN', 'DIRECT') AND ("origin" = 'DIRECT') = ("ground" IS NOT NULL));
