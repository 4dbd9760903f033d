-- Who withheld stays named, even when it speaks later.
CREATE OR REPLACE FUNCTION "sampling"."keep_given"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.commitment IS DISTINCT FROM OLD.commitment
    OR (OLD.value IS NOT NULL AND (NEW.value, NEW.encoding, NEW.given_at) IS DISTINCT FROM (OLD.value, OLD.encoding, OLD.given_at))
    OR (OLD.withheld_at IS NOT NULL AND NEW.withheld_at IS DISTINCT FROM OLD.withheld_at) THEN
    RAISE EXCEPTION 'given randomness cannot be changed';
  END IF;
  RETURN NEW;
END $$;
