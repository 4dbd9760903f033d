grant select, insert on disclosure.published_material to disclosure_app;
create trigger tell_public_change after insert or update or delete on disclosure.published_material for each statement execute function kit.tell_public_change('PublicResult');
comment on table disclosure.published_material is 'Material beside public results. Public as a whole, so without row policy; what is confidential is here only with the consent of the enterprise (SY art.15).';
