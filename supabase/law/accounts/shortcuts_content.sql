-- SMS shortcuts: the check of their contents, by the schema in shared/src/accounts/shortcuts/fields.ts
-- (SHC-1, table 9-6)

create or replace function private.buttons_in(given jsonb, home uuid, path text, fewest integer) returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  kept jsonb := '[]';
  entry record;
  place text;
begin
  if jsonb_array_length(given) not between fewest and 3 then
    perform private.refuse_content(path, '{"zh": "快捷键", "en": "Buttons"}',
      jsonb_build_object('zh', format('%s 至 3 个', fewest), 'en', format('%s to 3 of them', fewest)));
  end if;
  for entry in select x as value, n from jsonb_array_elements(given) with ordinality as a (x, n) loop
    place := format('%s[%s]', path, entry.n);
    kept := kept || jsonb_build_array(private.account_fields_in('button', entry.value, home, place)
      || jsonb_build_object('action', entry.value ->> 'action')
      || private.account_fields_in('button:' || (entry.value ->> 'action'), entry.value, home, place));
  end loop;
  return kept;
end $$;
comment on function private.buttons_in is
  'SHC-1: buttons as they are stored, at most three. Refuses account_content_invalid.';

create or replace function private.timed_in(given jsonb, home uuid) returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  kept jsonb := '[]';
  entry record;
  one jsonb;
  met jsonb;
  place text;
begin
  if jsonb_array_length(given) > 5 then
    perform private.refuse_content('timed', '{"zh": "自定义配置", "en": "Custom configurations"}',
      '{"zh": "最多 5 个", "en": "up to 5"}');
  end if;
  for entry in select x as value, n from jsonb_array_elements(given) with ordinality as a (x, n) loop
    place := format('timed[%s]', entry.n);
    one := private.account_fields_in('timed', entry.value, home, place);
    if (one ->> 'ends_at')::timestamptz <= (one ->> 'begins_at')::timestamptz then
      perform private.refuse_content(place || '.ends_at', '{"zh": "结束时间", "en": "Ends"}',
        '{"zh": "晚于开始时间的时间", "en": "a time after the start"}');
    end if;
    select k into met from jsonb_array_elements(kept) as k where k ->> 'name' = one ->> 'name';
    if found then
      perform private.refuse_content(place || '.name', '{"zh": "配置名", "en": "Configuration name"}',
        '{"zh": "不重复的名称", "en": "a unique name"}');
    end if;
    select k into met from jsonb_array_elements(kept) as k
    where tstzrange((k ->> 'begins_at')::timestamptz,
      (k ->> 'ends_at')::timestamptz) && tstzrange((one ->> 'begins_at')::timestamptz,
      (one ->> 'ends_at')::timestamptz) limit 1;
    if found then
      perform private.refuse('shortcut_times_overlap', jsonb_build_object('field', place || '.ends_at',
          'name', one ->> 'name', 'other', met ->> 'name'));
    end if;
    kept := kept || jsonb_build_array(one
      || jsonb_build_object('buttons', private.buttons_in(coalesce(entry.value -> 'buttons', '[]'), home,
          place || '.buttons', 1)));
  end loop;
  return kept;
end $$;
comment on function private.timed_in is
  'SHC-1: the configurations for other times as they are stored: at most five, each of another name and at a '
  'time that meets no other''s. Refuses account_content_invalid, shortcut_times_overlap.';

create or replace function private.regions_in(given jsonb) returns integer[]
language plpgsql stable set search_path = '' as $$
declare
  codes integer[];
begin
  select array_agg(distinct private.region_of(x)) into codes from jsonb_array_elements_text(given) as x;
  if codes is null then
    perform private.refuse_content('regions', '{"zh": "地区", "en": "Regions"}',
      '{"zh": "至少一个省份或地级市", "en": "at least one province or city"}');
  end if;
  -- A city goes with its province, and everything with the country.
  return array(select c from unnest(codes) as c
    where not exists (select from unnest(codes) as o
      where o <> c and private.region_stretch(o) @> private.region_stretch(c)) order by c);
end $$;
comment on function private.regions_in is
  'SHC-1: regions by name or code as they are stored: each once, none within another. '
  'Refuses account_content_invalid, region_unknown.';

create or replace function private.proofs_in(given jsonb, home uuid) returns jsonb
language plpgsql stable set search_path = '' as $$
begin
  if jsonb_array_length(given) not between 1 and 6 then
    perform private.refuse_content('proofs', (select r.label from private.picture_rules r
        where r.name = 'proof'), '{"zh": "1 至 6 张图片", "en": "1 to 6 pictures"}');
  end if;
  return (select jsonb_agg(private.picture_in(coalesce(nullif(x, 'null'), '{}'), 'proof', home,
        format('proofs[%s]', n)) order by n)
    from jsonb_array_elements(given) with ordinality as a (x, n));
end $$;
comment on function private.proofs_in is
  'SHC-1: 1 to 6 proofs as they are stored, with their measured pixels. Refuses account_content_invalid, '
  'file_invalid, picture_invalid.';

create or replace function private.shortcut_in(input jsonb, home uuid) returns public.shortcut_versions
language plpgsql stable set search_path = '' as $$
declare
  v public.shortcut_versions;
  about private.account_fields;
begin
  select f.* into strict about from private.account_fields f
  where f.place = 'profile' and f.name = 'signatures';
  v.signature := (private.signatures_in(jsonb_build_array(input -> 'signature'), 1, about, 'signature'))[1];
  v.proofs := private.proofs_in(input -> 'proofs', home);
  v.regions := private.regions_in(input -> 'regions');
  v.timed := private.timed_in(input -> 'timed', home);
  -- The default configuration may be empty where others show something.
  v.buttons := private.buttons_in(input -> 'buttons', home, 'buttons', case when v.timed = '[]' then 1 else 0 end);
  return v;
end $$;
comment on function private.shortcut_in is
  'SHC-1: what a shortcut is made of, as it is stored. Refuses account_content_invalid, file_invalid, '
  'picture_invalid, region_unknown, shortcut_times_overlap.';
