-- channel numbers (通道号, §9.2) and their bindings to service accounts (CHN-1)

comment on table public.ports is
  'CHN-1 (§9.2): a channel number: what a carrier shows as the sender, with the signatures it may carry and '
  'the evidence for them.';

comment on table public.port_bindings is
  'CHN-1: one service account for each channel number, signature and region. region: a code of GB/T 2260, 0 '
  'for the whole country. automatic: by the signature authorisation of the account.';

comment on column public.port_bindings.stretch is
  'Number, signature and region as one stretch of whole numbers; two that meet are refused by the constraint '
  'port_bindings_apart, also a city beside its province.';

comment on table private.authorised_signatures is
  'CHN-1 (签名授权): the service account that covers every channel number of a signature.';

comment on table private.regions is
  'CHN-1: provinces and cities of GB/T 2260 with what people may type for them. Written by npm run law from '
  'shared/src/accounts/regions.ts.';

select private.resource_table('public.ports', 'KooMessageSA:port:list');

select private.resource_table('public.port_bindings', 'KooMessageSA:port:list');

create or replace view public.port_cards with (security_invoker = true) as
select p.id, p.enterprise_id, p.number, p.kind, p.signatures, p.proof_path, p.proof_name,
  (select count(*) from public.port_bindings b where b.port_id = p.id)::integer as bindings,
  private.visible_person(p.created_by) as created_by_name, p.created_at
from public.ports p;
comment on view public.port_cards is 'A channel number with how many bindings it has.';

create or replace view public.port_binding_cards with (security_invoker = true) as
select b.id, b.enterprise_id, b.port_id, p.number, p.kind, b.signature, b.account_id, a.name as account_name,
  a.remark as account_remark, b.region, b.automatic,
  private.visible_person(b.created_by) as created_by_name, b.created_at
from public.port_bindings b
join public.ports p on p.id = b.port_id
left join public.service_accounts a on a.id = b.account_id;
comment on view public.port_binding_cards is
  'The bound list of §9.2: a channel number, its signature and region, and the service account it belongs to.';

grant select on public.port_cards, public.port_binding_cards to authenticated;

create or replace function private.port_binding_logged(binding uuid) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object('name', p.number, 'number', p.number, 'signature', b.signature,
    'account_name', a.name, 'account_id', a.id, 'region', b.region)
  from public.port_bindings b join public.ports p on p.id = b.port_id
  join public.service_accounts a on a.id = b.account_id where b.id = binding
$$;
comment on function private.port_binding_logged is
  'What the log keeps of a binding. account_id: the account whose history shows it, also after the binding '
  'is gone.';

create or replace function private.region_stretch(region integer, base bigint default 0) returns int8range
language sql immutable set search_path = '' as $$
  select int8range(base + region,
    base + region + case when region = 0 then 1000000 when region % 10000 = 0 then 10000 else 100 end)
$$;
comment on function private.region_stretch is
  'GB/T 2260: a region as a stretch of whole numbers from base on: the country has a million, a province '
  '10,000 of these, a city 100.';

create or replace function private.stretch_of(
  port public.ports, signature text, region integer
) returns int8range language sql immutable set search_path = '' as $$
  select private.region_stretch(region, (port.place * 8 + array_position(port.signatures, signature)) * 1000000)
$$;
comment on function private.stretch_of is
  'CHN-1: the stretch of a binding: a million whole numbers for each signature of a port; of these a '
  'province has 10,000 and a city 100.';

create or replace function private.region_of(typed text) returns integer
language plpgsql stable set search_path = '' as $$
declare
  code integer;
begin
  select r.code into code from private.regions r where lower(btrim(typed, E' \t\u3000')) = any (r.names);
  if not found then
    perform private.refuse('region_unknown', jsonb_build_object('field', 'region',
        'name', left(btrim(typed), 40)));
  end if;
  return code;
end $$;
comment on function private.region_of is
  'CHN-1: the code of a region by a name in either language or its code. Refuses region_unknown.';

create or replace function private.bind_port(
  p public.ports, signature text, account uuid, region integer, automatic boolean
) returns uuid language plpgsql set search_path = '' as $$
declare
  place constant int8range := private.stretch_of(p, signature, region);
  taken record;
  made uuid;
begin
  select a.name, r.code, r.zh, r.en into taken from public.port_bindings b
  join public.service_accounts a on a.id = b.account_id join private.regions r on r.code = b.region
  where b.stretch && place order by b.created_at limit 1;
  if found then
    -- Where one of the two is about the whole country for good, no other region helps.
    perform private.refuse(case when taken.code = 0 or automatic then 'port_taken_whole'
        else 'port_taken' end, jsonb_build_object('number', p.number, 'signature', signature,
        'name', taken.name,
      'where', jsonb_build_array(jsonb_build_object('zh', taken.zh, 'en', taken.en))));
  end if;
  insert into public.port_bindings (enterprise_id, port_id, account_id, signature, region, automatic, stretch,
    created_by)
  values (p.enterprise_id, p.id, account, bind_port.signature, bind_port.region, bind_port.automatic, place,
    private.actor()) returning id into made;
  return made;
end $$;
comment on function private.bind_port is
  'CHN-1: binds a number, signature and region to an account. Refuses port_taken, with the account and '
  'region that have it, or port_taken_whole, where no other region is left; of two at the same instant the '
  'constraint refuses one.';

create or replace function private.authorise_signatures(account uuid, signatures text[]) returns void
language plpgsql set search_path = '' as $$
declare
  home uuid;
  taken record;
  p public.ports;
  s text;
begin
  select a.enterprise_id into home from public.service_accounts a where a.id = account;
  -- It may have been taken back since the profile was submitted.
  perform private.require_signatures(signatures, home, 'signatures');
  -- Of an approval and a new number at once, the second sees what the first has made.
  perform pg_advisory_xact_lock(hashtextextended('ports:' || home::text, 0));
  select x.signature, a.name into taken from private.authorised_signatures x
  join public.service_accounts a on a.id = x.account_id
  where x.enterprise_id = home and x.account_id <> account and x.signature = any (coalesce(signatures, '{}'))
  limit 1;
  if found then
    perform private.refuse('signature_authorised', jsonb_build_object('signature', taken.signature,
        'name', taken.name));
  end if;
  delete from private.authorised_signatures x where x.account_id = account;
  delete from public.port_bindings b
  where b.account_id = account and (b.automatic or b.signature = any (coalesce(signatures, '{}')));
  foreach s in array coalesce(signatures, '{}') loop
    insert into private.authorised_signatures (enterprise_id, signature, account_id) values (home, s, account);
    for p in select x.* from public.ports x where x.enterprise_id = home and s = any (x.signatures) order by x.place loop
      perform private.bind_port(p, s, account, 0, true);
    end loop;
  end loop;
end $$;
comment on function private.authorise_signatures is
  'CHN-1 (签名授权): the account covers every channel number of these signatures in the whole country. '
  'Its own bindings of them are replaced, those of earlier signatures end. Refuses signature_not_approved, '
  'signature_authorised, port_taken_whole.';

create or replace function private.create_port(home uuid, input jsonb) returns uuid
language plpgsql set search_path = '' as $$
declare
  about private.account_fields;
  proof record;
  named text[];
  made public.ports;
  s record;
begin
  if btrim(input ->> 'number') !~ '^[0-9]{3,21}$' then
    perform private.refuse('port_number_invalid', jsonb_build_object('field', 'number',
        'number', left(btrim(input ->> 'number'), 40)));
  end if;
  select f.* into strict about from private.account_fields f
  where f.place = 'profile' and f.name = 'signatures';
  select p.path, p.name into proof from private.proof_of(input, 'port-proofs', home) p;
  if proof.path is null then perform private.refuse('port_proof_required', '{"field": "proof"}'); end if;
  named := private.signatures_in(input -> 'signatures', 5, about, 'signatures');
  perform private.require_signatures(named, home, 'signatures');
  perform pg_advisory_xact_lock(hashtextextended('ports:' || home::text, 0));
  insert into public.ports (enterprise_id, number, kind, signatures, proof_path, proof_name, created_by)
  values (home, btrim(input ->> 'number'), (input ->> 'kind')::public.port_kind, named, proof.path,
    proof.name, private.actor())
  returning * into made;
  for s in select x.signature, x.account_id from private.authorised_signatures x
      where x.enterprise_id = home and x.signature = any (made.signatures) loop
    perform private.bind_port(made, s.signature, s.account_id, 0, true);
  end loop;
  return made.id;
end $$;
comment on function public.create_port is
  'CHN-1 (§9.2.2): adds a channel number. input {number, kind: plain, prefix or suffix, signatures, '
  'proof: a picture}. Refuses forbidden, input_invalid, port_number_invalid, '
  'account_content_invalid, signature_not_approved, signature_unknown, file_invalid, port_proof_required, '
  'port_number_taken.';

comment on function public.delete_port is
  'CHN-1: deletes a channel number; bindings by signature authorisation go with it. Returns the card as it '
  'was. Refuses not_found, forbidden, port_bound.';

create or replace function private.create_port_binding(home uuid, input jsonb) returns uuid
language plpgsql set search_path = '' as $$
declare
  p public.ports;
  a public.service_accounts;
  signed text := nullif(btrim(coalesce(input ->> 'signature', ''), E' \u3000'), '');
begin
  select x.* into p from public.ports x where x.id = private.as_uuid(input ->> 'port_id', 'port_id')
    and x.enterprise_id = home for key share;
  if not found then perform private.refuse('not_found', '{"resource": "port"}'); end if;
  select x.* into a from public.service_accounts x
  where x.id = private.as_uuid(input ->> 'account_id', 'account_id') and x.enterprise_id = home;
  if not found then perform private.refuse('not_found', '{"resource": "service_account"}'); end if;
  if not exists (select from public.account_parts q where q.account_id = a.id and q.kind = 'profile'
    and q.live_version_id is not null) then
    perform private.refuse('account_not_approved', jsonb_build_object('field', 'account_id', 'name', a.name));
  end if;
  -- Of a number with one signature, it need not be named.
  if signed is null and cardinality(p.signatures) = 1 then signed := p.signatures[1]; end if;
  if signed is null or signed <> all (p.signatures) then
    perform private.refuse('port_signature_unknown', jsonb_build_object('field', 'signature',
        'number', p.number, 'signatures', array_to_string(p.signatures, '、')));
  end if;
  perform private.require_signatures(array[signed], home, 'signature');
  return private.bind_port(p, signed, a.id, private.region_of(input ->> 'region'), false);
end $$;
comment on function public.create_port_binding is
  'CHN-1 (§9.2.3): binds a channel number to an account. input {port_id, account_id, signature, '
  'region (name or code)}. Refuses forbidden, input_invalid, not_found, account_not_approved, '
  'port_signature_unknown, signature_not_approved, signature_unknown, region_unknown, port_taken, '
  'port_taken_whole.';

comment on function public.delete_port_binding is
  'CHN-1 (解绑): takes a channel number from a service account. Returns the card as it was. '
  'Refuses not_found, forbidden, binding_automatic.';

select private.public_verbs('port');
select private.public_verbs('port_binding');
