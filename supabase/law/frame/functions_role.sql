-- T13: what the edge functions may do: call the entry points of the hot path, as the role tidings_functions.
-- Each entry point runs as its owner and checks no permissions: everybody who can sign in as that role may
-- call it.

create or replace function private.receipt_channel(channel uuid) returns table (adapter text, secret text)
language plpgsql stable security definer set search_path = '' as $$
begin
  return query
  select c.adapter::text, s.credentials ->> 'webhook_secret' from public.channels c
  join private.channel_secrets s on s.channel_id = c.id
  where c.id = channel and s.credentials ? 'webhook_secret';
end $$;

comment on function private.receipt_channel is
  'The adapter of a channel and the secret that signs its receipts; no row for an unknown channel, and for '
  'one whose carrier does not call.';

create or replace function private.import_progress(file uuid)
returns table (done boolean, state text, error text, parts_done integer, parts integer, lines integer,
  accepted integer, invalid integer, duplicates integer)
language sql stable security definer set search_path = '' as $$
  select f.state in ('ready', 'failed'), f.state::text, f.error, f.parts_done, f.parts, f.lines, f.accepted,
    f.invalid, f.duplicates from public.number_files f where f.id = file
$$;

comment on function private.import_progress is
  'How far the import of a number file is; no row for an unknown file.';

create or replace function private.may_import(file uuid, person uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select coalesce((select private.allowed(person, f.enterprise_id, private.in_service('KooMessage:numberFile:create',
        private.service_of_kind(f.purpose)))
      from public.number_files f where f.id = file), false)
$$;

comment on function private.may_import is
  'Whether this person may have a number file imported: who may only read sees how far it is and drives '
  'nothing.';

create or replace function private.link_settings(
  out functions text, out links text, out hosts text[], out words integer[]
) language sql stable security definer set search_path = '' as $$
  select d.functions_url, d.link_base_url, (select array_agg(lower(x.host)) from public.domains x
    where x.host is not null), k.words
  from private.link_key k left join private.deployment d on true
$$;

comment on function private.link_settings is
  'The settings that the link function loads once: its address, the hosts of domains, the key of link codes.';

create or replace function private.link_of_alias(host text, code text) returns bigint
language sql stable security definer set search_path = '' as $$
  select a.link_id from public.link_aliases a where a.host = link_of_alias.host and a.code = link_of_alias.code
$$;

comment on function private.link_of_alias is 'The link of a custom code on a host, or null.';

create or replace function private.latest_content(template uuid)
returns table (version integer, version_id uuid, content_hash text, check_key text, adapter text, name text,
  signatures jsonb, sms_signatures jsonb, kind public.message_kind, signature text, layout text, usage text, vendors jsonb, content jsonb)
language sql stable security definer set search_path = '' as $$
  select v.version, v.id, v.content_hash, private.check_key(v),
    case when v.kind = 'basic' or not w.by_hand then w.adapter::text end, t.name, to_jsonb(private.signatures_of(v)),
    to_jsonb(v.sms_signatures), v.kind, private.basic_signature_name(v.signature_id), t.layout, v.usage::text,
    to_jsonb(v.vendors), v.content
  from public.templates t join public.template_versions v on v.id = t.latest_version_id
  left join private.version_way(v) w on true where t.id = template
$$;

comment on function private.latest_content is
  'The latest version of a template, as check-template needs it. It is one statement, so that the hash '
  'belongs to the content. adapter: who takes it; null: nobody yet, of a card also by hand. No row for an '
  'unknown template.';

grant execute on function private.access_key, private.admit_access_key, private.key_voice,
  private.log_key_request, private.account_of,
  private.keep_import_items, private.may_keep,
  private.record_kept, private.media_measures, private.banned_words_in,
  private.stale_incoming, private.unread_objects, private.forget_unread, private.latest_content,
  private.spare_object, private.doomed_objects,
  private.receipt_channel, private.import_progress, private.may_import, private.link_settings,
  private.link_of_alias, private.claim_batch, private.claim_wait,
  private.record_handoff, private.claim_carrier_test, private.record_carrier_test, private.give_back,
  private.resolve_batch, private.show_version, private.record_template_states, private.record_sorted_receipts,
  private.record_receipts, private.record_replies, private.record_content_check, private.next_part,
  private.finish_part, private.finish_file,
  private.fail_import, private.try_part, private.try_closing, private.untry_part, private.drop_leftover,
  private.finish_vendor_handoff, private.claim_vendor_handoffs, private.count_function,
  private.invitation_to_mail, private.claim_mail, private.finish_mail,
  private.next_export_slice, private.record_export_slice, private.open_export, private.objects_to_remove,
  private.forget_objects, private.doomed_uploads,
  private.forget_uploads, private.lease_binds, private.release_binds, private.record_bind,
  private.record_submitted, private.record_submitted_test, private.record_confirmations,
  private.record_carrier_replies, private.tidy_carrier, private.record_carrier_template_states,
  private.receipt_carrier, private.record_opened, private.record_task_replies, private.tidy_called,
  private.claim_template_questions, private.template_told, private.refuse_vendor_handoff,
  private.claim_mint, private.record_minted, private.give_back_mint,
  private.mint_wait, private.claim_callback_posts, private.settle_callback_posts to tidings_functions;
