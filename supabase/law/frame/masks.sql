-- Masking (IAM-3): no role of the API selects a whole phone number, or the value of a parameter. The columns
-- have no grant (private.grant_columns), so no filter, order or join names them either; the views show what
-- these functions make of them. Each takes the key of a row that row-level security has shown already, and is
-- called only by views: the schema private is not exposed.

create or replace function private.phone_of(typed text) returns text
language plpgsql immutable set search_path = '' as $$
declare
  plain text := translate(typed, U&'\FF0B\FF10\FF11\FF12\FF13\FF14\FF15\FF16\FF17\FF18\FF19', '+0123456789');
begin
  -- The same steps as normalizePhone in shared/src/numbers/phone.ts; phone_vectors.ts holds both to one
  -- result.
  plain := regexp_replace(plain, '\.0+$', '');
  plain := regexp_replace(plain, '[\s\u00a0\u1680\u2000-\u2015\u2028-\u202f\u205f\u2060\u2212\u3000\ufeff\uff0d().-]', '', 'g');
  plain := regexp_replace(plain, '^[''"]|[''"]$', '', 'g');
  plain := regexp_replace(plain, '^(\+|00)?86(?=[0-9]{11}$)', '');
  return case when plain ~ '^1[3-9][0-9]{9}$' then '+86' || plain end;
end $$;

comment on function private.phone_of is
  'SND-5: the E.164 form of a mobile number of mainland China in any usual form (spaces, dashes, full width, '
  '+86, 0086); null for anything else.';

create or replace function private.mask(phone text) returns text
language sql immutable set search_path = '' as $$
  select case when phone like 'erased%' then '***'
    when char_length(phone) > 8 then left(phone, char_length(phone) - 8) || '****' || right(phone, 4)
    else phone end
$$;

comment on function private.mask is
  'A number with its middle four digits hidden: +86138****8000. *** for one that was erased (RET-1).';

create or replace function private.replace_beside_ids(words text, pattern text, replacement text) returns text
language sql immutable set search_path = '' as $$
  -- Three groups of an id are often digits alone, and between them stand dashes: of 500 ids one reads as a
  -- mobile number.
  with id (form) as (
    select '(?<![0-9a-fA-F])[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}(?![0-9a-fA-F])')
  select case when words !~ id.form then regexp_replace(words, pattern, replacement, 'g') else (
    select string_agg(
      regexp_replace(beside.piece, pattern, replacement, 'g') || coalesce(ids.found[1], ''), '' order by beside.n)
    from unnest(regexp_split_to_array(words, id.form)) with ordinality as beside (piece, n)
    left join regexp_matches(words, id.form, 'g') with ordinality as ids (found, n) using (n)) end
  from id
$$;

comment on function private.replace_beside_ids is
  'A text in which everything that matches the pattern is replaced, except within ids (uuids).';

create or replace function private.hide_numbers(words text) returns text
language sql immutable set search_path = '' as $$
  -- Between two digits of a number may stand a space, a dot or a dash. Longer rows of digits (an order
  -- number, an id) are no mobile numbers.
  select private.replace_beside_ids(
    translate(words, U&'\FF10\FF11\FF12\FF13\FF14\FF15\FF16\FF17\FF18\FF19', '0123456789'),
    '(?<![0-9])((?:\+|00)?86[ .-]?)?(1[ .-]?[3-9][ .-]?[0-9])(?:[ .-]?[0-9]){4}[ .-]?((?:[0-9][ .-]?){3}[0-9])(?![0-9])', '\1\2****\3')
$$;

comment on function private.hide_numbers is
  'A text in which every mobile number is masked: what people write by hand, and what a carrier sends.';

create or replace function private.contents_hash(contents text) returns text
language plpgsql stable set search_path = '' as $$
begin
  -- A function in SQL is planned anew at each call when another function calls it: 22 µs a number, so 5.
  return (select encode(extensions.hmac(convert_to(contents, 'UTF8'), k.key, 'sha256'), 'hex')
    from private.contents_key k);
end $$;

comment on function private.contents_hash is
  'The hash by which files with the same contents are known. Its key never leaves the database, so a number '
  'cannot be found by trying hashes.';

comment on table private.contents_key is 'The key of private.contents_hash.';

-- ---------------------------------------------------------------------------------------------
-- Messages

create or replace function private.whole_message(send uuid, delivery bigint, out phone text, out params jsonb)
language plpgsql stable set search_path = '' as $$
declare
  home constant regclass := private.home_of(send);
begin
  -- The partition itself: a statement on the parent locks every partition.
  if home is not null then
    execute format('select d.phone, d.params from %s d where d.id = $1', home) into phone, params
    using delivery;
  end if;
end $$;

comment on function private.whole_message is
  'The whole number and the parameters of a message. No API role may call it.';

create or replace function private.masked_phone(send uuid, delivery bigint) returns text
language plpgsql stable security definer set search_path = '' as $$
begin
  return private.mask((private.whole_message(send, delivery)).phone);
end $$;

comment on function private.masked_phone is 'The masked number of a message.';

create or replace function private.param_names(send uuid, delivery bigint) returns text[]
language plpgsql stable security definer set search_path = '' as $$
begin
  return array(select k
    from jsonb_object_keys(coalesce((private.whole_message(send, delivery)).params, '{}')) as k order by k);
end $$;

comment on function private.param_names is 'The names of the parameters that a message has values for.';

create or replace function private.mask_value(value text) returns text
language sql immutable set search_path = '' as $$
  -- Spaces and the punctuation of ASCII stay, to distinguish a date from an amount, and an address from a
  -- name.
  select case when char_length(value) > 1 then left(value, 1) else '' end
    || regexp_replace(case when char_length(value) > 1 then substr(value, 2) else value end, '[^ !-/:-@\[-`{-~]', '*', 'g')
$$;

comment on function private.mask_value is
  'The value of a parameter as it is shown: its first character, and * for each further letter or digit (张女士 '
  '→ 张**, 12-31 → 1*-**); of a value of one character nothing.';

create or replace function public.first_message(send text) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  wanted constant uuid := private.as_uuid(send, 'send');
  s public.sends;
  f public.number_files;
  p private.send_progress;
  signed text;
  line record;
begin
  perform private.require(private.current_enterprise(), 'own');
  select x.* into s from public.sends x
  where x.id = wanted and x.enterprise_id = any (private.may_in(private.send_right(x, 'list')));
  if not found then perform private.refuse('not_found', '{"resource": "send"}'); end if;
  select x.* into f from public.number_files x where x.id = s.number_file_id;
  if f.state <> 'ready' then return null; end if;
  select x.* into p from private.send_progress x where x.send_id = s.id;
  -- The partitions themselves: a statement on the parent locks every partition.
  if p.expanded > 0 then
    execute format('select d.phone, d.params from %s d where d.send_id = $1 and d.id > $2 and d.state not in (''opted_out'', ''capped'', ''cancelled'') and d.phone not like ''erased%%'' order by d.id limit 1',
      private.deliveries_home(p)) into line using s.id, p.id_base;
  else
    signed := s.signature;
    execute format('select x.phone, %s as params from %s x where x.file_id = $1 and %s and not private.has_opted_out($2, $3, x.phone) order by x.line limit 1',
      private.values_for(private.row_parameters(s), s.columns, f.id),
      coalesce(to_regclass(private.numbers_partition(f.id)), 'partitions.numbers_shared'::regclass),
      -- Where the template has no parameters, a line has no values.
      case when private.row_parameters(s) <> '{}' then private.whole_numbers(s) else 'true' end) into line
        using f.id, s.enterprise_id, signed;
  end if;
  if line.phone is null then return null; end if;
  return jsonb_build_object('phone', private.mask(line.phone),
    'values', (select coalesce(jsonb_object_agg(e.key, private.mask_value(e.value)), '{}')
      from jsonb_each_text(coalesce(s.shared_params, '{}') || coalesce(line.params, '{}')) e));
end $$;

comment on function public.first_message is
  'SND-2, IAM-3: a send''s first message, masked: {phone, values: {parameter: value}}. '
  'It is the first line with a value for every parameter that has not opted out, or the first message that '
  'was not held back. null: none, or the file is not checked. Refuses not_found, input_invalid.';

grant execute on function public.first_message to authenticated;

create or replace function private.link_name(link bigint, whole boolean) returns text
language plpgsql stable security definer set search_path = '' as $$
declare
  code constant text := coalesce((select a.code from public.link_aliases a where a.link_id = link), private.link_code(link));
begin
  return case when whole then code else left(code, 2) || '******' end;
end $$;

comment on function private.link_name is
  'The code of a link as it is shown: its custom code, else its enciphered id. A personal link shows its '
  'customer''s values, so its code is whole only for callers who may have them: two letters leave 62^6 codes '
  'to try.';

create or replace view public.delivery_cards with (security_invoker = true) as
select d.id, d.send_id, d.enterprise_id, d.ordinal, private.masked_phone(d.send_id, d.id) as phone,
  private.param_names(d.send_id, d.id) as param_names, d.state, d.code,
  private.delivery_code_said(d.send_id, d.code) as code_said, d.vendor,
  coalesce(d.carrier_id, private.carrier_id_of(d.id)) as carrier_id,
  -- A text has no link.
  case when d.message_kind = 'aim' then private.link_name(d.id,
    d.enterprise_id = any ((select private.may_in('KooMessage:recipient:reveal'))::uuid[])) end as link_code,
  d.segments, d.resolved, d.handed_at, d.final_at, coalesce(d.told_network, d.network) as network,
  d.told_network is not null as network_told
from public.deliveries d;

comment on view public.delivery_cards is
  'A delivery with its masked number, the names of its parameters (IAM-3), the code of its personal link '
  '(whole for callers who may reveal recipients), and the carrier''s id, from its receipt or the answer to '
  'the hand-off. network_told: a receipt named its network; else it is that of the prefix.';

grant select on public.delivery_cards to authenticated;

-- ---------------------------------------------------------------------------------------------
-- Opt-outs, replies, receipts for unknown references

create or replace function private.masked_opt_out(id bigint) returns text
language plpgsql stable security definer set search_path = '' as $$
begin
  return (select private.mask(o.phone) from public.opt_outs o where o.id = masked_opt_out.id);
end $$;

comment on function private.masked_opt_out is 'The masked number of a row of the opt-out list.';

create or replace view public.opt_out_cards with (security_invoker = true) as
select o.id, o.enterprise_id, o.signature, private.masked_opt_out(o.id) as phone, o.reason, o.proof,
  o.proof_path, o.proof_name, o.at,
  o.added_by, o.added_by is null as replied from public.opt_outs o;

comment on view public.opt_out_cards is
  'OPT-1: a number on a signature''s opt-out list, masked (IAM-3). replied: its owner opted out by a text '
  'message.';

create or replace function private.masked_reply(channel uuid, id text) returns text
language plpgsql stable security definer set search_path = '' as $$
begin
  return (select private.mask(r.phone) from public.replies r where r.channel_id = channel
    and r.id = masked_reply.id);
end $$;

comment on function private.masked_reply is 'The masked number that a reply came from.';

create or replace function private.reply_words(channel uuid, id text) returns text
language plpgsql stable security definer set search_path = '' as $$
begin
  return (select private.hide_numbers(r.text) from public.replies r where r.channel_id = channel
    and r.id = reply_words.id);
end $$;

comment on function private.reply_words is 'The text of a reply, with the numbers in it masked.';

create or replace view public.reply_cards with (security_invoker = true) as
select r.channel_id || '/' || r.id as id, r.channel_id, r.id as reply_id, r.enterprise_id,
  private.masked_reply(r.channel_id, r.id) as phone, r.signature,
  private.reply_words(r.channel_id, r.id) as text, r.opted_out, r.at, r.received_at,
  private.channel_name(r.channel_id) as channel, r.send_id, s.name as send_name, s.batch_no, r.delivery_id,
  r.template_id, t.name as template_name, r.message_kind, r.network
from public.replies r left join public.sends s on s.id = r.send_id
left join public.templates t on t.id = r.template_id;

comment on view public.reply_cards is
  'A reply (上行) with its number and the numbers in its text masked (IAM-3). id: <channel>/<the carrier''s id '
  'of it>, as reveal_recipient takes it. send_id, delivery_id, template_id: the message that it answers, '
  'where one is known (BSN-2).';

create or replace function private.shown_receipt(id bigint, out reference text, out code text)
language plpgsql stable security definer set search_path = '' as $$
begin
  select private.hide_numbers(r.reference), private.hide_numbers(r.code) into reference, code
  from public.receipts r where r.id = shown_receipt.id;
end $$;

comment on function private.shown_receipt is
  'Reference and code of an unknown receipt, with numbers masked: a carrier may send anything there.';

create or replace view public.receipt_cards with (security_invoker = true) as
select r.id, r.channel_id, (private.shown_receipt(r.id)).reference, r.status, r.enterprise_id,
  (private.shown_receipt(r.id)).code,
  private.channel_code_said(r.channel_id, (private.shown_receipt(r.id)).code) as code_said, r.vendor, r.at,
  r.received_at,
  private.channel_name(r.channel_id) as channel
from public.receipts r;

comment on view public.receipt_cards is
  'A receipt for an unknown reference, with the numbers in it masked (IAM-3).';

grant select on public.opt_out_cards, public.reply_cards, public.receipt_cards to authenticated;

-- ---------------------------------------------------------------------------------------------
-- Links: a customer flag is any text, often a number

create or replace function private.mask_flag(flag text) returns text
language sql immutable set search_path = '' as $$
  select coalesce(private.mask(private.phone_of(flag)), private.hide_numbers(flag))
$$;

comment on function private.mask_flag is
  'A customer flag as it is shown: masked where it is a phone number, and the numbers in it masked where it '
  'holds some.';

create or replace function private.whole_link(task uuid, link bigint, out cust_flag text, out params jsonb)
language plpgsql stable set search_path = '' as $$
declare
  p private.mint_progress;
begin
  select x.* into p from private.mint_progress x where x.task_id = task;
  execute format('select l.cust_flag, l.params from %s l where l.id = $1',
    case when p.large then private.links_partition(p) else 'partitions.links_shared' end)
  into cust_flag, params using link;
end $$;

comment on function private.whole_link is
  'The whole customer flag and the parameters of a link of a resolve task. No API role may call it.';

create or replace function private.masked_flag(task uuid, link bigint) returns text
language plpgsql stable security definer set search_path = '' as $$
begin
  return private.mask_flag((private.whole_link(task, link)).cust_flag);
end $$;

comment on function private.masked_flag is 'The customer flag of a link as it is shown.';

create or replace function private.link_param_names(task uuid, link bigint) returns text[]
language plpgsql stable security definer set search_path = '' as $$
begin
  return array(select k from jsonb_object_keys(coalesce((private.whole_link(task, link)).params, '{}')) as k
    order by k);
end $$;

comment on function private.link_param_names is 'The names of the parameters that a link has values for.';

create or replace function private.group_params(link bigint) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  return (select l.params from partitions.links_shared l join public.resolve_tasks t on t.id = l.task_id
    where l.id = link and t.kind = 'group');
end $$;

comment on function private.group_params is
  'The values of a group link: everybody who opens it sees them, so they are not personal. '
  'Null for any other link.';

create or replace function private.shown_reject(
  task uuid, place integer, out cust_flag text, out param_names text[]
) language plpgsql stable security definer set search_path = '' as $$
begin
  select private.mask_flag(r.cust_flag), array(select k from jsonb_object_keys(coalesce(r.params, '{}')) as k
    where r.params ->> k <> '' order by k) into cust_flag, param_names
  from public.link_rejects r where r.task_id = task and r.ordinal = place;
end $$;

comment on function private.shown_reject is
  'The customer flag of a link that could not be made, as it is shown, and the names of the parameters it '
  'has values for.';

create or replace view public.link_reject_cards with (security_invoker = true) as
select r.task_id, r.enterprise_id, r.ordinal, (private.shown_reject(r.task_id, r.ordinal)).cust_flag,
  (private.shown_reject(r.task_id, r.ordinal)).param_names, r.reason
from public.link_rejects r;

comment on view public.link_reject_cards is
  'RES-2: a link that could not be made, and why; its customer flag is masked, and of its parameters it has '
  'the names (IAM-3).';

grant select on public.link_reject_cards to authenticated;

grant execute on function private.link_name, private.masked_phone, private.param_names,
  private.masked_opt_out, private.masked_reply, private.reply_words, private.shown_receipt,
  private.masked_flag, private.link_param_names, private.group_params, private.shown_reject to authenticated;
