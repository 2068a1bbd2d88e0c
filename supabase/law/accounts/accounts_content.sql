-- service accounts: the check of their contents, by the schema in shared/src/accounts/fields.ts (SA-1, tables
-- 9-1 to 9-3)

comment on table private.account_fields is
  'SA-1: the fields of profile, menus, home page and quick apps, and of what a menu does (place '
  'action:<name>). Written by npm run law from shared/src/accounts/fields.ts, which the forms read too.';

comment on table private.picture_rules is
  'SA-1: bytes at most and pixels at least of each picture of a service account. Written by npm run law from '
  'shared/src/accounts/pictures.ts.';

create or replace function private.refuse_content(path text, label jsonb, takes jsonb) returns void
language plpgsql stable set search_path = '' as $$
begin
  perform private.refuse('account_content_invalid', jsonb_build_object('field', path,
      'names', jsonb_build_array(label), 'takes', jsonb_build_array(takes)));
end $$;
comment on function private.refuse_content is
  'Refuses account_content_invalid at a place of the content, with what is called so and what it takes.';

create or replace function private.address_fault(value text) returns jsonb
language sql immutable set search_path = '' as $$
  -- shared/src/templates/addresses.ts names the same.
  select case when found ~ '[[:space:]]' then '{"zh": "不含空格的网址", "en": "a URL without spaces"}'
    else jsonb_build_object('zh', format('不含「%s」的网址', found), 'en', format('a URL without “%s”', found)) end
  from (select substring(value from '[<>"\\^`{|}[:space:][:cntrl:]]') as found) as f where found is not null
$$;
comment on function private.address_fault is
  'SA-1: what an address takes that has a character which none may have; null where it has none.';

create or replace function private.fits_account_field(kind text, most integer, value text) returns boolean
language sql stable set search_path = '' as $$
  -- shared/src/accounts/problems.ts says the same.
  select char_length(value) <= most and case kind
    when 'long' then value !~ private.unseen()
    when 'url' then value ~ '^https?://[^/?#@]+([/?#].*)?$' and private.address_fault(value) is null
    when 'deep_link' then value ~* '^[a-z][a-z0-9+.-]*://.+$' and private.address_fault(value) is null
      and value !~* '^(javascript|data|vbscript|file|blob|about|view-source|filesystem):'
    when 'phone' then value ~ '^\+?[0-9][0-9-]{1,18}[0-9]$'
    when 'package' then value ~ '^[A-Za-z][A-Za-z0-9_]*(\.[A-Za-z][A-Za-z0-9_]*)+$'
    when 'digits' then value ~ '^[0-9]+$'
    when 'email' then value ~* '^[\w.!#$%&*+/=?^`{|}~-]{1,64}@[a-z0-9-]+(\.[a-z0-9-]+)+$'
    when 'time' then value ~ '^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)$' and pg_input_is_valid(value, 'timestamptz')
    when 'longitude' then value ~ '^-?\d{1,3}(\.\d{1,9})?$' and abs(value::numeric) <= 180
    when 'latitude' then value ~ '^-?\d{1,3}(\.\d{1,9})?$' and abs(value::numeric) <= 90
    else value !~ private.unclean() end
$$;
comment on function private.fits_account_field is
  'SA-1: whether a text is of its kind and not longer than its field takes.';

create or replace function private.picture_in(given jsonb, rule text, home uuid, path text) returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  r private.picture_rules;
  m private.kept_objects;
  place constant text := given ->> 'path';
  named constant text := btrim(coalesce(given ->> 'name', ''));
begin
  select x.* into strict r from private.picture_rules x where x.name = rule;
  if place is null then perform private.refuse_content(path, r.label, r.takes); end if;
  if char_length(named) not between 1 and 120 then
    perform private.refuse_content(path, r.label, r.takes);
  end if;
  m := private.kept('account-pictures', place, home, path);
  if m.bytes > r.bytes or m.width < r.width or m.height < r.height or (r.square and m.width <> m.height) then
    perform private.refuse('picture_invalid', jsonb_build_object('field', path,
        'names', jsonb_build_array(r.label), 'takes', jsonb_build_array(r.takes),
      'width', m.width, 'height', m.height, 'size', ceil(m.bytes / 1024.0) || ' KB'));
  end if;
  return jsonb_build_object('path', place, 'name', named, 'width', m.width, 'height', m.height);
end $$;
comment on function private.picture_in is
  'SA-1: a kept picture {path, name} as the content stores it, with its measured pixels. '
  'Refuses account_content_invalid (no picture), file_invalid, picture_invalid.';

create or replace function private.signatures_in(
  given jsonb, most integer, f private.account_fields, path text
) returns text[] language plpgsql stable set search_path = '' as $$
declare
  kept constant text[] := array(select distinct btrim(x, E' \u3000')
    from jsonb_array_elements_text(case jsonb_typeof(given) when 'array' then given else '[]' end) as x
    order by 1);
begin
  if cardinality(kept) not between 1 and most
     or exists (select from unnest(kept) as s
       where char_length(s) not between 2 and 18
       or s ~ '[【】\[\]\u0001-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]') then
    perform private.refuse_content(path, f.label, f.takes);
  end if;
  return kept;
end $$;
comment on function private.signatures_in is
  'CHN-1, SA-1: signatures as they are stored: 2 to 18 characters without brackets, each once. '
  'Refuses account_content_invalid.';

create or replace function private.require_signatures(names text[], home uuid, path text) returns void
language plpgsql stable set search_path = '' as $$
declare
  wrong record;
begin
  select s as name, g.name is not null as is_known into wrong from unnest(names) as s
  left join lateral (select x.name, x.live_version_id from public.sms_signatures x
    where x.enterprise_id = home and x.name = s
    order by x.live_version_id is null limit 1) g on true
  where g.live_version_id is null limit 1;
  if found then
    perform private.refuse(
      case when wrong.is_known then 'signature_not_approved' else 'signature_unknown' end,
      jsonb_build_object('field', path, 'name', wrong.name));
  end if;
end $$;
comment on function private.require_signatures is
  'CHN-1, SA-1: a channel number carries a signature that the enterprise has proved to be its own (§7.3.3). '
  'Refuses signature_not_approved; signature_unknown if no signature has this name.';

create or replace function private.account_signatures() returns table (enterprise_id uuid, name text)
language sql stable security definer set search_path = '' as $$
  select distinct g.enterprise_id, g.name from public.sms_signatures g where g.live_version_id is not null
    and g.enterprise_id = any ((select private.may_in('KooMessageSA:serviceAccount:list'))::uuid[]
      || (select private.may_in('KooMessageSA:port:list'))::uuid[])
$$;
comment on function private.account_signatures is
  'CHN-1, SA-1: the signatures that a channel number or an account may carry, also for callers who may not '
  'list those of AIM.';
-- The view calls it with the rights of its reader.
grant execute on function private.account_signatures to authenticated;

create or replace view public.account_signatures with (security_invoker = true) as
select s.enterprise_id, s.name as id, s.name from private.account_signatures() s;
comment on view public.account_signatures is
  'CHN-1, SA-1: approved signatures by name, which forms of accounts and channel numbers offer.';
grant select on public.account_signatures to authenticated;

create or replace function private.account_fields_in(
  at text, given jsonb, home uuid, path text default ''
) returns jsonb language plpgsql stable set search_path = '' as $$
declare
  kept jsonb := '{}';
  f private.account_fields;
  place text;
  typed text;
begin
  for f in select x.* from private.account_fields x where x.place = at order by x.seq loop
    place := ltrim(path || '.' || f.name, '.');
    case f.kind
      when 'flag' then kept := kept || jsonb_build_object(f.name, coalesce((given ->> f.name)::boolean, false));
      when 'picture' then kept := kept || jsonb_build_object(f.name, private.picture_in(given -> f.name, f.name, home, place));
      -- Signatures are required where they cover all their numbers.
      when 'signatures' then
        if (kept ->> 'all_ports')::boolean then
          kept := kept || jsonb_build_object(f.name, private.signatures_in(given -> f.name, f.max, f, place));
          perform private.require_signatures(private.texts_of(kept -> f.name), home, place);
        end if;
      else
        typed := nullif(btrim(coalesce(given ->> f.name, ''), E' \t\r\n\u3000'), '');
        if typed is null and f.required or not private.fits_account_field(f.kind, f.max, typed) then
          perform private.refuse_content(place, f.label,
            coalesce(case when f.kind in ('url', 'deep_link') then private.address_fault(typed) end,
              f.takes));
        end if;
        -- One spelling of an instant, whatever the zone it was given in.
        if f.kind = 'time' then
          typed := to_char(typed::timestamptz at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"');
        end if;
        if typed is not null then kept := kept || jsonb_build_object(f.name, typed); end if;
    end case;
  end loop;
  return kept;
end $$;
comment on function private.account_fields_in is
  'SA-1: the fields of one place of the schema as they are stored, texts trimmed, what belongs to no field '
  'left out. Refuses account_content_invalid, signature_not_approved, signature_unknown, file_invalid, '
  'picture_invalid.';

create or replace function private.menus_in(
  given jsonb, home uuid, path text default 'menus', top boolean default true
) returns jsonb language plpgsql stable set search_path = '' as $$
declare
  kept jsonb := '[]';
  most constant integer := case when top then 3 else 5 end;
  entry record;
  one jsonb;
  place text;
  called constant jsonb := case when top then '{"zh": "一级菜单", "en": "Menus"}' else '{"zh": "子菜单", "en": "Sub-menus"}' end;
begin
  if jsonb_array_length(coalesce(nullif(given, 'null'), '[]')) not between 1 and most then
    perform private.refuse_content(path, called,
      jsonb_build_object('zh', format('1 至 %s 个', most), 'en', format('1 to %s of them', most)));
  end if;
  for entry in select x as value, n from jsonb_array_elements(given) with ordinality as a (x, n) loop
    place := format('%s[%s]', path, entry.n);
    -- A sub-menu has no sub-menus of its own.
    if not top and entry.value ->> 'action' = 'submenu' then
      perform private.refuse_content(place || '.action',
        '{"zh": "子菜单的动作类型", "en": "Sub-menu action"}',
        '{"zh": "打开URL、拨打电话、打开APP或打开快应用", "en": "open a URL, dial a number, open an app or a quick app"}');
    end if;
    one := private.account_fields_in('menu', entry.value, home, place) || jsonb_build_object('action', entry.value ->> 'action')
      || private.account_fields_in('action:' || (entry.value ->> 'action'), entry.value, home, place);
    if entry.value ->> 'action' = 'submenu' then
      one := one || jsonb_build_object('items', private.menus_in(entry.value -> 'items', home,
          place || '.items', false));
    end if;
    kept := kept || jsonb_build_array(one);
  end loop;
  return kept;
end $$;
comment on function private.menus_in is
  'SA-1 (table 9-2): menus as they are stored: 1 to 3 with 1 to 5 sub-menus each. Refuses '
  'account_content_invalid.';

create or replace function private.home_in(given jsonb, home uuid) returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  kept jsonb := private.account_fields_in('home', given, home);
  apps constant jsonb := coalesce(nullif(given -> 'quick_apps', 'null'), '[]');
begin
  if jsonb_array_length(apps) > 8 then
    perform private.refuse_content('quick_apps', '{"zh": "快应用列表", "en": "Quick apps"}',
      '{"zh": "最多 8 个", "en": "up to 8"}');
  end if;
  return kept || jsonb_build_object('quick_apps', coalesce((
    select jsonb_agg(private.account_fields_in('quick_app', x, home, format('quick_apps[%s]', n)) order by n)
    from jsonb_array_elements(apps) with ordinality as a (x, n)), '[]'));
end $$;
comment on function private.home_in is
  'SA-1 (table 9-3): a home page as it is stored. Refuses account_content_invalid, file_invalid, '
  'picture_invalid.';
