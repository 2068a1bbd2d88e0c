-- Templates that are submitted again: which vendors have to be asked, and which keep their approval (TPL-7).

create or replace function private.seen_by(about public.template_versions, vendor public.vendor) returns text
language sql stable set search_path = '' as $$
  -- Without what another vendor alone shows, and without the signatures for all but vivo, which reviews with
  -- all that are approved where none was chosen.
  select encode(sha256(convert_to(jsonb_build_array(t.layout, about.usage,
    jsonb_set(about.content, '{slots}', (about.content -> 'slots') - array(
      select s.key from jsonb_each_text(l.slots_of) s where s.value <> vendor::text)),
    case when vendor = 'vivo' then private.signatures_of(about) end)::text, 'UTF8')), 'hex')
  from public.templates t join private.layouts l on l.layout = t.layout where t.id = about.template_id
$$;

comment on function private.seen_by is
  'A hash of what a vendor is shown of a version: layout, usage and content, but for what other vendors '
  'alone show; of vivo the SMS signatures too.';

create or replace function private.handed_before(
  about public.template_versions
) returns private.vendor_handoffs language sql stable set search_path = '' as $$
  -- The last version that was handed over, where the carrier of now has it and every vendor was asked about
  -- it: an approval that is kept is one of exactly that content under that id. KooMessage has one template
  -- for all vendors, which is made anew; decisions that are written down by hand are asked for anew too.
  select h.* from private.vendor_handoffs h join public.template_versions o on o.id = h.version_id
  join private.template_way(about.enterprise_id) w on not w.by_hand and w.adapter <> 'koomessage'
    and coalesce(h.taken_by, w.carrier) = w.carrier
  where about.kind = 'aim' and h.done_at is not null and h.carrier_id is not null and not h.by_hand
    and o.template_id = about.template_id and o.version = (
      select max(x.version) from private.vendor_handoffs y join public.template_versions x on x.id = y.version_id
      where x.template_id = about.template_id and x.version < about.version)
    and not exists (select from public.vendor_reviews r where r.version_id = o.id and r.kept)
$$;

comment on function private.handed_before is
  'The hand-off whose approvals a version may keep; null where there is none.';

create or replace function private.vendor_questions(about public.template_versions)
returns table (vendor public.vendor, seen text, kept_since timestamptz)
language sql stable set search_path = '' as $$
  select m.vendor, s.seen, r.since
  from unnest(about.vendors) as m (vendor) cross join lateral private.seen_by(about, m.vendor) as s (seen)
  left join private.handed_before(about) h on true
  left join lateral (select coalesce(x.decided_at, h.done_at) as since from public.vendor_reviews x
    where x.version_id = h.version_id and x.vendor = m.vendor and x.seen = s.seen
      and x.state = 'approved') r on true
$$;

comment on function private.vendor_questions is
  'The vendors of a version with what each is shown of it, and since when it has approved that; null: it has '
  'to be asked.';

create or replace function private.vendors_asked(about_version uuid) returns public.vendor[]
language sql stable security definer set search_path = '' as $$
  select coalesce(array_agg(q.vendor order by q.vendor) filter (where q.kept_since is null), '{}')
  from public.template_versions v cross join lateral private.vendor_questions(v) q where v.id = about_version
$$;

comment on function private.vendors_asked is
  'The vendors that the approval of a version sends it to; the others keep their approval. Called for '
  'versions that are visible to the caller.';

grant execute on function private.vendors_asked to authenticated;
