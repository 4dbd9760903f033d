ALTER TABLE "disclosure"."directory_object" ADD COLUMN "risk_level" text;--> statement-breakpoint
ALTER TABLE "disclosure"."directory_object" ADD COLUMN "credit_level" text;--> statement-breakpoint
ALTER TABLE "disclosure"."listed_item" ADD COLUMN "name" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "disclosure"."listed_item" ADD COLUMN "lineage_id" uuid;--> statement-breakpoint
ALTER TABLE "disclosure"."listed_item" ADD COLUMN "list_id" uuid;--> statement-breakpoint
ALTER TABLE "disclosure"."listed_item" ADD COLUMN "division_code" char(6);--> statement-breakpoint
ALTER TABLE "disclosure"."listed_item" ADD COLUMN "in_force" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "disclosure"."task" ADD COLUMN "origin" text DEFAULT 'PLAN' NOT NULL;--> statement-breakpoint
ALTER TABLE "disclosure"."visit" ADD COLUMN "mode" text;--> statement-breakpoint
CREATE INDEX "listed_item_in_force" ON "disclosure"."listed_item" USING btree ("division_code") WHERE "disclosure"."listed_item"."in_force";--> statement-breakpoint
CREATE INDEX "listed_item_by_list" ON "disclosure"."listed_item" USING btree ("list_id");