CREATE TABLE "sampling"."ceremony" (
	"id" uuid PRIMARY KEY NOT NULL,
	"draw_id" uuid NOT NULL,
	"source" text NOT NULL,
	"number" integer NOT NULL,
	"task_id" uuid NOT NULL,
	"digits" text NOT NULL,
	"place" text NOT NULL,
	"held_at" timestamp with time zone NOT NULL,
	"witnesses" jsonb NOT NULL,
	"recorded_by" text NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	CONSTRAINT "ceremony_number" UNIQUE("draw_id","source","number")
);
--> statement-breakpoint
CREATE TABLE "sampling"."ceremony_confirmation" (
	"ceremony_id" uuid NOT NULL,
	"task_id" uuid NOT NULL,
	"subject" text NOT NULL,
	"confirmed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "ceremony_confirmation_ceremony_id_subject_pk" PRIMARY KEY("ceremony_id","subject")
);
--> statement-breakpoint
CREATE TABLE "sampling"."platform_secret" (
	"draw_id" uuid PRIMARY KEY NOT NULL,
	"value" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sampling"."randomness" (
	"draw_id" uuid NOT NULL,
	"source" text NOT NULL,
	"task_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"commitment" text,
	"state" text NOT NULL,
	"encoding" text,
	"value" text,
	"due_at" timestamp with time zone,
	"given_by" text,
	"given_at" timestamp with time zone,
	"withheld_at" timestamp with time zone,
	CONSTRAINT "randomness_draw_id_source_pk" PRIMARY KEY("draw_id","source")
);
--> statement-breakpoint
CREATE TABLE "sampling"."randomness_commitment" (
	"id" uuid PRIMARY KEY NOT NULL,
	"task_id" uuid NOT NULL,
	"draw_kind" text NOT NULL,
	"drawn_by" uuid NOT NULL,
	"department_id" uuid NOT NULL,
	"commitment" text NOT NULL,
	"committed_by" text NOT NULL,
	"committed_at" timestamp with time zone NOT NULL,
	"draw_id" uuid,
	CONSTRAINT "randomness_commitment_once" UNIQUE("department_id","commitment")
);
--> statement-breakpoint
CREATE INDEX "randomness_by_state" ON "sampling"."randomness" USING btree ("state","due_at");--> statement-breakpoint
CREATE INDEX "randomness_commitment_by_task" ON "sampling"."randomness_commitment" USING btree ("task_id");
--> statement-breakpoint
ALTER TABLE "sampling"."randomness_commitment" ADD CONSTRAINT "randomness_commitment_kind" CHECK ("draw_kind" IN ('OBJECT', 'INSPECTOR'));
ALTER TABLE "sampling"."randomness_commitment" ADD CONSTRAINT "randomness_commitment_form" CHECK ("commitment" ~ '^[0-9a-f]{64}$');
ALTER TABLE "sampling"."randomness" ADD CONSTRAINT "randomness_kind" CHECK ("kind" IN ('PLATFORM', 'DEPARTMENT', 'BEACON', 'DICE'));
ALTER TABLE "sampling"."randomness" ADD CONSTRAINT "randomness_state" CHECK ("state" IN ('AWAITED', 'WITHHELD', 'GIVEN'));
ALTER TABLE "sampling"."randomness" ADD CONSTRAINT "randomness_given" CHECK (("state" = 'GIVEN') = ("value" IS NOT NULL) AND ("value" IS NULL) = ("encoding" IS NULL) AND ("value" IS NULL) = ("given_at" IS NULL));
--> statement-breakpoint
-- A department waits with at most one commitment for each draw to come.
CREATE UNIQUE INDEX "randomness_commitment_waiting" ON "sampling"."randomness_commitment" ("task_id", "draw_kind", "drawn_by", "department_id") WHERE "draw_id" IS NULL;
--> statement-breakpoint
-- A source speaks once: what it gave, and what it had bound itself to, stay as they are.
CREATE FUNCTION "sampling"."keep_given"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.commitment IS DISTINCT FROM OLD.commitment OR (OLD.value IS NOT NULL AND (NEW.value, NEW.encoding, NEW.given_at) IS DISTINCT FROM (OLD.value, OLD.encoding, OLD.given_at)) THEN
    RAISE EXCEPTION 'given randomness cannot be changed';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER "randomness_is_final" BEFORE UPDATE ON "sampling"."randomness" FOR EACH ROW EXECUTE FUNCTION "sampling"."keep_given"();
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON "sampling"."randomness", "sampling"."randomness_commitment" TO sampling_app;
GRANT SELECT, INSERT ON "sampling"."platform_secret", "sampling"."ceremony", "sampling"."ceremony_confirmation" TO sampling_app;
--> statement-breakpoint
ALTER TABLE "sampling"."randomness" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "sampling"."randomness" FORCE ROW LEVEL SECURITY;
CREATE POLICY "randomness_of_task" ON "sampling"."randomness" USING ("sampling"."oversees"() OR EXISTS (SELECT FROM "sampling"."task" WHERE "task"."id" = "randomness"."task_id"));
ALTER TABLE "sampling"."randomness_commitment" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "sampling"."randomness_commitment" FORCE ROW LEVEL SECURITY;
CREATE POLICY "randomness_commitment_of_task" ON "sampling"."randomness_commitment" USING ("sampling"."oversees"() OR EXISTS (SELECT FROM "sampling"."task" WHERE "task"."id" = "randomness_commitment"."task_id"));
ALTER TABLE "sampling"."ceremony" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "sampling"."ceremony" FORCE ROW LEVEL SECURITY;
CREATE POLICY "ceremony_of_task" ON "sampling"."ceremony" USING ("sampling"."oversees"() OR EXISTS (SELECT FROM "sampling"."task" WHERE "task"."id" = "ceremony"."task_id"));
ALTER TABLE "sampling"."ceremony_confirmation" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "sampling"."ceremony_confirmation" FORCE ROW LEVEL SECURITY;
CREATE POLICY "ceremony_confirmation_of_task" ON "sampling"."ceremony_confirmation" USING ("sampling"."oversees"() OR EXISTS (SELECT FROM "sampling"."task" WHERE "task"."id" = "ceremony_confirmation"."task_id"));
