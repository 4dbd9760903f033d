CREATE TABLE "sampling"."circumstances" (
	"id" uuid PRIMARY KEY NOT NULL,
	"task_id" uuid NOT NULL,
	"drawn" jsonb NOT NULL,
	"reason" text,
	"frame" text,
	"certificate" text,
	"certificate_hash" text,
	"recorded_by" text NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	CONSTRAINT "circumstances_once" UNIQUE("task_id")
);
--> statement-breakpoint
CREATE TABLE "sampling"."clue" (
	"division_code" text NOT NULL,
	"id" uuid NOT NULL,
	"object_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"reference" text NOT NULL,
	"received_on" date NOT NULL,
	"task_id" uuid,
	"department_id" uuid NOT NULL,
	"registered_by" text NOT NULL,
	"registered_at" timestamp with time zone NOT NULL,
	"settled_at" timestamp with time zone,
	CONSTRAINT "clue_division_code_id_pk" PRIMARY KEY("division_code","id")
);
--> statement-breakpoint
CREATE TABLE "sampling"."repeat_override" (
	"draw_id" uuid NOT NULL,
	"object_id" uuid NOT NULL,
	"ground" text NOT NULL,
	"legal_basis" text,
	"recorded_by" text NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	CONSTRAINT "repeat_override_draw_id_object_id_pk" PRIMARY KEY("draw_id","object_id")
);
--> statement-breakpoint
ALTER TABLE "sampling"."drawn_object" ADD COLUMN "inspected_this_year" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "sampling"."drawn_object" ADD COLUMN "pending_task_ids" uuid[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "sampling"."drawn_object" ADD COLUMN "merged_task_id" uuid;--> statement-breakpoint
ALTER TABLE "sampling"."drawn_object" ADD COLUMN "clue_id" uuid;--> statement-breakpoint
ALTER TABLE "sampling"."drawn_object" ADD COLUMN "from_draw_id" uuid;--> statement-breakpoint
ALTER TABLE "sampling"."object_draw" ADD COLUMN "mode" text DEFAULT 'UNDIRECTED' NOT NULL;--> statement-breakpoint
ALTER TABLE "sampling"."object_draw" ADD COLUMN "narrowing" jsonb;--> statement-breakpoint
ALTER TABLE "sampling"."object_draw" ADD COLUMN "continues_id" uuid;--> statement-breakpoint
ALTER TABLE "sampling"."object_draw" ADD COLUMN "change_id" uuid;--> statement-breakpoint
ALTER TABLE "sampling"."object_draw" ADD COLUMN "platform" text;--> statement-breakpoint
ALTER TABLE "sampling"."object_draw" ADD COLUMN "external_number" text;--> statement-breakpoint
ALTER TABLE "sampling"."object_draw" ADD COLUMN "document_hash" text;--> statement-breakpoint
ALTER TABLE "sampling"."object_draw" ADD COLUMN "void_requested_by" text;--> statement-breakpoint
ALTER TABLE "sampling"."object_draw" ADD COLUMN "integration" text;--> statement-breakpoint
ALTER TABLE "sampling"."object_draw" ADD COLUMN "opened_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "sampling"."task" ADD COLUMN "origin" text DEFAULT 'PLAN' NOT NULL;--> statement-breakpoint
CREATE INDEX "clue_by_id" ON "sampling"."clue" USING btree ("id");--> statement-breakpoint
CREATE INDEX "clue_by_object" ON "sampling"."clue" USING btree ("object_id");--> statement-breakpoint
CREATE INDEX "clue_by_department" ON "sampling"."clue" USING btree ("department_id","id");--> statement-breakpoint
ALTER TABLE "sampling"."object_draw" DROP CONSTRAINT "object_draw_state";
ALTER TABLE "sampling"."object_draw" ADD CONSTRAINT "object_draw_state" CHECK ("state" IN ('PREPARED', 'DRAWN', 'IMPORTED', 'FLAGGED', 'CONFIRMED', 'DISPATCHED', 'CHANGED', 'VOID'));
ALTER TABLE "sampling"."object_draw" ADD CONSTRAINT "object_draw_mode" CHECK ("mode" IN ('UNDIRECTED', 'DIRECTED', 'DIRECTED_BY_CLUE'));
-- An imported draw has its source and its proof, and never a seed: nothing of it was drawn here.
ALTER TABLE "sampling"."object_draw" ADD CONSTRAINT "object_draw_imported" CHECK (("platform" IS NULL) = ("document_hash" IS NULL) AND ("platform" IS NULL) = ("external_number" IS NULL) AND ("platform" IS NULL OR "seed" IS NULL));
ALTER TABLE "sampling"."object_draw" ADD CONSTRAINT "object_draw_supplement" CHECK (("continues_id" IS NULL) = ("change_id" IS NULL));
ALTER TABLE "sampling"."clue" ADD CONSTRAINT "clue_kind" CHECK ("kind" IN ('COMPLAINT', 'PUBLIC_OPINION', 'ASSIGNED_MATTER', 'CASE_FILING', 'DATA_MONITORING'));
ALTER TABLE "sampling"."repeat_override" ADD CONSTRAINT "repeat_override_ground" CHECK ("ground" IN ('LAW_OR_RULE', 'COMPLAINT', 'ASSIGNED_MATTER', 'CASE_FILING') AND ("ground" <> 'LAW_OR_RULE' OR "legal_basis" IS NOT NULL));
ALTER TABLE "sampling"."circumstances" ADD CONSTRAINT "circumstances_drawn_or_explained" CHECK (("certificate" IS NULL) = ("reason" IS NOT NULL));
--> statement-breakpoint
-- At most one attempt of a task is alive, and beside it one supplement of each change that needs one.
DROP INDEX "sampling"."object_draw_alive";
CREATE UNIQUE INDEX "object_draw_alive" ON "sampling"."object_draw" ("task_id") WHERE "state" <> 'VOID' AND "continues_id" IS NULL;
CREATE UNIQUE INDEX "object_draw_supplement_alive" ON "sampling"."object_draw" ("change_id") WHERE "state" <> 'VOID';
--> statement-breakpoint
GRANT SELECT, INSERT ON "sampling"."repeat_override", "sampling"."circumstances" TO sampling_app;
GRANT SELECT, INSERT, UPDATE ON "sampling"."clue" TO sampling_app;
--> statement-breakpoint
ALTER TABLE "sampling"."clue" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "sampling"."clue" FORCE ROW LEVEL SECURITY;
CREATE POLICY "clue_of_department" ON "sampling"."clue" USING ("sampling"."oversees"() OR "department_id" = nullif(current_setting('app.department', true), '')::uuid);
ALTER TABLE "sampling"."repeat_override" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "sampling"."repeat_override" FORCE ROW LEVEL SECURITY;
CREATE POLICY "repeat_override_of_draw" ON "sampling"."repeat_override" USING ("sampling"."oversees"() OR EXISTS (SELECT FROM "sampling"."object_draw" WHERE "object_draw"."id" = "repeat_override"."draw_id"));
ALTER TABLE "sampling"."circumstances" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "sampling"."circumstances" FORCE ROW LEVEL SECURITY;
CREATE POLICY "circumstances_of_task" ON "sampling"."circumstances" USING ("sampling"."oversees"() OR EXISTS (SELECT FROM "sampling"."task" WHERE "task"."id" = "circumstances"."task_id"));
