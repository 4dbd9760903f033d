CREATE SCHEMA "registry";
--> statement-breakpoint
CREATE TABLE "registry"."department" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"level" text NOT NULL,
	"division_code" char(6) NOT NULL,
	"parent_id" uuid,
	"authority_basis" text NOT NULL,
	"authority_item_ids" uuid[],
	"profile" text NOT NULL,
	"active" boolean NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "department_level" CHECK ("registry"."department"."level" in ('PROVINCIAL', 'MUNICIPAL', 'COUNTY', 'DEVELOPMENT_ZONE', 'TOWNSHIP')),
	CONSTRAINT "department_authority" CHECK ("registry"."department"."authority_basis" in ('STATUTORY_DEPARTMENT', 'AUTHORISED_ORGANISATION', 'ENTRUSTED_ORGANISATION'))
);
--> statement-breakpoint
CREATE TABLE "registry"."directory_confirmation" (
	"task_id" uuid NOT NULL,
	"department_id" uuid NOT NULL,
	"state" text NOT NULL,
	"confirmed_by" text NOT NULL,
	"confirmed_at" timestamp with time zone NOT NULL,
	"object_roster_version" bigint NOT NULL,
	"inspector_roster_version" bigint NOT NULL,
	CONSTRAINT "directory_confirmation_task_id_department_id_pk" PRIMARY KEY("task_id","department_id"),
	CONSTRAINT "directory_confirmation_state" CHECK ("registry"."directory_confirmation"."state" in ('CONFIRMED', 'STALE'))
);
--> statement-breakpoint
CREATE TABLE "registry"."expert" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"organisation" text,
	"specialties" text[] NOT NULL,
	"phone_sealed" text,
	"division_code" char(6) NOT NULL,
	"department_id" uuid NOT NULL,
	"active" boolean NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "registry"."guide" (
	"id" uuid PRIMARY KEY NOT NULL,
	"item_lineage_id" uuid,
	"version" integer NOT NULL,
	"department_id" uuid,
	"legal_basis" text,
	"content_and_method" text,
	"key_points" text,
	"state" text NOT NULL,
	"published_on" date,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "guide_state" CHECK ("registry"."guide"."state" in ('DRAFT', 'PUBLISHED', 'SUPERSEDED'))
);
--> statement-breakpoint
CREATE TABLE "registry"."roster_import" (
	"file_sha256" text NOT NULL,
	"profile" text NOT NULL,
	"run" integer NOT NULL,
	"format" text NOT NULL,
	"rows_done" bigint NOT NULL,
	"created" bigint NOT NULL,
	"updated" bigint NOT NULL,
	"unchanged" bigint NOT NULL,
	"refused" bigint NOT NULL,
	"refused_bytes" bigint NOT NULL,
	"finished" boolean NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"moved_at" timestamp with time zone NOT NULL,
	CONSTRAINT "roster_import_file_sha256_profile_run_pk" PRIMARY KEY("file_sha256","profile","run")
);
--> statement-breakpoint
CREATE TABLE "registry"."inspection_item" (
	"id" uuid PRIMARY KEY NOT NULL,
	"list_id" uuid NOT NULL,
	"lineage_id" uuid NOT NULL,
	"serial_no" integer,
	"field" text,
	"name" text,
	"item_class" text,
	"key_ground" text,
	"object_type" text,
	"inspecting_body" text,
	"modes" text[] NOT NULL,
	"legal_basis" text,
	"legal_basis_repealed_on" date,
	"content" text,
	"ratio_max" numeric,
	"frequency" text,
	"joint" boolean NOT NULL,
	"lead_department_id" uuid,
	"participating_department_ids" uuid[] NOT NULL,
	"selection_grounds" text[] NOT NULL,
	"grouped_item_ids" uuid[] NOT NULL,
	"notice_exemption" text,
	"locked" boolean NOT NULL,
	"remark" text,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "registry"."item_agreement" (
	"item_id" uuid NOT NULL,
	"department_id" uuid NOT NULL,
	"agreed" boolean NOT NULL,
	"reason" text,
	"by" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "item_agreement_item_id_department_id_pk" PRIMARY KEY("item_id","department_id")
);
--> statement-breakpoint
CREATE TABLE "registry"."inspection_object" (
	"division_code" char(6) NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"identity_key" text NOT NULL,
	"code" text,
	"uscc" text,
	"registration_number" text,
	"counterpart_nature" text,
	"district" text,
	"inspection_address" text,
	"contact_phone_sealed" text,
	"legal_representative" text,
	"entity_type" text,
	"registered_capital" text,
	"business_scope" text,
	"registered_on" date,
	"details" jsonb,
	"tags" text[] NOT NULL,
	"risk_level" text,
	"credit_level" text,
	"weight" integer NOT NULL,
	"owner_department_id" uuid,
	"source_system" text,
	"external_id" text,
	"state" text NOT NULL,
	"missing_fields" text[] NOT NULL,
	"profile" text NOT NULL,
	"row_version" integer NOT NULL,
	"roster_version" bigint NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"recorded_by" text NOT NULL,
	"reason" text,
	CONSTRAINT "inspection_object_division_code_id_pk" PRIMARY KEY("division_code","id"),
	CONSTRAINT "inspection_object_state" CHECK ("registry"."inspection_object"."state" in ('CANDIDATE', 'DRAFT', 'ACTIVE', 'SUSPECT', 'INACTIVE')),
	CONSTRAINT "inspection_object_nature" CHECK ("registry"."inspection_object"."counterpart_nature" in ('ORGANISATION', 'INDIVIDUAL')),
	CONSTRAINT "inspection_object_weight" CHECK ("registry"."inspection_object"."weight" > 0)
);
--> statement-breakpoint
CREATE TABLE "registry"."inspection_object_version" (
	"division_code" char(6) NOT NULL,
	"id" uuid NOT NULL,
	"row_version" integer NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"recorded_until" timestamp with time zone NOT NULL,
	"row" jsonb NOT NULL,
	CONSTRAINT "inspection_object_version_division_code_id_row_version_pk" PRIMARY KEY("division_code","id","row_version")
);
--> statement-breakpoint
CREATE TABLE "registry"."inspector" (
	"id" uuid PRIMARY KEY NOT NULL,
	"serial_no" integer,
	"name" text NOT NULL,
	"phone_sealed" text,
	"citizen_id_sealed" text,
	"citizen_id_fingerprint" text,
	"department_id" uuid NOT NULL,
	"unit" text,
	"district" text,
	"division_code" char(6) NOT NULL,
	"level" text NOT NULL,
	"category" text NOT NULL,
	"qualified" boolean NOT NULL,
	"certificate_no" text,
	"certificate_expires_on" date,
	"specialties" text[] NOT NULL,
	"modes" text[] NOT NULL,
	"recused_object_ids" uuid[] NOT NULL,
	"subject" text,
	"state" text NOT NULL,
	"profile" text NOT NULL,
	"row_version" integer NOT NULL,
	"roster_version" bigint NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"recorded_by" text NOT NULL,
	CONSTRAINT "inspector_state" CHECK ("registry"."inspector"."state" in ('ENTERED', 'CONFIRMED', 'SUSPENDED', 'INACTIVE'))
);
--> statement-breakpoint
CREATE TABLE "registry"."inspector_version" (
	"id" uuid NOT NULL,
	"row_version" integer NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"recorded_until" timestamp with time zone NOT NULL,
	"row" jsonb NOT NULL,
	CONSTRAINT "inspector_version_id_row_version_pk" PRIMARY KEY("id","row_version")
);
--> statement-breakpoint
CREATE TABLE "registry"."item_list" (
	"id" uuid PRIMARY KEY NOT NULL,
	"lineage_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"name" text NOT NULL,
	"joint" boolean NOT NULL,
	"level" text NOT NULL,
	"division_code" char(6) NOT NULL,
	"department_id" uuid NOT NULL,
	"state" text NOT NULL,
	"cause" text NOT NULL,
	"based_on_id" uuid,
	"supersedes_id" uuid,
	"profile" text NOT NULL,
	"profile_code" text NOT NULL,
	"profile_hash" text NOT NULL,
	"key_max_share" double precision,
	"key_share_justification" text,
	"published_on" date,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "item_list_state" CHECK ("registry"."item_list"."state" in ('DRAFT', 'IN_AGREEMENT', 'UNDER_REVIEW', 'RETURNED', 'APPROVED', 'PUBLISHING', 'PUBLISHED', 'SUPERSEDED', 'REJECTED'))
);
--> statement-breakpoint
CREATE TABLE "registry"."item_list_receipt" (
	"list_id" uuid NOT NULL,
	"channel" text NOT NULL,
	"receipt_number" text NOT NULL,
	"delivered_at" timestamp with time zone NOT NULL,
	CONSTRAINT "item_list_receipt_list_id_channel_pk" PRIMARY KEY("list_id","channel")
);
--> statement-breakpoint
CREATE TABLE "registry"."item_list_review" (
	"id" uuid PRIMARY KEY NOT NULL,
	"list_id" uuid NOT NULL,
	"step" text NOT NULL,
	"decision" text NOT NULL,
	"comment" text,
	"by" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "item_list_review_decision" CHECK ("registry"."item_list_review"."decision" in ('APPROVED', 'RETURNED', 'REJECTED'))
);
--> statement-breakpoint
CREATE TABLE "registry"."roster_head" (
	"directory" text PRIMARY KEY NOT NULL,
	"version" bigint NOT NULL,
	CONSTRAINT "roster_head_directory" CHECK ("registry"."roster_head"."directory" in ('OBJECT', 'INSPECTOR'))
);
--> statement-breakpoint
ALTER TABLE "registry"."inspection_item" ADD CONSTRAINT "inspection_item_list_id_item_list_id_fk" FOREIGN KEY ("list_id") REFERENCES "registry"."item_list"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "registry"."item_agreement" ADD CONSTRAINT "item_agreement_item_id_inspection_item_id_fk" FOREIGN KEY ("item_id") REFERENCES "registry"."inspection_item"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "registry"."item_list_receipt" ADD CONSTRAINT "item_list_receipt_list_id_item_list_id_fk" FOREIGN KEY ("list_id") REFERENCES "registry"."item_list"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "registry"."item_list_review" ADD CONSTRAINT "item_list_review_list_id_item_list_id_fk" FOREIGN KEY ("list_id") REFERENCES "registry"."item_list"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "department_by_division" ON "registry"."department" USING btree ("division_code","id");--> statement-breakpoint
CREATE INDEX "department_by_name" ON "registry"."department" USING btree ("name");--> statement-breakpoint
CREATE INDEX "directory_confirmation_standing" ON "registry"."directory_confirmation" USING btree ("department_id") WHERE "registry"."directory_confirmation"."state" = 'CONFIRMED';--> statement-breakpoint
CREATE INDEX "expert_by_division" ON "registry"."expert" USING btree ("division_code","id");--> statement-breakpoint
CREATE INDEX "expert_by_department" ON "registry"."expert" USING btree ("department_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "guide_in_force" ON "registry"."guide" USING btree ("item_lineage_id") WHERE "registry"."guide"."state" = 'PUBLISHED';--> statement-breakpoint
CREATE INDEX "guide_by_item" ON "registry"."guide" USING btree ("item_lineage_id","version");--> statement-breakpoint
CREATE UNIQUE INDEX "inspection_item_lineage" ON "registry"."inspection_item" USING btree ("list_id","lineage_id");--> statement-breakpoint
CREATE INDEX "inspection_item_by_lineage" ON "registry"."inspection_item" USING btree ("lineage_id");--> statement-breakpoint
CREATE INDEX "inspection_object_by_id" ON "registry"."inspection_object" USING btree ("id");--> statement-breakpoint
CREATE UNIQUE INDEX "inspection_object_identity" ON "registry"."inspection_object" USING btree ("identity_key","division_code");--> statement-breakpoint
CREATE INDEX "inspection_object_by_uscc" ON "registry"."inspection_object" USING btree ("uscc") WHERE "registry"."inspection_object"."uscc" <> "registry"."inspection_object"."identity_key";--> statement-breakpoint
CREATE INDEX "inspection_object_by_old_number" ON "registry"."inspection_object" USING btree ("registration_number") WHERE "registry"."inspection_object"."registration_number" <> "registry"."inspection_object"."identity_key";--> statement-breakpoint
CREATE INDEX "inspection_object_by_source" ON "registry"."inspection_object" USING btree ("source_system","external_id") WHERE "registry"."inspection_object"."external_id" is not null;--> statement-breakpoint
CREATE INDEX "inspection_object_by_owner" ON "registry"."inspection_object" USING btree ("owner_department_id","division_code","id") WHERE "registry"."inspection_object"."owner_department_id" is not null;--> statement-breakpoint
CREATE INDEX "inspection_object_by_name" ON "registry"."inspection_object" USING btree ("name" text_pattern_ops);--> statement-breakpoint
CREATE INDEX "inspection_object_by_tag" ON "registry"."inspection_object" USING gin ("tags") WHERE "registry"."inspection_object"."tags" <> '{}';--> statement-breakpoint
CREATE INDEX "inspection_object_version_by_id" ON "registry"."inspection_object_version" USING btree ("id","recorded_at");--> statement-breakpoint
CREATE UNIQUE INDEX "inspector_citizen" ON "registry"."inspector" USING btree ("profile","citizen_id_fingerprint") WHERE "registry"."inspector"."citizen_id_fingerprint" is not null and "registry"."inspector"."state" <> 'INACTIVE';--> statement-breakpoint
CREATE UNIQUE INDEX "inspector_subject" ON "registry"."inspector" USING btree ("subject") WHERE "registry"."inspector"."subject" is not null and "registry"."inspector"."state" <> 'INACTIVE';--> statement-breakpoint
CREATE INDEX "inspector_by_division" ON "registry"."inspector" USING btree ("division_code","id");--> statement-breakpoint
CREATE INDEX "inspector_by_department" ON "registry"."inspector" USING btree ("department_id","division_code","id");--> statement-breakpoint
CREATE UNIQUE INDEX "item_list_version" ON "registry"."item_list" USING btree ("lineage_id","version");--> statement-breakpoint
CREATE UNIQUE INDEX "item_list_one_public" ON "registry"."item_list" USING btree ("lineage_id") WHERE "registry"."item_list"."state" = 'PUBLISHED';--> statement-breakpoint
CREATE INDEX "item_list_by_division" ON "registry"."item_list" USING btree ("division_code","id");--> statement-breakpoint
CREATE INDEX "item_list_by_department" ON "registry"."item_list" USING btree ("department_id","id");--> statement-breakpoint
CREATE INDEX "item_list_review_by_list" ON "registry"."item_list_review" USING btree ("list_id","id");
--> statement-breakpoint
COMMENT ON TABLE "registry"."inspection_object" IS
  'The object directory (检查对象名录库), one row for each entry as it stands. The division leads every key, so that the table can be partitioned by it; identity_key finds an entry again whatever division it moved to. Written by the use cases and by the importer, both under the lock of roster_head, so that two writers never enter the same object. Personal data (telephone, document number) is sealed.';
COMMENT ON TABLE "registry"."inspection_object_version" IS
  'Every version of an entry that another one replaced, whole, with the time in which it stood. Only ever added to; together with inspection_object it answers what the directory was at any instant.';
COMMENT ON TABLE "registry"."roster_head" IS
  'The version of each roster, counted up with every batch that is told to the draw service. Its row is the lock of the directory: whoever changes entries takes it first.';
COMMENT ON TABLE "registry"."roster_import" IS
  'How far each run over a file has come, moved in the transaction that stores the rows: a killed run goes on from here, and no row is stored or counted twice.';
--> statement-breakpoint
INSERT INTO "registry"."roster_head" ("directory", "version") VALUES ('OBJECT', 0), ('INSPECTOR', 0);
--> statement-breakpoint
GRANT USAGE ON SCHEMA "registry" TO registry_app;
GRANT SELECT, INSERT, UPDATE ON "registry"."department", "registry"."item_list", "registry"."inspection_item", "registry"."item_agreement", "registry"."guide", "registry"."inspection_object", "registry"."inspector", "registry"."expert", "registry"."roster_import", "registry"."directory_confirmation" TO registry_app;
-- Items leave a draft, and agreements fall with what was agreed to; nothing else is ever deleted.
GRANT DELETE ON "registry"."inspection_item", "registry"."item_agreement" TO registry_app;
GRANT SELECT, INSERT ON "registry"."item_list_review", "registry"."item_list_receipt", "registry"."inspection_object_version", "registry"."inspector_version" TO registry_app;
GRANT SELECT, UPDATE ON "registry"."roster_head" TO registry_app;
--> statement-breakpoint
CREATE FUNCTION "registry"."acts_as"(VARIADIC roles text[]) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT string_to_array(current_setting('app.roles', true), ',') && roles
$$;
CREATE FUNCTION "registry"."own_department"() RETURNS uuid LANGUAGE sql STABLE AS $$
  SELECT nullif(current_setting('app.department', true), '')::uuid
$$;
--> statement-breakpoint
-- A draft is for its makers; what is sent to agreement and review is for departments; what is public is for all.
ALTER TABLE "registry"."item_list" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "registry"."item_list" FORCE ROW LEVEL SECURITY;
CREATE POLICY "item_list_read" ON "registry"."item_list" FOR SELECT USING (
  "state" IN ('PUBLISHING', 'PUBLISHED', 'SUPERSEDED')
  OR "department_id" = "registry"."own_department"()
  OR ("state" <> 'DRAFT' AND "registry"."own_department"() IS NOT NULL)
  OR "registry"."acts_as"('SYSTEM', 'COORDINATOR', 'SUPERVISOR', 'AUDITOR', 'LIST_MANAGER', 'LEGAL_REVIEWER', 'JUSTICE_REVIEWER')
);
CREATE POLICY "item_list_make" ON "registry"."item_list" FOR INSERT WITH CHECK ("department_id" = "registry"."own_department"() OR "registry"."acts_as"('SYSTEM'));
CREATE POLICY "item_list_change" ON "registry"."item_list" FOR UPDATE USING ("registry"."own_department"() IS NOT NULL OR "registry"."acts_as"('SYSTEM'));
ALTER TABLE "registry"."inspection_item" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "registry"."inspection_item" FORCE ROW LEVEL SECURITY;
CREATE POLICY "inspection_item_of_list" ON "registry"."inspection_item" USING (EXISTS (SELECT FROM "registry"."item_list" WHERE "item_list"."id" = "inspection_item"."list_id"));
--> statement-breakpoint
-- Every department reads whom others have; only one's own people are entered or changed.
ALTER TABLE "registry"."inspector" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "registry"."inspector" FORCE ROW LEVEL SECURITY;
CREATE POLICY "inspector_read" ON "registry"."inspector" FOR SELECT USING (true);
CREATE POLICY "inspector_enter" ON "registry"."inspector" FOR INSERT WITH CHECK ("department_id" = "registry"."own_department"() OR "registry"."acts_as"('SYSTEM', 'PLATFORM_ADMIN'));
CREATE POLICY "inspector_change" ON "registry"."inspector" FOR UPDATE USING ("department_id" = "registry"."own_department"() OR "registry"."acts_as"('SYSTEM', 'PLATFORM_ADMIN'));
ALTER TABLE "registry"."expert" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "registry"."expert" FORCE ROW LEVEL SECURITY;
CREATE POLICY "expert_read" ON "registry"."expert" FOR SELECT USING (true);
CREATE POLICY "expert_enter" ON "registry"."expert" FOR INSERT WITH CHECK ("department_id" = "registry"."own_department"() OR "registry"."acts_as"('SYSTEM'));
CREATE POLICY "expert_change" ON "registry"."expert" FOR UPDATE USING ("department_id" = "registry"."own_department"() OR "registry"."acts_as"('SYSTEM'));
