-- Whoever is to handle a clue reads it and answers it (SAMR 3.2).
ALTER POLICY "clue_of_department" ON "sampling"."clue" USING ("sampling"."oversees"()
  OR "department_id" = nullif(current_setting('app.department', true), '')::uuid OR "distributed_to_id" = nullif(current_setting('app.department', true), '')::uuid);
