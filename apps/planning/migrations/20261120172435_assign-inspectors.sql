ALTER TABLE "planning"."scheme" ADD COLUMN "inspector_draw_mode" text;--> statement-breakpoint
ALTER TABLE "planning"."scheme" ADD COLUMN "inspector_factors" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "planning"."scheme" ADD COLUMN "special_item_ids" uuid[] DEFAULT '{}' NOT NULL;