-- Templates that are submitted again: which vendors have to be asked, and which keep their approval (TPL-7).

create or replace function private.seen_by(about public.template_versions, vendor public.vendor) returns text
language sql stable set search_path = '' as $$
  -- Without what another vendor alone shows, and without the signatures for all but vivo.
  select encode(sha256(convert_to(jsonb_build_array(t.layout, t.usage,
    jsonb_set(about.content, '{slots}', (about.content -> 'slots') - array(
      select s.key from jsonb_each_text(l.slots_of) s where s.value <> vendor::text)),
    case when vendor = 'vivo' then about.sms_signatures end)::text, 'UTF8')), 'hex')
  from public.templates t join private.layouts l on l.layout = t.layout where t.id = about.template_id
$$;

comment on function private.seen_by is
  'A hash of what a vendor is shown of a version: layout, usage and content, but for what other vendors '
  'alone show; of vivo the SMS signatures too.';

create or replace function private.vendor_questions(about public.template_versions)
returns table (vendor public.vendor, seen text, kept_since timestamptz)
language sql stable set search_path = '' as $$
  select m.vendor, s.seen, case when r.state = 'approved' then r.decided_at end
  from unnest(about.vendors) as m (vendor) cross join lateral private.seen_by(about, m.vendor) as s (seen)
  left join private.template_way(about.enterprise_id) w on true
  left join lateral (
    -- The newest word of this vendor on the same. The carrier that heard it has to be the one of now.
    -- KooMessage has one template for all vendors, which is made anew, so there every vendor is asked.
    select x.state, coalesce(x.decided_at, h.done_at) as decided_at from public.vendor_reviews x
    join public.template_versions o on o.id = x.version_id
    join private.vendor_handoffs h on h.version_id = o.id
    where o.template_id = about.template_id and o.version < about.version and x.vendor = m.vendor
      and x.seen = s.seen and x.state <> 'pending' and h.by_hand = coalesce(w.by_hand, false)
      and coalesce(h.taken_by, w.carrier) is not distinct from w.carrier
      and w.adapter is distinct from 'koomessage'
    order by o.version desc limit 1) r on true
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
