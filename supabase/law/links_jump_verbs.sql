-- links: the verbs of custom jump links (JMP-1)

create or replace function public.create_jump_batch(input jsonb, request uuid default null) returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  submitted constant timestamptz := clock_timestamp();
  home uuid := private.current_enterprise();
  task text;
  why text := btrim(coalesce(input ->> 'purpose', ''));
  source text := input ->> 'source';
  handed integer;
  most integer;
  proof record;
  due record;
  bad record;
  made uuid;
  kept integer;
  detail text;
  known jsonb;
begin
  known := private.replay_request(request, 'create_jump_batch', null, input);
  if known is not null then return known; end if;
  perform private.require(home, 'KooMessage:jump:create');
  task := private.clean_name(input ->> 'name');
  if char_length(why) not between 1 and 500 then
    perform private.refuse('input_invalid', 422, 'Say in 1 to 500 characters why.', null, '{"field": "purpose"}');
  end if;
  if source is null or source not in ('typed', 'file') then
    perform private.refuse('input_invalid', 422, 'The links are typed or from a file.', null, '{"field": "source"}');
  end if;
  if jsonb_typeof(input -> 'urls') is distinct from 'array' then
    perform private.refuse('input_invalid', 422, 'The links are a list.', null, '{"field": "urls"}');
  end if;
  handed := jsonb_array_length(input -> 'urls');
  most := case source when 'typed' then 10 else 10000 end;
  if handed not between 1 and most then
    perform private.refuse('jump_links_count', 422, format('%s links were handed in; at least 1 and at most %s may be.', handed, most), 'Make several tasks.',
      jsonb_build_object('count', handed, 'max', most));
  end if;
  select u.url, u.ordinal, private.jump_trouble(u.url) as why into bad
  from jsonb_array_elements_text(input -> 'urls') with ordinality as u (url, ordinal) where private.jump_trouble(u.url) is not null order by u.ordinal limit 1;
  if found then
    perform private.refuse('jump_url_invalid', 422, format('Link %s cannot be a jump link.', bad.ordinal), 'Give public http or https addresses of at most 256 characters.',
      jsonb_build_object('url', left(coalesce(bad.url, ''), 300), 'why', bad.why, 'ordinal', bad.ordinal));
  end if;
  select p.path, p.name into proof from private.proof_of(input, 'jump-proofs', 'rar', home) p;
  select d.due_at, d.certain into due from private.review_due(submitted) d;
  perform pg_advisory_xact_lock(hashtextextended('jump_batch_no:' || home::text, 0));
  insert into public.jump_batches (enterprise_id, name, purpose, batch_no, source, links, proof_path, proof_name, submitted_by, submitted_at, due_at, due_certain, created_by)
  select home, task, why,
    to_char(now() at time zone e.time_zone, 'YYYYMMDD') || '-' || lpad((1 + (select count(*) from public.jump_batches x where x.enterprise_id = home
      and x.batch_no like to_char(now() at time zone e.time_zone, 'YYYYMMDD') || '-%'))::text, 4, '0'),
    source, handed, proof.path, proof.name, private.actor(), submitted, due.due_at, due.certain, private.actor()
  from public.enterprises e where e.id = home returning id into made;
  -- An address that stands there twice is one link.
  insert into public.jump_links (batch_id, ordinal, enterprise_id, url)
  select made, u.ordinal, home, u.url from jsonb_array_elements_text(input -> 'urls') with ordinality as u (url, ordinal) order by u.ordinal
  on conflict do nothing;
  get diagnostics kept = row_count;
  update public.jump_batches b set links = kept where b.id = made;
  perform private.audit(home, 'jump_batch', made::text, 'create', null,
    jsonb_build_object('name', task, 'purpose', why, 'source', source, 'handed_in', handed, 'links', kept, 'proof', proof.name, 'state', 'in_review'));
  perform private.alert(home, 'review_waiting', 'jump_batch', made, '{}');
  return private.store_response(request, 'create_jump_batch', null, private.jump_card(made), input);
exception when sqlstate 'PGRST' then
  get stacked diagnostics detail = pg_exception_detail;
  return private.refused('jump_batch', null, 'create', sqlerrm, detail, home);
end $$;

comment on function public.create_jump_batch is
  'JMP-1: asks for jump links, all or none; they are in review at once (§7.2.3). input {name, purpose, source: typed (at most 10) or file (at most 10,000), urls, proof: {path, name} or null}, the proof a rar in the bucket jump-proofs. Returns the jump_cards row. Refuses forbidden, name_required, name_unclean, input_invalid, jump_links_count, jump_url_invalid, proof_invalid.';

create or replace function public.approve_jump_batch(jump_batch uuid, reason text default null, request uuid default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.act('jump_batch', jump_batch, 'approve', reason, request)
$$;

comment on function public.approve_jump_batch is
  'JMP-1: approves a batch whole, never by the submitter: in_review → approved. Returns the card. Refuses not_found, forbidden, wrong_state, four_eyes.';

create or replace function public.reject_jump_batch(jump_batch uuid, reason text, request uuid default null) returns jsonb language sql security definer set search_path = '' as $$
  select private.act('jump_batch', jump_batch, 'reject', reason, request)
$$;

comment on function public.reject_jump_batch is 'JMP-1: rejects a batch whole with a review note, never by the submitter. Refuses as approve_jump_batch, and reason_required.';

grant execute on function public.create_jump_batch, public.approve_jump_batch, public.reject_jump_batch to authenticated;
