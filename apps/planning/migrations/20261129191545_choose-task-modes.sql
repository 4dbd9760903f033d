ALTER TABLE "planning"."task" ADD COLUMN "mode" text;--> statement-breakpoint
ALTER TABLE "planning"."task" ADD CONSTRAINT "task_mode" CHECK ("mode" IN ('INTEGRATED_ONCE', 'ONE_INDUSTRY_ONE_CHECK'));
