CREATE SCHEMA "planning";
--> statement-breakpoint
CREATE TABLE "planning"."annual_plan" (
	"id" uuid PRIMARY KEY NOT NULL,
	"department_id" uuid NOT NULL,
	"level" text NOT NULL,
	"division_code" text NOT NULL,
	"year" integer NOT NULL,
	"name" text NOT NULL,
	"state" text NOT NULL,
	"revision" integer NOT NULL,
	"working_revision" integer NOT NULL,
	"reviewed" integer NOT NULL,
	"department_ids" uuid[] NOT NULL,
	"profile" text NOT NULL,
	"profile_hash" text NOT NULL,
	"submitted_at" timestamp with time zone,
	"published_on" date,
	"late" boolean,
	"created_at" timestamp with time zone NOT NULL,
	"created_by" text NOT NULL,
	CONSTRAINT "annual_plan_once" UNIQUE("department_id","level","year")
);
--> statement-breakpoint
CREATE TABLE "planning"."plan_review" (
	"plan_id" uuid NOT NULL,
	"revision" integer NOT NULL,
	"number" integer NOT NULL,
	"reviewer" text NOT NULL,
	"decision" text NOT NULL,
	"comment" text,
	"by" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "plan_review_plan_id_number_pk" PRIMARY KEY("plan_id","number")
);
--> statement-breakpoint
CREATE TABLE "planning"."plan_revision" (
	"plan_id" uuid NOT NULL,
	"revision" integer NOT NULL,
	"reason" text,
	"cause" text,
	"opened_at" timestamp with time zone NOT NULL,
	"opened_by" text NOT NULL,
	"published_on" date,
	"delivered_at" timestamp with time zone,
	"changed_entry_ids" uuid[] NOT NULL,
	"sent" jsonb,
	"receipts" jsonb NOT NULL,
	CONSTRAINT "plan_revision_plan_id_revision_pk" PRIMARY KEY("plan_id","revision")
);
--> statement-breakpoint
CREATE TABLE "planning"."department" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"level" text NOT NULL,
	"division_code" text NOT NULL,
	"issuer_number" integer NOT NULL,
	"parent_id" uuid,
	"authority_basis" text NOT NULL,
	"authority_item_ids" uuid[],
	"profile" text NOT NULL,
	"active" boolean NOT NULL,
	CONSTRAINT "department_issuer" UNIQUE("division_code","issuer_number")
);
--> statement-breakpoint
CREATE TABLE "planning"."inspector" (
	"id" uuid PRIMARY KEY NOT NULL,
	"department_id" uuid NOT NULL,
	"qualified" boolean NOT NULL,
	"certificate_expires_on" date,
	"active" boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE "planning"."item_list" (
	"id" uuid PRIMARY KEY NOT NULL,
	"lineage_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"name" text NOT NULL,
	"joint" boolean NOT NULL,
	"division_code" text NOT NULL,
	"published_on" date NOT NULL,
	"superseded" boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE "planning"."list_item" (
	"id" uuid PRIMARY KEY NOT NULL,
	"list_id" uuid NOT NULL,
	"lineage_id" uuid NOT NULL,
	"name" text NOT NULL,
	"field" text NOT NULL,
	"item_class" text,
	"object_type" text NOT NULL,
	"modes" text[] NOT NULL,
	"lead_department_id" uuid NOT NULL,
	"participating_department_ids" uuid[] NOT NULL,
	"ratio_max" text,
	"notice_exemption" text,
	"guide_id" uuid
);
--> statement-breakpoint
CREATE TABLE "planning"."entry_agreement" (
	"entry_id" uuid NOT NULL,
	"revision" integer NOT NULL,
	"department_id" uuid NOT NULL,
	"answer" text NOT NULL,
	"reason" text,
	"by" text,
	"at" timestamp with time zone,
	CONSTRAINT "entry_agreement_entry_id_revision_department_id_pk" PRIMARY KEY("entry_id","revision","department_id")
);
--> statement-breakpoint
CREATE TABLE "planning"."plan_entry" (
	"id" uuid NOT NULL,
	"revision" integer NOT NULL,
	"plan_id" uuid NOT NULL,
	"published" boolean NOT NULL,
	"cancelled" boolean NOT NULL,
	"joint_state" text,
	"department_ids" uuid[] NOT NULL,
	"serial_no" integer,
	"name" text,
	"lead_department_id" uuid,
	"participating_department_ids" uuid[] NOT NULL,
	"items" jsonb NOT NULL,
	"object_scope" text,
	"population" jsonb NOT NULL,
	"modes" text[] NOT NULL,
	"period_from" date,
	"period_to" date,
	"ratio" text,
	"frequency" integer,
	"object_count" integer,
	"ratio_rationale" text,
	"strata" jsonb NOT NULL,
	"further_fields" jsonb NOT NULL,
	"not_merged_reason" text,
	"merged_into" uuid,
	"cancel_reason" text,
	"decision" jsonb,
	"saved_at" timestamp with time zone NOT NULL,
	"saved_by" text NOT NULL,
	CONSTRAINT "plan_entry_id_revision_pk" PRIMARY KEY("id","revision")
);
--> statement-breakpoint
CREATE TABLE "planning"."scheme" (
	"task_id" uuid PRIMARY KEY NOT NULL,
	"id" uuid NOT NULL,
	"state" text NOT NULL,
	"content" text,
	"period_from" date,
	"period_to" date,
	"modes" text[] NOT NULL,
	"inspectors_per_department" integer NOT NULL,
	"team_count" integer NOT NULL,
	"specialties" text[] NOT NULL,
	"inspector_drawn_by" text,
	"submitted_at" timestamp with time zone,
	"agreed_at" timestamp with time zone,
	CONSTRAINT "scheme_id_unique" UNIQUE("id")
);
--> statement-breakpoint
CREATE TABLE "planning"."scheme_agreement" (
	"task_id" uuid NOT NULL,
	"department_id" uuid NOT NULL,
	"answer" text NOT NULL,
	"reason" text,
	"by" text,
	"at" timestamp with time zone,
	CONSTRAINT "scheme_agreement_task_id_department_id_pk" PRIMARY KEY("task_id","department_id")
);
--> statement-breakpoint
CREATE TABLE "planning"."item_result" (
	"division_code" text NOT NULL,
	"task_id" uuid NOT NULL,
	"object_id" uuid NOT NULL,
	"item_id" uuid NOT NULL,
	CONSTRAINT "item_result_division_code_task_id_object_id_item_id_pk" PRIMARY KEY("division_code","task_id","object_id","item_id")
);
--> statement-breakpoint
CREATE TABLE "planning"."task_object" (
	"division_code" text NOT NULL,
	"task_id" uuid NOT NULL,
	"object_id" uuid NOT NULL,
	"listed" boolean NOT NULL,
	CONSTRAINT "task_object_division_code_task_id_object_id_pk" PRIMARY KEY("division_code","task_id","object_id")
);
--> statement-breakpoint
CREATE TABLE "planning"."task_result" (
	"division_code" text NOT NULL,
	"task_id" uuid NOT NULL,
	"result_id" uuid NOT NULL,
	"formed_at" timestamp with time zone,
	"final_at" timestamp with time zone,
	CONSTRAINT "task_result_division_code_task_id_result_id_pk" PRIMARY KEY("division_code","task_id","result_id")
);
--> statement-breakpoint
CREATE TABLE "planning"."task_visit" (
	"division_code" text NOT NULL,
	"task_id" uuid NOT NULL,
	"inspection_id" uuid NOT NULL,
	"archived_at" timestamp with time zone,
	CONSTRAINT "task_visit_division_code_task_id_inspection_id_pk" PRIMARY KEY("division_code","task_id","inspection_id")
);
--> statement-breakpoint
CREATE TABLE "planning"."task" (
	"id" uuid PRIMARY KEY NOT NULL,
	"division_code" text NOT NULL,
	"task_number" text NOT NULL,
	"name" text NOT NULL,
	"state" text NOT NULL,
	"plan_id" uuid NOT NULL,
	"plan_entry_id" uuid NOT NULL,
	"plan_revision" integer NOT NULL,
	"year" integer NOT NULL,
	"lead_department_id" uuid NOT NULL,
	"participating_department_ids" uuid[] NOT NULL,
	"department_ids" uuid[] NOT NULL,
	"period_from" date NOT NULL,
	"period_to" date NOT NULL,
	"items" jsonb NOT NULL,
	"population" jsonb NOT NULL,
	"ratio" text NOT NULL,
	"object_count" integer NOT NULL,
	"strata" jsonb NOT NULL,
	"cancel_reason" text,
	"late" boolean NOT NULL,
	"profile" text NOT NULL,
	"profile_hash" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"created_by" text NOT NULL,
	CONSTRAINT "task_number_once" UNIQUE("task_number")
);
--> statement-breakpoint
CREATE TABLE "planning"."task_number" (
	"department_id" uuid NOT NULL,
	"year" integer NOT NULL,
	"last" integer NOT NULL,
	CONSTRAINT "task_number_department_id_year_pk" PRIMARY KEY("department_id","year")
);
--> statement-breakpoint
CREATE TABLE "planning"."task_step" (
	"task_id" uuid NOT NULL,
	"state" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"by" text NOT NULL,
	CONSTRAINT "task_step_task_id_state_pk" PRIMARY KEY("task_id","state")
);
--> statement-breakpoint
ALTER TABLE "planning"."plan_review" ADD CONSTRAINT "plan_review_plan_id_annual_plan_id_fk" FOREIGN KEY ("plan_id") REFERENCES "planning"."annual_plan"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "planning"."plan_revision" ADD CONSTRAINT "plan_revision_plan_id_annual_plan_id_fk" FOREIGN KEY ("plan_id") REFERENCES "planning"."annual_plan"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "planning"."list_item" ADD CONSTRAINT "list_item_list_id_item_list_id_fk" FOREIGN KEY ("list_id") REFERENCES "planning"."item_list"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "planning"."plan_entry" ADD CONSTRAINT "plan_entry_plan_id_annual_plan_id_fk" FOREIGN KEY ("plan_id") REFERENCES "planning"."annual_plan"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "planning"."scheme" ADD CONSTRAINT "scheme_task_id_task_id_fk" FOREIGN KEY ("task_id") REFERENCES "planning"."task"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "planning"."scheme_agreement" ADD CONSTRAINT "scheme_agreement_task_id_task_id_fk" FOREIGN KEY ("task_id") REFERENCES "planning"."task"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "annual_plan_by_division" ON "planning"."annual_plan" USING btree ("division_code","year");--> statement-breakpoint
CREATE INDEX "annual_plan_by_year" ON "planning"."annual_plan" USING btree ("year","id");--> statement-breakpoint
CREATE INDEX "inspector_by_department" ON "planning"."inspector" USING btree ("department_id");--> statement-breakpoint
CREATE INDEX "list_item_by_list" ON "planning"."list_item" USING btree ("list_id");--> statement-breakpoint
CREATE INDEX "plan_entry_by_plan" ON "planning"."plan_entry" USING btree ("plan_id","id");--> statement-breakpoint
CREATE INDEX "task_by_entry" ON "planning"."task" USING btree ("plan_entry_id");--> statement-breakpoint
CREATE INDEX "task_by_division" ON "planning"."task" USING btree ("division_code","id");--> statement-breakpoint
CREATE INDEX "task_by_created" ON "planning"."task" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX "task_by_period_end" ON "planning"."task" USING btree ("period_to","id");--> statement-breakpoint
CREATE INDEX "task_by_department" ON "planning"."task" USING gin ("department_ids");--> statement-breakpoint
COMMENT ON TABLE "planning"."plan_entry" IS 'An entry as it reads from a revision of its plan on. The highest revision is the working text; the highest published one is what tasks may use. Published rows are never changed.';
COMMENT ON TABLE "planning"."task_number" IS 'The last running number of an issuer in a year. Its row lock makes task numbers distinct, however many are created at once.';
COMMENT ON TABLE "planning"."task_result" IS 'A result on its way to the public: formed and final are told by two services, in either order, so either may be null.';
COMMENT ON TABLE "planning"."item_result" IS 'Items of an object that have a result. Completeness of a task is its listed objects times its items against these rows.';
--> statement-breakpoint
ALTER TABLE "planning"."annual_plan" ADD CONSTRAINT "annual_plan_state" CHECK ("state" IN ('DRAFT', 'SUBMITTED', 'UNDER_REVIEW', 'RETURNED', 'APPROVED', 'PUBLISHING', 'PUBLISHED', 'ADJUSTING'));
ALTER TABLE "planning"."plan_review" ADD CONSTRAINT "plan_review_decision" CHECK ("decision" IN ('APPROVE', 'RETURN'));
ALTER TABLE "planning"."plan_entry" ADD CONSTRAINT "plan_entry_joint_state" CHECK ("joint_state" IN ('PROPOSED', 'AGREED', 'REFUSED', 'ESCALATED', 'DECIDED', 'WITHDRAWN'));
ALTER TABLE "planning"."entry_agreement" ADD CONSTRAINT "entry_agreement_answer" CHECK ("answer" IN ('PROPOSED', 'AGREED', 'REFUSED'));
ALTER TABLE "planning"."task" ADD CONSTRAINT "task_state" CHECK ("state" IN ('DRAFT', 'SCHEME_AGREED', 'READY', 'DRAWING', 'DISPATCHED', 'TEAMED', 'IN_PROGRESS', 'COMPLETED', 'CLOSED', 'CANCELLED'));
ALTER TABLE "planning"."task" ADD CONSTRAINT "task_object_count" CHECK ("object_count" > 0);
ALTER TABLE "planning"."scheme" ADD CONSTRAINT "scheme_state" CHECK ("state" IN ('DRAFT', 'SUBMITTED', 'AGREED'));
ALTER TABLE "planning"."scheme_agreement" ADD CONSTRAINT "scheme_agreement_answer" CHECK ("answer" IN ('PROPOSED', 'AGREED', 'REFUSED'));
--> statement-breakpoint
-- What was published stays as it was: an adjustment writes the next row.
CREATE FUNCTION "planning"."keep_published"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.published THEN RAISE EXCEPTION 'a published plan entry cannot be changed'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "plan_entry_is_final" BEFORE UPDATE ON "planning"."plan_entry" FOR EACH ROW EXECUTE FUNCTION "planning"."keep_published"();
--> statement-breakpoint
GRANT USAGE ON SCHEMA "planning" TO planning_app;
GRANT SELECT, INSERT, UPDATE ON "planning"."department", "planning"."item_list", "planning"."list_item", "planning"."inspector", "planning"."annual_plan", "planning"."plan_revision", "planning"."plan_entry", "planning"."entry_agreement", "planning"."task_number", "planning"."task", "planning"."task_step", "planning"."scheme", "planning"."scheme_agreement", "planning"."task_object", "planning"."task_result", "planning"."task_visit" TO planning_app;
-- Given once: a review, and the fact that an item has its result.
GRANT SELECT, INSERT ON "planning"."plan_review", "planning"."item_result" TO planning_app;
-- A participant who left an entry or a scheme before it was agreed has no answer to give.
GRANT DELETE ON "planning"."entry_agreement", "planning"."scheme_agreement" TO planning_app;
--> statement-breakpoint
-- The second wall: drafts and tasks are for the departments involved and for those who oversee; the service's own acts see all.
-- The policies ask in a subquery, so that the caller is read once for a statement and not once for a row.
CREATE FUNCTION "planning"."caller_department"() RETURNS uuid LANGUAGE sql STABLE AS $$
  SELECT nullif(current_setting('app.department', true), '')::uuid
$$;
CREATE FUNCTION "planning"."caller_is"(VARIADIC roles text[]) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT string_to_array(current_setting('app.roles', true), ',') && roles
$$;
--> statement-breakpoint
ALTER TABLE "planning"."annual_plan" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "planning"."annual_plan" FORCE ROW LEVEL SECURITY;
CREATE POLICY "annual_plan_read" ON "planning"."annual_plan" FOR SELECT USING (
  "revision" > 0 OR (SELECT "planning"."caller_department"()) = ANY ("department_ids")
  OR (SELECT "planning"."caller_is"('SYSTEM', 'COORDINATOR', 'SUPERVISOR', 'AUDITOR', 'ANALYST'))
  OR ("state" <> 'DRAFT' AND (SELECT "planning"."caller_is"('LEGAL_REVIEWER', 'JUSTICE_REVIEWER'))));
CREATE POLICY "annual_plan_make" ON "planning"."annual_plan" FOR INSERT WITH CHECK ((SELECT "planning"."caller_department"()) = "department_id");
CREATE POLICY "annual_plan_change" ON "planning"."annual_plan" FOR UPDATE USING (
  (SELECT "planning"."caller_department"()) = ANY ("department_ids") OR (SELECT "planning"."caller_is"('SYSTEM', 'COORDINATOR', 'LEGAL_REVIEWER', 'JUSTICE_REVIEWER')));
--> statement-breakpoint
ALTER TABLE "planning"."plan_revision" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "planning"."plan_revision" FORCE ROW LEVEL SECURITY;
CREATE POLICY "plan_revision_of_plan" ON "planning"."plan_revision" USING (EXISTS (
  SELECT FROM "planning"."annual_plan" WHERE "annual_plan"."id" = "plan_revision"."plan_id"
    AND ("plan_revision"."published_on" IS NOT NULL OR (SELECT "planning"."caller_department"()) = ANY ("annual_plan"."department_ids")
      OR (SELECT "planning"."caller_is"('SYSTEM', 'COORDINATOR', 'SUPERVISOR', 'AUDITOR', 'ANALYST', 'LEGAL_REVIEWER', 'JUSTICE_REVIEWER')))));
ALTER TABLE "planning"."plan_review" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "planning"."plan_review" FORCE ROW LEVEL SECURITY;
CREATE POLICY "plan_review_of_plan" ON "planning"."plan_review" USING (EXISTS (
  SELECT FROM "planning"."annual_plan" WHERE "annual_plan"."id" = "plan_review"."plan_id"
    AND ((SELECT "planning"."caller_department"()) = ANY ("annual_plan"."department_ids")
      OR (SELECT "planning"."caller_is"('SYSTEM', 'COORDINATOR', 'SUPERVISOR', 'AUDITOR', 'ANALYST', 'LEGAL_REVIEWER', 'JUSTICE_REVIEWER')))));
--> statement-breakpoint
ALTER TABLE "planning"."plan_entry" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "planning"."plan_entry" FORCE ROW LEVEL SECURITY;
CREATE POLICY "plan_entry_read" ON "planning"."plan_entry" FOR SELECT USING (
  "published" OR (SELECT "planning"."caller_department"()) = ANY ("department_ids")
  OR (SELECT "planning"."caller_is"('SYSTEM', 'COORDINATOR', 'SUPERVISOR', 'AUDITOR', 'ANALYST'))
  OR ((SELECT "planning"."caller_is"('LEGAL_REVIEWER', 'JUSTICE_REVIEWER')) AND EXISTS (SELECT FROM "planning"."annual_plan" WHERE "annual_plan"."id" = "plan_entry"."plan_id" AND "annual_plan"."state" <> 'DRAFT')));
CREATE POLICY "plan_entry_make" ON "planning"."plan_entry" FOR INSERT WITH CHECK ((SELECT "planning"."caller_department"()) = ANY ("department_ids"));
CREATE POLICY "plan_entry_change" ON "planning"."plan_entry" FOR UPDATE USING (
  (SELECT "planning"."caller_department"()) = ANY ("department_ids") OR (SELECT "planning"."caller_is"('SYSTEM', 'COORDINATOR'))) WITH CHECK (true);
ALTER TABLE "planning"."entry_agreement" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "planning"."entry_agreement" FORCE ROW LEVEL SECURITY;
CREATE POLICY "entry_agreement_of_entry" ON "planning"."entry_agreement" USING (EXISTS (
  SELECT FROM "planning"."plan_entry" WHERE "plan_entry"."id" = "entry_agreement"."entry_id" AND "plan_entry"."revision" = "entry_agreement"."revision"));
--> statement-breakpoint
ALTER TABLE "planning"."task" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "planning"."task" FORCE ROW LEVEL SECURITY;
CREATE POLICY "task_read" ON "planning"."task" FOR SELECT USING (
  (SELECT "planning"."caller_department"()) = ANY ("department_ids") OR (SELECT "planning"."caller_is"('SYSTEM', 'COORDINATOR', 'SUPERVISOR', 'AUDITOR', 'ANALYST')));
CREATE POLICY "task_make" ON "planning"."task" FOR INSERT WITH CHECK ((SELECT "planning"."caller_department"()) = "lead_department_id" OR (SELECT "planning"."caller_is"('COORDINATOR')));
CREATE POLICY "task_change" ON "planning"."task" FOR UPDATE USING ((SELECT "planning"."caller_department"()) = ANY ("department_ids") OR (SELECT "planning"."caller_is"('SYSTEM', 'COORDINATOR')));
--> statement-breakpoint
ALTER TABLE "planning"."task_step" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "planning"."task_step" FORCE ROW LEVEL SECURITY;
CREATE POLICY "task_step_of_task" ON "planning"."task_step" USING (EXISTS (SELECT FROM "planning"."task" WHERE "task"."id" = "task_step"."task_id"));
ALTER TABLE "planning"."scheme" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "planning"."scheme" FORCE ROW LEVEL SECURITY;
CREATE POLICY "scheme_of_task" ON "planning"."scheme" USING (EXISTS (SELECT FROM "planning"."task" WHERE "task"."id" = "scheme"."task_id"));
ALTER TABLE "planning"."scheme_agreement" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "planning"."scheme_agreement" FORCE ROW LEVEL SECURITY;
CREATE POLICY "scheme_agreement_of_task" ON "planning"."scheme_agreement" USING (EXISTS (SELECT FROM "planning"."task" WHERE "task"."id" = "scheme_agreement"."task_id"));
--> statement-breakpoint
-- Tells an outsider that a record exists and nothing of it, so that the answer is FORBIDDEN and not NOT_FOUND.
CREATE FUNCTION "planning"."record_exists"(wanted uuid) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
  roles text := current_setting('app.roles', true);
  known boolean;
BEGIN
  PERFORM set_config('app.roles', 'SYSTEM', true);
  known := EXISTS (SELECT FROM planning.task WHERE id = wanted) OR EXISTS (SELECT FROM planning.annual_plan WHERE id = wanted) OR EXISTS (SELECT FROM planning.plan_entry WHERE id = wanted);
  PERFORM set_config('app.roles', roles, true);
  RETURN known;
END $$;
--> statement-breakpoint
-- What tasks have taken of entries, whoever asks: a department must not plan over tasks that it cannot see.
CREATE FUNCTION "planning"."task_counts"(entries uuid[]) RETURNS TABLE (entry_id uuid, tasks integer, assigned integer, completed integer) LANGUAGE plpgsql AS $$
DECLARE
  roles text := current_setting('app.roles', true);
BEGIN
  PERFORM set_config('app.roles', 'SYSTEM', true);
  RETURN QUERY SELECT t.plan_entry_id, count(*)::integer, sum(t.object_count)::integer, coalesce(sum(t.object_count) FILTER (WHERE t.state IN ('COMPLETED', 'CLOSED')), 0)::integer
    FROM planning.task t WHERE t.plan_entry_id = ANY (entries) AND t.state <> 'CANCELLED' GROUP BY t.plan_entry_id;
  PERFORM set_config('app.roles', roles, true);
END $$;
