ALTER TABLE "sampling"."drawn_inspector" DROP COLUMN "ticket";--> statement-breakpoint
ALTER TABLE "sampling"."inspector_draw" DROP COLUMN "frame";