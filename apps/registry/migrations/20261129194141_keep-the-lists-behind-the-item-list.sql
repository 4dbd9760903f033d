CREATE TABLE "registry"."credit_risk_class" (
	"profile" text NOT NULL,
	"uscc" char(18) NOT NULL,
	"scheme" text NOT NULL,
	"risk_class" text NOT NULL,
	"classified_on" date NOT NULL,
	"source" text NOT NULL,
	"push_id" uuid,
	"received_at" timestamp with time zone NOT NULL,
	CONSTRAINT "credit_risk_class_profile_uscc_scheme_pk" PRIMARY KEY("profile","uscc","scheme")
);
--> statement-breakpoint
CREATE TABLE "registry"."credit_risk_push" (
	"id" uuid PRIMARY KEY NOT NULL,
	"profile" text NOT NULL,
	"source" text NOT NULL,
	"received" bigint NOT NULL,
	"completed_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "registry"."department_asset" (
	"department_id" uuid NOT NULL,
	"asset" text NOT NULL,
	"gained_at" timestamp with time zone NOT NULL,
	CONSTRAINT "department_asset_department_id_asset_pk" PRIMARY KEY("department_id","asset")
);
--> statement-breakpoint
CREATE TABLE "registry"."directory_build" (
	"id" uuid PRIMARY KEY NOT NULL,
	"department_id" uuid NOT NULL,
	"directory" text NOT NULL,
	"asked_department_ids" uuid[] NOT NULL,
	"requested_at" timestamp with time zone NOT NULL,
	"requested_by" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "registry"."directory_standard" (
	"id" uuid PRIMARY KEY NOT NULL,
	"profile" text NOT NULL,
	"directory" text NOT NULL,
	"version" integer NOT NULL,
	"required_fields" text[] NOT NULL,
	"classes" text[] NOT NULL,
	"state" text NOT NULL,
	"department_id" uuid NOT NULL,
	"issuers" text[] NOT NULL,
	"in_force_on" date,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "directory_standard_directory" CHECK ("registry"."directory_standard"."directory" in ('OBJECT', 'INSPECTOR')),
	CONSTRAINT "directory_standard_state" CHECK ("registry"."directory_standard"."state" in ('PROPOSED', 'IN_FORCE', 'SUPERSEDED'))
);
--> statement-breakpoint
CREATE TABLE "registry"."plan_report" (
	"department_id" uuid NOT NULL,
	"year" integer NOT NULL,
	"profile" text NOT NULL,
	"plan_id" uuid NOT NULL,
	"revision" integer NOT NULL,
	CONSTRAINT "plan_report_department_id_year_pk" PRIMARY KEY("department_id","year")
);
--> statement-breakpoint
CREATE TABLE "registry"."key_supervision_item" (
	"id" uuid PRIMARY KEY NOT NULL,
	"list" text NOT NULL,
	"name" text NOT NULL,
	"body" text,
	"object" text,
	"measure" text,
	"supervision_mode" text,
	"department_id" uuid NOT NULL,
	"profile" text NOT NULL,
	"active" boolean NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "key_supervision_item_list" CHECK ("registry"."key_supervision_item"."list" in ('KEY_SUPERVISION', 'SPECIAL_KEY_MATTER', 'SPECIAL_KEY_OBJECT', 'SPECIAL_KEY_PRODUCT'))
);
--> statement-breakpoint
CREATE TABLE "registry"."implementation_entry" (
	"id" uuid PRIMARY KEY NOT NULL,
	"matter_id" uuid NOT NULL,
	"department_id" uuid NOT NULL,
	"name" text NOT NULL,
	"content" text,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "registry"."regulatory_matter" (
	"id" uuid PRIMARY KEY NOT NULL,
	"department_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"legal_basis" text,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "registry"."rule_document" (
	"id" uuid PRIMARY KEY NOT NULL,
	"department_id" uuid NOT NULL,
	"profile" text NOT NULL,
	"kind" text NOT NULL,
	"field" text NOT NULL,
	"version" integer NOT NULL,
	"title" text NOT NULL,
	"content" text NOT NULL,
	"state" text NOT NULL,
	"in_force_on" date,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "rule_document_kind" CHECK ("registry"."rule_document"."kind" in ('WORK_SYSTEM', 'WORK_RULES', 'DETAILED_RULES')),
	CONSTRAINT "rule_document_state" CHECK ("registry"."rule_document"."state" in ('DRAFT', 'IN_FORCE', 'SUPERSEDED'))
);
--> statement-breakpoint
CREATE TABLE "registry"."task_of_items" (
	"task_id" uuid PRIMARY KEY NOT NULL,
	"profile" text NOT NULL,
	"item_ids" uuid[] NOT NULL
);
--> statement-breakpoint
CREATE TABLE "registry"."sub_directory" (
	"id" uuid PRIMARY KEY NOT NULL,
	"directory" text NOT NULL,
	"item_lineage_id" uuid NOT NULL,
	"department_id" uuid NOT NULL,
	"kinds" text[] NOT NULL,
	"tags" text[] NOT NULL,
	"entry_ids" uuid[] NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "sub_directory_directory" CHECK ("registry"."sub_directory"."directory" in ('OBJECT', 'INSPECTOR'))
);
--> statement-breakpoint
CREATE TABLE "registry"."supervision_field" (
	"id" uuid PRIMARY KEY NOT NULL,
	"department_id" uuid NOT NULL,
	"name" text NOT NULL,
	"field_class" text NOT NULL,
	"ground" text,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "supervision_field_class" CHECK ("registry"."supervision_field"."field_class" in ('GENERAL_FIELD', 'SPECIAL_KEY_FIELD'))
);
--> statement-breakpoint
ALTER TABLE "registry"."department" ADD COLUMN "authority_ref" text;--> statement-breakpoint
ALTER TABLE "registry"."inspection_item" ADD COLUMN "family" text;--> statement-breakpoint
ALTER TABLE "registry"."inspection_item" ADD COLUMN "power_duty_code" text;--> statement-breakpoint
ALTER TABLE "registry"."inspection_item" ADD COLUMN "internet_plus_code" text;--> statement-breakpoint
ALTER TABLE "registry"."inspection_item" ADD COLUMN "guidance_reference" text;--> statement-breakpoint
ALTER TABLE "registry"."inspection_item" ADD COLUMN "implementation_entry_id" uuid;--> statement-breakpoint
ALTER TABLE "registry"."inspection_object" ADD COLUMN "subtype" text;--> statement-breakpoint
ALTER TABLE "registry"."inspection_object" ADD COLUMN "identifier_name" text;--> statement-breakpoint
ALTER TABLE "registry"."inspection_object" ADD COLUMN "co_responsible_ids" uuid[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "registry"."inspector" ADD COLUMN "qualifications" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "registry"."roster_head" ADD COLUMN "updated_at" timestamp with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "registry"."implementation_entry" ADD CONSTRAINT "implementation_entry_matter_id_regulatory_matter_id_fk" FOREIGN KEY ("matter_id") REFERENCES "registry"."regulatory_matter"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "credit_risk_class_by_uscc" ON "registry"."credit_risk_class" USING btree ("uscc");--> statement-breakpoint
CREATE INDEX "credit_risk_push_by_profile" ON "registry"."credit_risk_push" USING btree ("profile","completed_at");--> statement-breakpoint
CREATE UNIQUE INDEX "directory_standard_version" ON "registry"."directory_standard" USING btree ("profile","directory","version");--> statement-breakpoint
CREATE UNIQUE INDEX "directory_standard_in_force" ON "registry"."directory_standard" USING btree ("profile","directory") WHERE "registry"."directory_standard"."state" = 'IN_FORCE';--> statement-breakpoint
CREATE INDEX "key_supervision_item_by_department" ON "registry"."key_supervision_item" USING btree ("department_id","id");--> statement-breakpoint
CREATE INDEX "implementation_entry_by_matter" ON "registry"."implementation_entry" USING btree ("matter_id");--> statement-breakpoint
CREATE INDEX "implementation_entry_by_department" ON "registry"."implementation_entry" USING btree ("department_id","id");--> statement-breakpoint
CREATE INDEX "regulatory_matter_by_department" ON "registry"."regulatory_matter" USING btree ("department_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "rule_document_version" ON "registry"."rule_document" USING btree ("department_id","kind","field","version");--> statement-breakpoint
CREATE UNIQUE INDEX "rule_document_in_force" ON "registry"."rule_document" USING btree ("department_id","kind","field") WHERE "registry"."rule_document"."state" = 'IN_FORCE';--> statement-breakpoint
CREATE INDEX "rule_document_by_field" ON "registry"."rule_document" USING btree ("profile","kind","field");--> statement-breakpoint
CREATE UNIQUE INDEX "sub_directory_of_item" ON "registry"."sub_directory" USING btree ("item_lineage_id","directory","department_id");--> statement-breakpoint
CREATE UNIQUE INDEX "supervision_field_by_name" ON "registry"."supervision_field" USING btree ("department_id","name");
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON "registry"."regulatory_matter", "registry"."implementation_entry", "registry"."supervision_field", "registry"."key_supervision_item", "registry"."directory_standard", "registry"."credit_risk_class", "registry"."credit_risk_push", "registry"."rule_document", "registry"."plan_report", "registry"."sub_directory" TO registry_app;
GRANT SELECT, INSERT ON "registry"."directory_build", "registry"."task_of_items", "registry"."department_asset" TO registry_app;
--> statement-breakpoint
-- Everybody reads what others keep; only the own department's is entered or changed. 谁主管、谁监管.
ALTER TABLE "registry"."regulatory_matter" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "registry"."regulatory_matter" FORCE ROW LEVEL SECURITY;
CREATE POLICY "regulatory_matter_read" ON "registry"."regulatory_matter" FOR SELECT USING (true);
CREATE POLICY "regulatory_matter_enter" ON "registry"."regulatory_matter" FOR INSERT WITH CHECK ("department_id" = "registry"."own_department"() OR "registry"."acts_as"('SYSTEM'));
CREATE POLICY "regulatory_matter_change" ON "registry"."regulatory_matter" FOR UPDATE USING ("department_id" = "registry"."own_department"() OR "registry"."acts_as"('SYSTEM'));
ALTER TABLE "registry"."implementation_entry" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "registry"."implementation_entry" FORCE ROW LEVEL SECURITY;
CREATE POLICY "implementation_entry_read" ON "registry"."implementation_entry" FOR SELECT USING (true);
CREATE POLICY "implementation_entry_enter" ON "registry"."implementation_entry" FOR INSERT WITH CHECK ("department_id" = "registry"."own_department"() OR "registry"."acts_as"('SYSTEM'));
CREATE POLICY "implementation_entry_change" ON "registry"."implementation_entry" FOR UPDATE USING ("department_id" = "registry"."own_department"() OR "registry"."acts_as"('SYSTEM'));
ALTER TABLE "registry"."supervision_field" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "registry"."supervision_field" FORCE ROW LEVEL SECURITY;
CREATE POLICY "supervision_field_read" ON "registry"."supervision_field" FOR SELECT USING (true);
CREATE POLICY "supervision_field_enter" ON "registry"."supervision_field" FOR INSERT WITH CHECK ("department_id" = "registry"."own_department"() OR "registry"."acts_as"('SYSTEM'));
CREATE POLICY "supervision_field_change" ON "registry"."supervision_field" FOR UPDATE USING ("department_id" = "registry"."own_department"() OR "registry"."acts_as"('SYSTEM'));
ALTER TABLE "registry"."key_supervision_item" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "registry"."key_supervision_item" FORCE ROW LEVEL SECURITY;
CREATE POLICY "key_supervision_item_read" ON "registry"."key_supervision_item" FOR SELECT USING (true);
CREATE POLICY "key_supervision_item_enter" ON "registry"."key_supervision_item" FOR INSERT WITH CHECK ("department_id" = "registry"."own_department"() OR "registry"."acts_as"('SYSTEM'));
CREATE POLICY "key_supervision_item_change" ON "registry"."key_supervision_item" FOR UPDATE USING ("department_id" = "registry"."own_department"() OR "registry"."acts_as"('SYSTEM'));
ALTER TABLE "registry"."rule_document" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "registry"."rule_document" FORCE ROW LEVEL SECURITY;
CREATE POLICY "rule_document_read" ON "registry"."rule_document" FOR SELECT USING ("state" <> 'DRAFT' OR "department_id" = "registry"."own_department"() OR "registry"."acts_as"('SYSTEM'));
CREATE POLICY "rule_document_enter" ON "registry"."rule_document" FOR INSERT WITH CHECK ("department_id" = "registry"."own_department"() OR "registry"."acts_as"('SYSTEM'));
CREATE POLICY "rule_document_change" ON "registry"."rule_document" FOR UPDATE USING ("department_id" = "registry"."own_department"() OR "registry"."acts_as"('SYSTEM'));
ALTER TABLE "registry"."sub_directory" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "registry"."sub_directory" FORCE ROW LEVEL SECURITY;
CREATE POLICY "sub_directory_read" ON "registry"."sub_directory" FOR SELECT USING (true);
CREATE POLICY "sub_directory_enter" ON "registry"."sub_directory" FOR INSERT WITH CHECK ("department_id" = "registry"."own_department"() OR "registry"."acts_as"('SYSTEM'));
CREATE POLICY "sub_directory_change" ON "registry"."sub_directory" FOR UPDATE USING ("department_id" = "registry"."own_department"() OR "registry"."acts_as"('SYSTEM'));
--> statement-breakpoint
COMMENT ON TABLE "registry"."task_of_items" IS
  'Which items each task has, as planning told when it was created; a task shows the work rules of their field. Never changed.';
COMMENT ON TABLE "registry"."credit_risk_class" IS
  'Classes as the classification system pushed them, joined to directory entries by the unified code when they are read; codes that no entry goes by wait here. The general class is also written to the entries, for draws.';
