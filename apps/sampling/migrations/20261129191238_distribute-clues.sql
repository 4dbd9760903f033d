ALTER TABLE "sampling"."clue" ADD COLUMN "distributed_to_id" uuid;--> statement-breakpoint
ALTER TABLE "sampling"."clue" ADD COLUMN "distributed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "sampling"."clue" ADD COLUMN "handled_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "sampling"."clue" ADD COLUMN "outcome" text;--> statement-breakpoint
CREATE INDEX "clue_by_receiver" ON "sampling"."clue" USING btree ("distributed_to_id","id");