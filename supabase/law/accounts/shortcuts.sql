-- SMS shortcuts: what people read (SHC-1, §9.3)

comment on table public.shortcuts is
  'SHC-1 (§9.3): an SMS shortcut. The live version serves while a later one waits for its review. '
  'frozen_at: it does not serve until it is unfrozen.';

comment on table public.shortcut_versions is
  'SHC-1: a version of a shortcut. An approved one never changes. proofs: [{path, name, width, height}]; '
  'buttons: [{name, action, …fields}] as private.account_fields says (places button, button:<action>); '
  'timed: [{name, begins_at, ends_at, buttons}].';

comment on table private.shortcut_signatures is
  'SHC-1: signatures of approved shortcuts, each with a number.';

comment on table private.shortcut_places is
  'SHC-1: the signature and the regions in which the live version of a shortcut serves; two that meet are '
  'refused by shortcut_places_apart.';

select private.resource_table('public.shortcuts', 'KooMessageSA:shortcut:list');

select private.resource_table('public.shortcut_versions', 'KooMessageSA:shortcut:list');

create or replace function private.is_own_signature(signature text, home uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from public.sms_signatures g where g.enterprise_id = home and g.name = signature
    and g.live_version_id is not null)
$$;
comment on function private.is_own_signature is
  'SHC-1: whether a signature is an approved one of the enterprise, also for reviewers who may not list '
  'those of AIM.';
-- The view calls it with the rights of its reader.
grant execute on function private.is_own_signature to authenticated;

create or replace view public.shortcut_cards with (security_invoker = true) as
select s.id, s.enterprise_id, v.signature,
  private.is_own_signature(v.signature, s.enterprise_id) as own_signature, v.proofs, v.regions, v.buttons,
  v.timed, v.id as version_id, v.version, v.revision, v.state, v.reason,
  live.version as live_version, live.signature as live_signature, live.proofs as live_proofs, live.regions as live_regions,
  live.buttons as live_buttons, live.timed as live_timed,
  case when s.live_version_id is null then 'not_yet' when s.frozen_at is not null then 'frozen' else 'serving' end as serving,
  s.frozen_at, s.frozen_reason, private.visible_person(s.frozen_by) as frozen_by_name,
  v.submitted_by, private.visible_person(v.submitted_by) as submitted_by_name, v.submitted_at,
  private.visible_person(v.decided_by) as decided_by_name, v.decided_at,
  private.visible_person(s.created_by) as created_by_name, s.created_at,
  case when v.state = 'in_review' then private.review_asked('shortcut', s.id) end as waits_for
from public.shortcuts s join public.shortcut_versions v on v.id = s.latest_version_id
left join public.shortcut_versions live on live.id = s.live_version_id;
comment on view public.shortcut_cards is
  'A shortcut with its latest version; live_… is what serves meanwhile. own_signature: it is an approved '
  'signature of the enterprise (§7.3.3). serving: serving, frozen, or not_yet (nothing of it is approved).';
grant select on public.shortcut_cards to authenticated;

create or replace function private.shortcut_card(shortcut uuid) returns jsonb
language sql stable set search_path = '' as $$
  select to_jsonb(c) from public.shortcut_cards c where c.id = shortcut
$$;
comment on function private.shortcut_card is 'The shortcut_cards row of a shortcut as JSON.';

create or replace function private.shortcut_logged(v public.shortcut_versions) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object('state', v.state, 'name', v.signature, 'signature', v.signature,
    'version', v.version, 'proofs', v.proofs, 'regions', to_jsonb(v.regions),
    'buttons', v.buttons, 'timed', v.timed, 'frozen', s.frozen_at is not null, 'frozen_reason', s.frozen_reason)
  from public.shortcuts s where s.id = v.shortcut_id
$$;
comment on function private.shortcut_logged is 'What the log keeps of a shortcut before and after an act.';

create or replace function private.shortcut_bound(v public.shortcut_versions) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object('shortcut', v.shortcut_id, 'version', v.version, 'signature', v.signature,
    'proofs', v.proofs, 'regions', to_jsonb(v.regions), 'buttons', v.buttons, 'timed', v.timed)
$$;
comment on function private.shortcut_bound is 'APR-1: what an approval of a shortcut is about.';
