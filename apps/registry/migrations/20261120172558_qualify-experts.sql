ALTER TABLE "registry"."expert" ADD COLUMN "services" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "registry"."expert" ADD COLUMN "qualification_no" text;--> statement-breakpoint
ALTER TABLE "registry"."expert" ADD COLUMN "qualification_expires_on" date;