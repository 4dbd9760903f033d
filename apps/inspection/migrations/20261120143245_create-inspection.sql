CREATE SCHEMA "inspection";
--> statement-breakpoint
CREATE TABLE "inspection"."department" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"level" text NOT NULL,
	"division_code" char(6) NOT NULL,
	"profile" text NOT NULL,
	"active" boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE "inspection"."dossier" (
	"region" char(6) NOT NULL,
	"id" uuid NOT NULL,
	"inspection_id" uuid NOT NULL,
	"number" text NOT NULL,
	"kind" text NOT NULL,
	"entries" jsonb NOT NULL,
	"manifest_hash" text NOT NULL,
	"custodian_id" uuid NOT NULL,
	"late" boolean NOT NULL,
	"archived_at" timestamp with time zone NOT NULL,
	CONSTRAINT "dossier_region_id_pk" PRIMARY KEY("region","id"),
	CONSTRAINT "dossier_once" UNIQUE("region","inspection_id")
);
--> statement-breakpoint
CREATE TABLE "inspection"."evidence" (
	"region" char(6) NOT NULL,
	"id" uuid NOT NULL,
	"inspection_id" uuid NOT NULL,
	"item_id" uuid,
	"kind" text NOT NULL,
	"mime_type" text NOT NULL,
	"size" integer NOT NULL,
	"sha256" text NOT NULL,
	"description" text,
	"captured_at" timestamp with time zone NOT NULL,
	"captured_by_id" uuid NOT NULL,
	"latitude" double precision,
	"longitude" double precision,
	"accuracy" double precision,
	"registered_at" timestamp with time zone NOT NULL,
	CONSTRAINT "evidence_region_id_pk" PRIMARY KEY("region","id"),
	CONSTRAINT "evidence_kind" CHECK (kind in ('PHOTO', 'VIDEO', 'AUDIO', 'FILE'))
);
--> statement-breakpoint
CREATE TABLE "inspection"."stored_file" (
	"region" char(6) NOT NULL,
	"sha256" text NOT NULL,
	"size" integer NOT NULL,
	"bytes" "bytea" NOT NULL,
	"stored_at" timestamp with time zone NOT NULL,
	CONSTRAINT "stored_file_region_sha256_pk" PRIMARY KEY("region","sha256")
);
--> statement-breakpoint
CREATE TABLE "inspection"."follow_up" (
	"region" char(6) NOT NULL,
	"id" uuid NOT NULL,
	"inspection_id" uuid NOT NULL,
	"task_id" uuid NOT NULL,
	"task_number" text NOT NULL,
	"object_id" uuid NOT NULL,
	"object_name" text NOT NULL,
	"item_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"state" text NOT NULL,
	"found_by_id" uuid NOT NULL,
	"responsible_department_id" uuid NOT NULL,
	"description" text NOT NULL,
	"order_text" text,
	"due_on" date,
	"transferred_to_id" uuid,
	"transfer_target" text,
	"transfer_reason" text,
	"case_number" text,
	"outcome" text,
	"opened_at" timestamp with time zone NOT NULL,
	"closed_at" timestamp with time zone,
	CONSTRAINT "follow_up_region_id_pk" PRIMARY KEY("region","id"),
	CONSTRAINT "follow_up_state" CHECK (state in ('OPEN', 'ORDERED', 'TRANSFERRED', 'ACCEPTED', 'REFUSED', 'IN_HANDLING', 'OVERDUE', 'CLOSED'))
);
--> statement-breakpoint
CREATE TABLE "inspection"."notice" (
	"region" char(6) NOT NULL,
	"id" uuid NOT NULL,
	"inspection_id" uuid NOT NULL,
	"state" text NOT NULL,
	"channel" text,
	"form" text,
	"inspection_time" timestamp with time zone,
	"cooperation_requirements" text,
	"materials" text,
	"callee_sealed" text,
	"called_at" timestamp with time zone,
	"document_list" text,
	"delivery_time" timestamp with time zone,
	"delivery_place" text,
	"other_requirements" text,
	"ground" text,
	"legal_basis" text,
	"given_at" timestamp with time zone NOT NULL,
	"given_by_id" uuid,
	CONSTRAINT "notice_region_id_pk" PRIMARY KEY("region","id"),
	CONSTRAINT "notice_once" UNIQUE("region","inspection_id"),
	CONSTRAINT "notice_state" CHECK (state in ('SENT', 'WAIVED'))
);
--> statement-breakpoint
CREATE TABLE "inspection"."object_fact" (
	"object_id" uuid NOT NULL,
	"section" text NOT NULL,
	"key" text NOT NULL,
	"value" text NOT NULL,
	"issued_by" text,
	"valid_from" date,
	"valid_until" date,
	"saved_at" timestamp with time zone NOT NULL,
	CONSTRAINT "object_fact_object_id_section_key_pk" PRIMARY KEY("object_id","section","key"),
	CONSTRAINT "object_fact_section" CHECK (section in ('PERMIT', 'FILING', 'PENALTY'))
);
--> statement-breakpoint
CREATE TABLE "inspection"."object_snapshot" (
	"region" char(6) NOT NULL,
	"object_id" uuid NOT NULL,
	"task_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"uscc" text,
	"responsible_uscc" text,
	"district" text NOT NULL,
	"address" text,
	"legal_representative" text,
	"taken_at" timestamp with time zone NOT NULL,
	CONSTRAINT "object_snapshot_region_object_id_task_id_pk" PRIMARY KEY("region","object_id","task_id")
);
--> statement-breakpoint
CREATE TABLE "inspection"."expert_opinion" (
	"region" char(6) NOT NULL,
	"id" uuid NOT NULL,
	"record_id" uuid NOT NULL,
	"text" text NOT NULL,
	"subject" text NOT NULL,
	"expert_name" text,
	"given_at" timestamp with time zone NOT NULL,
	CONSTRAINT "expert_opinion_region_id_pk" PRIMARY KEY("region","id")
);
--> statement-breakpoint
CREATE TABLE "inspection"."record" (
	"region" char(6) NOT NULL,
	"id" uuid NOT NULL,
	"inspection_id" uuid NOT NULL,
	"department_id" uuid,
	"form" text NOT NULL,
	"state" text NOT NULL,
	"counterpart_nature" text NOT NULL,
	"entity_name" text,
	"uscc" text,
	"district" text,
	"certificate_no_sealed" text,
	"legal_representative" text,
	"inspection_address" text,
	"contact_phone_sealed" text,
	"credentials_shown" boolean DEFAULT false NOT NULL,
	"source_explained" boolean DEFAULT false NOT NULL,
	"refusal_note" text,
	"refusal_reason" text,
	"refusal_witness_sealed" text,
	"refusal_noted_by_id" uuid,
	"refusal_noted_at" timestamp with time zone,
	"submitted_at" timestamp with time zone,
	"confirmed_at" timestamp with time zone,
	"opened_at" timestamp with time zone NOT NULL,
	CONSTRAINT "record_region_id_pk" PRIMARY KEY("region","id"),
	CONSTRAINT "record_once" UNIQUE NULLS NOT DISTINCT("region","inspection_id","department_id"),
	CONSTRAINT "record_counterpart_nature" CHECK (counterpart_nature in ('ORGANISATION', 'INDIVIDUAL')),
	CONSTRAINT "record_state" CHECK (state in ('OPEN', 'ATTESTED', 'SUBMITTED', 'CONFIRMED'))
);
--> statement-breakpoint
CREATE TABLE "inspection"."record_item" (
	"region" char(6) NOT NULL,
	"record_id" uuid NOT NULL,
	"item_id" uuid NOT NULL,
	"department_id" uuid NOT NULL,
	"name" text NOT NULL,
	"situation" text,
	"inspected" boolean,
	"problem_found" boolean,
	"suspected_crime" boolean DEFAULT false NOT NULL,
	"out_of_competence" boolean DEFAULT false NOT NULL,
	"recorded_by_id" uuid,
	"recorded_at" timestamp with time zone,
	CONSTRAINT "record_item_region_record_id_item_id_pk" PRIMARY KEY("region","record_id","item_id")
);
--> statement-breakpoint
CREATE TABLE "inspection"."signature" (
	"region" char(6) NOT NULL,
	"id" uuid NOT NULL,
	"record_id" uuid NOT NULL,
	"party" text NOT NULL,
	"form" text NOT NULL,
	"inspector_id" uuid,
	"signer_name_sealed" text,
	"subject" text NOT NULL,
	"image_sha256" text,
	"content_hash" text NOT NULL,
	"signed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "signature_region_id_pk" PRIMARY KEY("region","id"),
	CONSTRAINT "signature_once" UNIQUE NULLS NOT DISTINCT("region","record_id","party","inspector_id"),
	CONSTRAINT "signature_party" CHECK (party in ('INSPECTEE', 'TEAM_MEMBER')),
	CONSTRAINT "signature_form" CHECK (form in ('SIGN', 'SEAL'))
);
--> statement-breakpoint
CREATE TABLE "inspection"."result" (
	"region" char(6) NOT NULL,
	"id" uuid NOT NULL,
	"inspection_id" uuid NOT NULL,
	"department_id" uuid NOT NULL,
	"state" text NOT NULL,
	"code" text,
	"label" text,
	"problem_found" boolean,
	"version" integer NOT NULL,
	"direct" boolean NOT NULL,
	"entered_by_id" uuid,
	"entered_by_subject" text,
	"entered_at" timestamp with time zone,
	"formed_at" timestamp with time zone,
	"rechecked_by_subject" text,
	"recheck_comment" text,
	"publication_state" text,
	"final_at" timestamp with time zone,
	"late" boolean DEFAULT false NOT NULL,
	CONSTRAINT "result_region_id_pk" PRIMARY KEY("region","id"),
	CONSTRAINT "result_once" UNIQUE("region","inspection_id","department_id"),
	CONSTRAINT "result_state" CHECK (state in ('OPEN', 'ENTERED', 'RETURNED', 'FORMED', 'FINAL'))
);
--> statement-breakpoint
CREATE TABLE "inspection"."result_item" (
	"region" char(6) NOT NULL,
	"result_id" uuid NOT NULL,
	"item_id" uuid NOT NULL,
	"name" text NOT NULL,
	"code" text NOT NULL,
	"label" text NOT NULL,
	"problem_found" boolean NOT NULL,
	"correction_kind" text,
	"correction_note" text,
	"decision_reference" text,
	"note" text,
	CONSTRAINT "result_item_region_result_id_item_id_pk" PRIMARY KEY("region","result_id","item_id")
);
--> statement-breakpoint
CREATE TABLE "inspection"."task" (
	"id" uuid PRIMARY KEY NOT NULL,
	"number" text NOT NULL,
	"name" text NOT NULL,
	"lead_department_id" uuid NOT NULL,
	"department_ids" uuid[] NOT NULL,
	"division_code" char(6) NOT NULL,
	"period_from" date NOT NULL,
	"period_to" date NOT NULL,
	"modes" text[],
	"profile" text NOT NULL,
	"profile_hash" text NOT NULL,
	"cancelled_reason" text,
	"completed_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "inspection"."task_draw" (
	"task_id" uuid PRIMARY KEY NOT NULL,
	"draw_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"dispatched_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "inspection"."task_item" (
	"task_id" uuid NOT NULL,
	"item_id" uuid NOT NULL,
	"department_id" uuid NOT NULL,
	"name" text NOT NULL,
	"notice_exemption" text,
	CONSTRAINT "task_item_task_id_item_id_pk" PRIMARY KEY("task_id","item_id")
);
--> statement-breakpoint
CREATE TABLE "inspection"."task_object" (
	"task_id" uuid NOT NULL,
	"object_id" uuid NOT NULL,
	"drawn" boolean NOT NULL,
	CONSTRAINT "task_object_task_id_object_id_pk" PRIMARY KEY("task_id","object_id")
);
--> statement-breakpoint
CREATE TABLE "inspection"."team" (
	"id" uuid PRIMARY KEY NOT NULL,
	"task_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"formed_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "inspection"."team_member" (
	"team_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"inspector_id" uuid NOT NULL,
	"subject" text,
	"department_id" uuid,
	"role" text NOT NULL,
	"certificate_expires_on" date,
	CONSTRAINT "team_member_team_id_version_inspector_id_pk" PRIMARY KEY("team_id","version","inspector_id"),
	CONSTRAINT "team_member_role" CHECK (role in ('LEADER', 'MEMBER', 'ASSISTING'))
);
--> statement-breakpoint
CREATE TABLE "inspection"."team_object" (
	"task_id" uuid NOT NULL,
	"object_id" uuid NOT NULL,
	"team_id" uuid NOT NULL,
	CONSTRAINT "team_object_task_id_object_id_pk" PRIMARY KEY("task_id","object_id")
);
--> statement-breakpoint
CREATE TABLE "inspection"."inspection" (
	"region" char(6) NOT NULL,
	"id" uuid NOT NULL,
	"task_id" uuid NOT NULL,
	"task_number" text NOT NULL,
	"object_id" uuid NOT NULL,
	"ordinal" integer NOT NULL,
	"second_visit_reason" text,
	"team_id" uuid NOT NULL,
	"department_ids" uuid[] NOT NULL,
	"inspectee_uscc" text,
	"state" text NOT NULL,
	"scheduled_for" timestamp with time zone NOT NULL,
	"mode" text,
	"started_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	"direct" boolean DEFAULT false NOT NULL,
	"cancel_reason" text,
	"sealed_at" timestamp with time zone,
	"profile" text NOT NULL,
	"profile_hash" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "inspection_region_id_pk" PRIMARY KEY("region","id"),
	CONSTRAINT "inspection_once" UNIQUE("region","task_id","object_id","ordinal"),
	CONSTRAINT "inspection_state" CHECK (state in ('SCHEDULED', 'NOTIFIED', 'NOTICE_WAIVED', 'ON_SITE', 'OFF_SITE', 'RECORDED', 'SIGNED', 'ENDED', 'DIRECT_ENDED', 'CANCELLED'))
);
--> statement-breakpoint
CREATE TABLE "inspection"."inspection_item" (
	"region" char(6) NOT NULL,
	"inspection_id" uuid NOT NULL,
	"item_id" uuid NOT NULL,
	"department_id" uuid NOT NULL,
	"name" text NOT NULL,
	"assignee_id" uuid,
	CONSTRAINT "inspection_item_region_inspection_id_item_id_pk" PRIMARY KEY("region","inspection_id","item_id")
);
--> statement-breakpoint
ALTER TABLE "inspection"."dossier" ADD CONSTRAINT "dossier_of_inspection" FOREIGN KEY ("region","inspection_id") REFERENCES "inspection"."inspection"("region","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inspection"."evidence" ADD CONSTRAINT "evidence_of_inspection" FOREIGN KEY ("region","inspection_id") REFERENCES "inspection"."inspection"("region","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inspection"."evidence" ADD CONSTRAINT "evidence_bytes" FOREIGN KEY ("region","sha256") REFERENCES "inspection"."stored_file"("region","sha256") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inspection"."follow_up" ADD CONSTRAINT "follow_up_of_inspection" FOREIGN KEY ("region","inspection_id") REFERENCES "inspection"."inspection"("region","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inspection"."notice" ADD CONSTRAINT "notice_of_inspection" FOREIGN KEY ("region","inspection_id") REFERENCES "inspection"."inspection"("region","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inspection"."expert_opinion" ADD CONSTRAINT "expert_opinion_of_record" FOREIGN KEY ("region","record_id") REFERENCES "inspection"."record"("region","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inspection"."record" ADD CONSTRAINT "record_of_inspection" FOREIGN KEY ("region","inspection_id") REFERENCES "inspection"."inspection"("region","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inspection"."record_item" ADD CONSTRAINT "record_item_of_record" FOREIGN KEY ("region","record_id") REFERENCES "inspection"."record"("region","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inspection"."signature" ADD CONSTRAINT "signature_of_record" FOREIGN KEY ("region","record_id") REFERENCES "inspection"."record"("region","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inspection"."result" ADD CONSTRAINT "result_of_inspection" FOREIGN KEY ("region","inspection_id") REFERENCES "inspection"."inspection"("region","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inspection"."result_item" ADD CONSTRAINT "result_item_of_result" FOREIGN KEY ("region","result_id") REFERENCES "inspection"."result"("region","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inspection"."inspection_item" ADD CONSTRAINT "inspection_item_of_inspection" FOREIGN KEY ("region","inspection_id") REFERENCES "inspection"."inspection"("region","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "dossier_by_inspection" ON "inspection"."dossier" USING btree ("inspection_id");--> statement-breakpoint
CREATE INDEX "evidence_by_id" ON "inspection"."evidence" USING btree ("id");--> statement-breakpoint
CREATE INDEX "evidence_by_inspection" ON "inspection"."evidence" USING btree ("inspection_id","id");--> statement-breakpoint
CREATE INDEX "follow_up_by_id" ON "inspection"."follow_up" USING btree ("id");--> statement-breakpoint
CREATE INDEX "follow_up_by_inspection" ON "inspection"."follow_up" USING btree ("inspection_id","id");--> statement-breakpoint
CREATE INDEX "follow_up_by_responsible" ON "inspection"."follow_up" USING btree ("responsible_department_id","state","id");--> statement-breakpoint
CREATE INDEX "follow_up_by_receiver" ON "inspection"."follow_up" USING btree ("transferred_to_id","id");--> statement-breakpoint
CREATE INDEX "follow_up_by_state" ON "inspection"."follow_up" USING btree ("region","state","id");--> statement-breakpoint
CREATE INDEX "follow_up_due" ON "inspection"."follow_up" USING btree ("state","due_on");--> statement-breakpoint
CREATE INDEX "notice_by_inspection" ON "inspection"."notice" USING btree ("inspection_id");--> statement-breakpoint
CREATE INDEX "object_snapshot_by_object" ON "inspection"."object_snapshot" USING btree ("object_id","taken_at");--> statement-breakpoint
CREATE INDEX "object_snapshot_by_task" ON "inspection"."object_snapshot" USING btree ("task_id","object_id");--> statement-breakpoint
CREATE INDEX "expert_opinion_by_record" ON "inspection"."expert_opinion" USING btree ("record_id");--> statement-breakpoint
CREATE INDEX "record_by_id" ON "inspection"."record" USING btree ("id");--> statement-breakpoint
CREATE INDEX "record_by_inspection" ON "inspection"."record" USING btree ("inspection_id");--> statement-breakpoint
CREATE INDEX "record_item_by_record" ON "inspection"."record_item" USING btree ("record_id");--> statement-breakpoint
CREATE INDEX "signature_by_record" ON "inspection"."signature" USING btree ("record_id");--> statement-breakpoint
CREATE INDEX "result_by_id" ON "inspection"."result" USING btree ("id");--> statement-breakpoint
CREATE INDEX "result_by_inspection" ON "inspection"."result" USING btree ("inspection_id");--> statement-breakpoint
CREATE INDEX "result_item_by_result" ON "inspection"."result_item" USING btree ("result_id");--> statement-breakpoint
CREATE INDEX "team_member_by_subject" ON "inspection"."team_member" USING btree ("subject","team_id");--> statement-breakpoint
CREATE INDEX "team_object_by_team" ON "inspection"."team_object" USING btree ("team_id","object_id");--> statement-breakpoint
CREATE INDEX "inspection_by_id" ON "inspection"."inspection" USING btree ("id");--> statement-breakpoint
CREATE INDEX "inspection_by_task" ON "inspection"."inspection" USING btree ("task_id","id");--> statement-breakpoint
CREATE INDEX "inspection_by_object" ON "inspection"."inspection" USING btree ("object_id","id");--> statement-breakpoint
CREATE INDEX "inspection_by_team" ON "inspection"."inspection" USING btree ("team_id","object_id");--> statement-breakpoint
CREATE INDEX "inspection_by_state" ON "inspection"."inspection" USING btree ("region","state","id");--> statement-breakpoint
CREATE INDEX "inspection_item_by_inspection" ON "inspection"."inspection_item" USING btree ("inspection_id");