-- links: the rules of custom jump links (JMP-1, §7.2.3)

create or replace function private.create_jump_batch(home uuid, input jsonb) returns uuid
language plpgsql set search_path = '' as $$
declare
  submitted constant timestamptz := clock_timestamp();
  task constant text := private.clean_name(input ->> 'name');
  handed constant integer := jsonb_array_length(input -> 'urls');
  most constant integer := case input ->> 'source' when 'typed' then 10 else 10000 end;
  proof record;
  due record;
  bad record;
  made uuid;
  kept integer;
begin
  if btrim(input ->> 'purpose') = '' then
    perform private.refuse('input_invalid', '{"field": "purpose"}');
  end if;
  if handed not between 1 and most then
    perform private.refuse('jump_links_count', jsonb_build_object('count', handed, 'max', most));
  end if;
  select u.url, u.ordinal, private.jump_trouble(u.url) as why into bad
  from jsonb_array_elements_text(input -> 'urls') with ordinality as u (url, ordinal)
  where private.jump_trouble(u.url) is not null order by u.ordinal limit 1;
  if found then
    perform private.refuse('jump_url_invalid', jsonb_build_object('url', left(coalesce(bad.url, ''), 300),
        'why', bad.why, 'ordinal', bad.ordinal));
  end if;
  select p.path, p.name into proof from private.proof_of(input, 'jump-proofs', home) p;
  select d.due_at, d.certain into due from private.review_due(submitted) d;
  perform pg_advisory_xact_lock(hashtextextended('jump_batch_no:' || home::text, 0));
  insert into public.jump_batches (enterprise_id, name, purpose, batch_no, source, links, proof_path,
    proof_name, submitted_by, submitted_at, due_at, due_certain, created_by)
  select home, task, btrim(input ->> 'purpose'),
    -- J, as resolve tasks have L: a send of the same day has the bare number.
    'J' || to_char(now() at time zone e.time_zone, 'YYYYMMDD') || '-'
      || lpad((1 + (select count(*) from public.jump_batches x where x.enterprise_id = home
      and x.batch_no like 'J' || to_char(now() at time zone e.time_zone, 'YYYYMMDD') || '-%'))::text, 4, '0'),
    input ->> 'source', handed, proof.path, proof.name, private.actor(), submitted, due.due_at, due.certain, private.actor()
  from public.enterprises e where e.id = home returning id into made;
  -- An address listed twice is one link.
  insert into public.jump_links (batch_id, ordinal, enterprise_id, url)
  select made, u.ordinal, home, u.url
  from jsonb_array_elements_text(input -> 'urls') with ordinality as u (url, ordinal) order by u.ordinal
  on conflict do nothing;
  get diagnostics kept = row_count;
  update public.jump_batches b set links = kept where b.id = made;
  return made;
end $$;
comment on function public.create_jump_batch is
  'JMP-1: asks for jump links, all or none. input {name, purpose, source: typed (10 at most) or file '
  '(10,000), urls, proof: a rar in jump-proofs, or null}. Returns the jump_cards row. '
  'Refuses forbidden, name_required, name_unclean, input_invalid, jump_links_count, jump_url_invalid, '
  'file_invalid.';

select private.public_verbs('jump_batch');
