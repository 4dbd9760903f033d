-- What an object still has before it is no history: it goes with the object when that leaves a list.
GRANT DELETE ON "sampling"."inspected_object" TO sampling_app;
