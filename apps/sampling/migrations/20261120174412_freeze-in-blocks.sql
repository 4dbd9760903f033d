CREATE TABLE "sampling"."frame" (
	"draw_id" uuid PRIMARY KEY NOT NULL,
	"sealed" boolean NOT NULL,
	"keys" text[] NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sampling"."frame_block" (
	"draw_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"units" "bytea" NOT NULL,
	CONSTRAINT "frame_block_draw_id_number_pk" PRIMARY KEY("draw_id","number")
);
--> statement-breakpoint
CREATE TABLE "sampling"."frame_work" (
	"draw_id" uuid PRIMARY KEY NOT NULL,
	"phase" text NOT NULL,
	"done" integer NOT NULL,
	"total" integer NOT NULL,
	"moved_at" timestamp with time zone NOT NULL,
	"request" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sampling"."sealed_block" (
	"draw_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"objects" "bytea" NOT NULL,
	CONSTRAINT "sealed_block_draw_id_number_pk" PRIMARY KEY("draw_id","number")
);
--> statement-breakpoint
CREATE TABLE "sampling"."sealed_frame" (
	"draw_id" uuid PRIMARY KEY NOT NULL,
	"secret" "bytea" NOT NULL,
	"strata" text[] NOT NULL,
	"codes" integer[] NOT NULL
);
--> statement-breakpoint
ALTER TABLE "sampling"."roster_object" ADD COLUMN "uscc" text;--> statement-breakpoint
CREATE INDEX "roster_object_by_uscc" ON "sampling"."roster_object" USING btree ("uscc");
--> statement-breakpoint
-- A frame is read as a whole and does not compress: its ids are random. So it stands as it is, outside of its rows.
ALTER TABLE "sampling"."frame_block" ALTER COLUMN "units" SET STORAGE EXTERNAL;
ALTER TABLE "sampling"."sealed_block" ALTER COLUMN "objects" SET STORAGE EXTERNAL;
--> statement-breakpoint
-- What a population is chosen and parted by stands in the index, so that freezing a country never visits its table.
DROP INDEX "sampling"."roster_object_by_id";
CREATE INDEX "roster_object_by_id" ON "sampling"."roster_object" USING btree ("id") INCLUDE ("active", "kind", "division_code", "risk_level", "credit_level", "weight");
--> statement-breakpoint
-- What was frozen is only ever added.
GRANT SELECT, INSERT ON "sampling"."frame", "sampling"."frame_block", "sampling"."sealed_frame", "sampling"."sealed_block" TO sampling_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON "sampling"."frame_work" TO sampling_app;
--> statement-breakpoint
-- Secrets of seals: a transaction sees those of the one draw that it has named. SAMR 2.5.
ALTER TABLE "sampling"."sealed_frame" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "sampling"."sealed_frame" FORCE ROW LEVEL SECURITY;
CREATE POLICY "sealed_frame_named" ON "sampling"."sealed_frame" USING ("draw_id"::text = current_setting('app.unsealed_draw', true));
ALTER TABLE "sampling"."sealed_block" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "sampling"."sealed_block" FORCE ROW LEVEL SECURITY;
CREATE POLICY "sealed_block_named" ON "sampling"."sealed_block" USING ("draw_id"::text = current_setting('app.unsealed_draw', true));
--> statement-breakpoint
-- A large population is frozen, and drawn from, after the request that asked for it; until then the intent is empty.
ALTER TABLE "sampling"."object_draw" DROP CONSTRAINT "object_draw_state";
ALTER TABLE "sampling"."object_draw" ADD CONSTRAINT "object_draw_state" CHECK ("state" IN ('FREEZING', 'PREPARED', 'DRAWING', 'DRAWN', 'IMPORTED', 'FLAGGED', 'CONFIRMED', 'DISPATCHED', 'CHANGED', 'VOID'));
ALTER TABLE "sampling"."object_draw" ADD CONSTRAINT "object_draw_intended" CHECK ("state" IN ('FREEZING', 'VOID') OR "intent" <> '');
