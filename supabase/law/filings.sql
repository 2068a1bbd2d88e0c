comment on table public.filings is
  'FIL-1 (§6.1): the filing of an enterprise for a form of message. 智能信息 has two, one for send tasks and one for short links; the basic edition and service accounts have one each. The operator of the deployment sets its state.';

select private.resource_table('public.filings', 'KooMessage:filing:list');

create or replace function private.must_be_filed(enterprise uuid, form public.filing_form) returns void language plpgsql stable set search_path = '' as $$
begin
  if exists (select from public.filings f where f.enterprise_id = enterprise and f.form = must_be_filed.form and f.state = 'approved') then return; end if;
  perform private.refuse('filing_missing', jsonb_build_object('form', form));
end $$;

comment on function private.must_be_filed is 'FIL-1: refuses filing_missing where the enterprise has no approved filing of this form.';
