CREATE SCHEMA "sampling";
--> statement-breakpoint
CREATE TABLE "sampling"."department" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"level" text NOT NULL,
	"division_code" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sampling"."drawn_inspector" (
	"draw_id" uuid NOT NULL,
	"inspector_id" uuid NOT NULL,
	"ord" integer NOT NULL,
	"ticket" text NOT NULL,
	"serves" text NOT NULL,
	CONSTRAINT "drawn_inspector_draw_id_inspector_id_pk" PRIMARY KEY("draw_id","inspector_id")
);
--> statement-breakpoint
CREATE TABLE "sampling"."inspector_draw" (
	"id" uuid PRIMARY KEY NOT NULL,
	"task_id" uuid NOT NULL,
	"department_id" uuid NOT NULL,
	"eligible" integer NOT NULL,
	"ineligible" jsonb NOT NULL,
	"roster_version" integer NOT NULL,
	"frame" text NOT NULL,
	"seed" text NOT NULL,
	"certificate" text NOT NULL,
	"certificate_hash" text NOT NULL,
	"drawn_by" text NOT NULL,
	"drawn_at" timestamp with time zone NOT NULL,
	CONSTRAINT "inspector_draw_once" UNIQUE("task_id","department_id")
);
--> statement-breakpoint
CREATE TABLE "sampling"."inspector_replacement" (
	"id" uuid PRIMARY KEY NOT NULL,
	"team_id" uuid NOT NULL,
	"state" text NOT NULL,
	"replaced_id" uuid NOT NULL,
	"department_id" uuid NOT NULL,
	"substitute_id" uuid,
	"reason" text NOT NULL,
	"text" text,
	"out_of_order" boolean,
	"requested_by" text NOT NULL,
	"requested_at" timestamp with time zone NOT NULL,
	"decided_by" text,
	"decided_at" timestamp with time zone,
	"opinion" text
);
--> statement-breakpoint
CREATE TABLE "sampling"."object_change" (
	"id" uuid PRIMARY KEY NOT NULL,
	"draw_id" uuid NOT NULL,
	"state" text NOT NULL,
	"remove_object_ids" uuid[] NOT NULL,
	"add_count" integer NOT NULL,
	"added_object_ids" uuid[] NOT NULL,
	"reason" text NOT NULL,
	"requested_by" text NOT NULL,
	"requested_at" timestamp with time zone NOT NULL,
	"decided_by" text,
	"decided_at" timestamp with time zone,
	"opinion" text
);
--> statement-breakpoint
CREATE TABLE "sampling"."dispatch_receipt" (
	"draw_id" uuid NOT NULL,
	"department_id" uuid NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	CONSTRAINT "dispatch_receipt_draw_id_department_id_pk" PRIMARY KEY("draw_id","department_id")
);
--> statement-breakpoint
CREATE TABLE "sampling"."drawn_object" (
	"draw_id" uuid NOT NULL,
	"object_id" uuid NOT NULL,
	"stratum" text NOT NULL,
	"ord" integer NOT NULL,
	"ticket" text NOT NULL,
	"probability" text NOT NULL,
	"state" text NOT NULL,
	"reason" text,
	"since_version" integer,
	"until_version" integer,
	CONSTRAINT "drawn_object_draw_id_object_id_pk" PRIMARY KEY("draw_id","object_id"),
	CONSTRAINT "drawn_object_order" UNIQUE("draw_id","stratum","ord")
);
--> statement-breakpoint
CREATE TABLE "sampling"."excluded_unit" (
	"draw_id" uuid NOT NULL,
	"object_id" uuid NOT NULL,
	"reason" text NOT NULL,
	CONSTRAINT "excluded_unit_draw_id_object_id_pk" PRIMARY KEY("draw_id","object_id")
);
--> statement-breakpoint
CREATE TABLE "sampling"."frame_chunk" (
	"draw_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"lines" integer NOT NULL,
	"gzip" "bytea" NOT NULL,
	CONSTRAINT "frame_chunk_draw_id_number_pk" PRIMARY KEY("draw_id","number")
);
--> statement-breakpoint
CREATE TABLE "sampling"."inspected_object" (
	"object_id" uuid NOT NULL,
	"task_id" uuid NOT NULL,
	"year" integer NOT NULL,
	"ended" boolean NOT NULL,
	CONSTRAINT "inspected_object_object_id_task_id_pk" PRIMARY KEY("object_id","task_id")
);
--> statement-breakpoint
CREATE TABLE "sampling"."object_draw" (
	"id" uuid PRIMARY KEY NOT NULL,
	"task_id" uuid NOT NULL,
	"state" text NOT NULL,
	"attempt" integer NOT NULL,
	"roster_version" integer NOT NULL,
	"population" integer NOT NULL,
	"frame_root" text NOT NULL,
	"intent" text NOT NULL,
	"intent_hash" text NOT NULL,
	"strata" jsonb NOT NULL,
	"seed" text,
	"certificate" text,
	"certificate_hash" text,
	"list_version" integer DEFAULT 0 NOT NULL,
	"prepared_by" text NOT NULL,
	"prepared_at" timestamp with time zone NOT NULL,
	"drawn_by" text,
	"drawn_at" timestamp with time zone,
	"confirmed_at" timestamp with time zone,
	"dispatched_at" timestamp with time zone,
	"void_reason" text,
	"voided_by" text,
	CONSTRAINT "object_draw_attempt" UNIQUE("task_id","attempt")
);
--> statement-breakpoint
CREATE TABLE "sampling"."roster_inspector" (
	"id" uuid PRIMARY KEY NOT NULL,
	"subject" text,
	"department_id" uuid NOT NULL,
	"division_code" text NOT NULL,
	"category" text NOT NULL,
	"qualified" boolean NOT NULL,
	"certificate_expires_on" date,
	"specialties" text[] NOT NULL,
	"modes" text[] NOT NULL,
	"recused_object_ids" uuid[] NOT NULL,
	"active" boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sampling"."roster_object" (
	"division_code" text NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"tags" text[] NOT NULL,
	"risk_level" text,
	"credit_level" text,
	"weight" integer NOT NULL,
	"active" boolean NOT NULL,
	CONSTRAINT "roster_object_division_code_id_pk" PRIMARY KEY("division_code","id")
);
--> statement-breakpoint
CREATE TABLE "sampling"."roster_version" (
	"roster" text PRIMARY KEY NOT NULL,
	"version" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sampling"."directory_confirmation" (
	"task_id" uuid NOT NULL,
	"department_id" uuid NOT NULL,
	"state" text NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sampling"."task" (
	"id" uuid PRIMARY KEY NOT NULL,
	"task_number" text NOT NULL,
	"state" text NOT NULL,
	"lead_department_id" uuid NOT NULL,
	"department_ids" uuid[] NOT NULL,
	"division_code" text NOT NULL,
	"profile" text NOT NULL,
	"profile_hash" text NOT NULL,
	"items" jsonb NOT NULL,
	"terms" jsonb,
	"scheme_pending_ids" uuid[],
	"ready_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "sampling"."team" (
	"id" uuid PRIMARY KEY NOT NULL,
	"task_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"version" integer NOT NULL,
	"formed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "team_number" UNIQUE("task_id","number")
);
--> statement-breakpoint
CREATE TABLE "sampling"."team_member" (
	"id" uuid PRIMARY KEY NOT NULL,
	"team_id" uuid NOT NULL,
	"inspector_id" uuid,
	"expert_id" uuid,
	"department_id" uuid,
	"role" text NOT NULL,
	"origin" text NOT NULL,
	"reason" text,
	"active" boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sampling"."team_object" (
	"team_id" uuid NOT NULL,
	"object_id" uuid NOT NULL,
	CONSTRAINT "team_object_team_id_object_id_pk" PRIMARY KEY("team_id","object_id")
);
--> statement-breakpoint
CREATE INDEX "drawn_inspector_by_inspector" ON "sampling"."drawn_inspector" USING btree ("inspector_id");--> statement-breakpoint
CREATE INDEX "inspector_replacement_by_team" ON "sampling"."inspector_replacement" USING btree ("team_id");--> statement-breakpoint
CREATE INDEX "object_change_by_draw" ON "sampling"."object_change" USING btree ("draw_id");--> statement-breakpoint
CREATE INDEX "drawn_object_by_object" ON "sampling"."drawn_object" USING btree ("object_id");--> statement-breakpoint
CREATE INDEX "object_draw_by_task" ON "sampling"."object_draw" USING btree ("task_id");--> statement-breakpoint
CREATE INDEX "roster_inspector_by_department" ON "sampling"."roster_inspector" USING btree ("department_id");--> statement-breakpoint
CREATE INDEX "roster_object_by_id" ON "sampling"."roster_object" USING btree ("id");--> statement-breakpoint
CREATE INDEX "directory_confirmation_by_task" ON "sampling"."directory_confirmation" USING btree ("task_id","department_id");--> statement-breakpoint
CREATE INDEX "task_by_lead" ON "sampling"."task" USING btree ("lead_department_id");--> statement-breakpoint
CREATE INDEX "team_member_by_team" ON "sampling"."team_member" USING btree ("team_id");--> statement-breakpoint
ALTER TABLE "sampling"."object_draw" ADD CONSTRAINT "object_draw_state" CHECK ("state" IN ('PREPARED', 'DRAWN', 'FLAGGED', 'CONFIRMED', 'DISPATCHED', 'CHANGED', 'VOID'));
--> statement-breakpoint
-- One intent gives one result: what is drawn keeps its seed, its certificate and its intent for ever.
CREATE FUNCTION "sampling"."keep_drawn"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.seed IS NOT NULL AND (NEW.seed, NEW.certificate, NEW.intent, NEW.frame_root) IS DISTINCT FROM (OLD.seed, OLD.certificate, OLD.intent, OLD.frame_root) THEN
    RAISE EXCEPTION 'a drawn result cannot be changed';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER "object_draw_is_final" BEFORE UPDATE ON "sampling"."object_draw" FOR EACH ROW EXECUTE FUNCTION "sampling"."keep_drawn"();
--> statement-breakpoint
-- At most one attempt of a task is alive.
CREATE UNIQUE INDEX "object_draw_alive" ON "sampling"."object_draw" ("task_id") WHERE "state" <> 'VOID';
--> statement-breakpoint
GRANT USAGE ON SCHEMA "sampling" TO sampling_app;
GRANT SELECT, INSERT, UPDATE ON "sampling"."department", "sampling"."task", "sampling"."directory_confirmation", "sampling"."roster_object", "sampling"."roster_inspector", "sampling"."roster_version", "sampling"."object_draw", "sampling"."drawn_object", "sampling"."inspected_object", "sampling"."object_change", "sampling"."team", "sampling"."team_member", "sampling"."inspector_replacement" TO sampling_app;
-- What was frozen, drawn, received or dealt out is only ever added.
GRANT SELECT, INSERT ON "sampling"."frame_chunk", "sampling"."excluded_unit", "sampling"."dispatch_receipt", "sampling"."inspector_draw", "sampling"."drawn_inspector", "sampling"."team_object" TO sampling_app;
GRANT DELETE ON "sampling"."team_object" TO sampling_app;
--> statement-breakpoint
-- The second wall: a task's rows are for its departments and for those who oversee; the service's own acts see all.
CREATE FUNCTION "sampling"."oversees"() RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT string_to_array(current_setting('app.roles', true), ',') && ARRAY['SYSTEM', 'COORDINATOR', 'SUPERVISOR', 'AUDITOR', 'ANALYST']
$$;
--> statement-breakpoint
ALTER TABLE "sampling"."task" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "sampling"."task" FORCE ROW LEVEL SECURITY;
CREATE POLICY "task_of_department" ON "sampling"."task" USING ("sampling"."oversees"() OR nullif(current_setting('app.department', true), '')::uuid = ANY ("department_ids"));
--> statement-breakpoint
ALTER TABLE "sampling"."object_draw" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "sampling"."object_draw" FORCE ROW LEVEL SECURITY;
CREATE POLICY "object_draw_of_task" ON "sampling"."object_draw" USING ("sampling"."oversees"() OR EXISTS (SELECT FROM "sampling"."task" WHERE "task"."id" = "object_draw"."task_id"));
--> statement-breakpoint
ALTER TABLE "sampling"."inspector_draw" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "sampling"."inspector_draw" FORCE ROW LEVEL SECURITY;
CREATE POLICY "inspector_draw_of_task" ON "sampling"."inspector_draw" USING ("sampling"."oversees"() OR EXISTS (SELECT FROM "sampling"."task" WHERE "task"."id" = "inspector_draw"."task_id"));
--> statement-breakpoint
ALTER TABLE "sampling"."team" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "sampling"."team" FORCE ROW LEVEL SECURITY;
CREATE POLICY "team_of_task" ON "sampling"."team" USING ("sampling"."oversees"() OR EXISTS (SELECT FROM "sampling"."task" WHERE "task"."id" = "team"."task_id"));
