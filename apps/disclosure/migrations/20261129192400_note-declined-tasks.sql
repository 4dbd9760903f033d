CREATE TABLE "disclosure"."declined_task" (
	"task_id" uuid NOT NULL,
	"department_id" uuid NOT NULL,
	"reason" text,
	"declined_by" text NOT NULL,
	"declined_at" timestamp with time zone NOT NULL,
	"accepted" boolean NOT NULL,
	"decided_by" text,
	"decided_at" timestamp with time zone,
	CONSTRAINT "declined_task_task_id_department_id_pk" PRIMARY KEY("task_id","department_id")
);
