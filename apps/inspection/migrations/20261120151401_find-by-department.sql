CREATE INDEX "dossier_by_id" ON "inspection"."dossier" USING btree ("id");--> statement-breakpoint
CREATE INDEX "notice_by_id" ON "inspection"."notice" USING btree ("id");--> statement-breakpoint
CREATE INDEX "inspection_by_department" ON "inspection"."inspection" USING gin ("department_ids");