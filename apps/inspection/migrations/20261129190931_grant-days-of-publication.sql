grant select, insert, update on inspection.publication_due to inspection_app;
comment on table inspection.publication_due is 'Projection of disclosure''s limits; final once the result is public or lawfully withheld.';
