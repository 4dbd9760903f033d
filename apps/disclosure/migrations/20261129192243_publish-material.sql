CREATE TABLE "disclosure"."published_material" (
	"id" uuid PRIMARY KEY NOT NULL,
	"publication_id" uuid NOT NULL,
	"title" text NOT NULL,
	"text" text NOT NULL,
	"confidential" boolean NOT NULL,
	"consent_reference" text,
	"published_by" text NOT NULL,
	"published_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE INDEX "published_material_by_publication" ON "disclosure"."published_material" USING btree ("publication_id","id");