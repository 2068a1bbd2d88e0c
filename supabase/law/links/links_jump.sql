comment on table public.jump_batches is
  'JMP-1 (§7.2.3): a request (task) for custom jump links: purpose is why (申请理由), reason the review note. '
  'Created means submitted; it is never edited.';

select private.resource_table('public.jump_batches', 'KooMessage:jump:list');

comment on table public.jump_links is
  'JMP-1: a jump link of a batch; ordinal is its place among those that were submitted.';

select private.resource_table('public.jump_links', 'KooMessage:jump:list');

create or replace view public.jump_cards with (security_invoker = true) as
select b.id, b.enterprise_id, b.name, b.purpose, b.batch_no, b.source, b.links, b.proof_path, b.proof_name,
  b.state, b.reason,
  b.submitted_by, private.visible_person(b.submitted_by) as submitted_by_name, b.submitted_at, b.due_at, b.due_certain,
  private.visible_person(b.decided_by) as decided_by_name, b.decided_at, b.created_by, b.created_at,
  (select coalesce(jsonb_agg(l.url order by l.ordinal), '[]') from public.jump_links l
    where l.batch_id = b.id and l.ordinal <= 10) as first_urls,
  case when b.state = 'in_review' then private.review_asked('jump_batch', b.id) end as waits_for
from public.jump_batches b;

comment on view public.jump_cards is
  'A batch of jump links with its first ten, who submitted and decided it, and until when the review is due.';

create or replace view public.jump_link_cards with (security_invoker = true) as
select l.batch_id, l.ordinal, l.enterprise_id, l.url, b.name, b.batch_no, b.state, b.reason, b.due_at,
  b.due_certain, b.submitted_at, b.decided_at, b.created_at
from public.jump_links l join public.jump_batches b on b.id = l.batch_id;

comment on view public.jump_link_cards is
  'A jump link with the task, the batch number and the review of its batch.';

grant select on public.jump_cards, public.jump_link_cards to authenticated;

create or replace function private.jump_trouble(url text, most integer default 256) returns text
language plpgsql immutable set search_path = '' as $$
declare
  label constant text := '[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?';
  octet constant text := '(0|[1-9][0-9]?|1[0-9][0-9]|2[0-4][0-9]|25[0-5])';
  -- Public DNS services whose names resolve to the address written in the name, or to 127.0.0.1: WILDCARD_DNS
  -- in shared/src/links/jump.ts.
  wildcard constant text :=
    'nip.io|sslip.io|xip.io|traefik.me|backname.io|1u.ms|rbndr.us|localtest.me|lvh.me|vcap.me|fuf.me|local.gd|lacolhost.com|yoogle.com|smackaho.st|127-0-0-1.org.uk';
  -- Top-level names that are no public ones: PRIVATE_NAMES there says where each comes from.
  reserved constant text :=
    'alt|arpa|bit|consul|corp|dhcp|docker|example|exit|gnu|home|i2p|incus|internal|intra|intranet|invalid|kube|lan|local|localdomain|localhost|localnet|lxd|mail|onion|podman|private|router|svc|test|vagrant|workgroup';
  -- Ports of other services than the web: BLOCKED_PORTS there says where they come from.
  blocked constant integer[] :=
    '{1,7,9,11,13,15,17,19,20,21,22,23,25,37,42,43,53,69,77,79,87,95,101,102,103,104,109,110,111,113,115,117,119,123,135,137,139,143,161,179,389,427,465,512,513,514,515,526,530,531,532,540,548,554,556,563,587,601,636,989,990,993,995,1433,1521,1719,1720,1723,2049,2375,2376,2379,2380,3306,3389,3659,4045,4190,5060,5061,5432,5672,5900,5984,6000,6379,6443,6566,6665,6666,6667,6668,6669,6679,6697,9042,9092,9200,9300,10080,10250,11211,27017,50000}';
  authority text := (regexp_match(url, '^https?://([^/?#]*)', 'i'))[1];
  host text;
  port text;
begin
  if coalesce(url, '') = '' then return 'empty'; end if;
  if char_length(url) > most then return 'too_long'; end if;
  if authority is null then return 'scheme'; end if;
  if url !~ '^([A-Za-z0-9._~:/?#@!$&''()*+,;=\[\]-]|%[0-9A-Fa-f]{2})*$' then return 'characters'; end if;
  if strpos(authority, '@') > 0 then return 'credentials'; end if;
  port := (regexp_match(authority, ':([0-9]*)$'))[1];
  host := lower(regexp_replace(authority, ':[0-9]*$', ''));
  if port is not null then
    if port !~ '^[1-9][0-9]{0,4}$' then return 'port'; end if;
    if port::integer > 65535 then return 'port'; end if;
    if port::integer = any (blocked) then return 'port_blocked'; end if;
  end if;
  if host ~ ('^' || octet || '(\.' || octet || '){3}$') then
    return case
      when host::inet <<= any ('{0.0.0.0/8,10.0.0.0/8,100.64.0.0/10,127.0.0.0/8,168.63.129.16/32,169.254.0.0/16,172.16.0.0/12,192.0.0.0/24,192.0.2.0/24,192.88.99.0/24,192.168.0.0/16,198.18.0.0/15,198.51.100.0/24,203.0.113.0/24,224.0.0.0/3}'::inet[])
      then 'private' end;
  end if;
  if host ~ '(^|\.)localhost$' then return 'private'; end if;
  -- The last label begins with a letter: browsers read "1.2.0x7f" and "2130706433" as numbers.
  if char_length(host) > 253 or host !~ ('^(' || label || '\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])$') then
    return 'host';
  end if;
  if host ~ ('\.(' || reserved || ')$') then return 'private'; end if;
  if host ~ ('(^|\.)(' || replace(wildcard, '.', '\.') || ')$') then return 'private'; end if;
  return null;
end $$;

comment on function private.jump_trouble is
  'JMP-1: why an address cannot be a jump link (empty, too_long, scheme, characters, credentials, port, '
  'port_blocked, host, private), or null. shared/src/links/jump.ts has the same rules. '
  'What a name resolves to when somebody opens the link is not checked.';

create or replace function private.check_jump(enterprise uuid, url text) returns void
language plpgsql stable set search_path = '' as $$
begin
  if private.jump_trouble(url) is not null then
    perform private.refuse('jump_url_invalid', jsonb_build_object('url', left(coalesce(url, ''), 300),
        'why', private.jump_trouble(url)));
  end if;
  if (select e.jump_approval from public.enterprises e where e.id = check_jump.enterprise)
     and not exists (select from public.jump_links l join public.jump_batches b on b.id = l.batch_id
       where l.enterprise_id = check_jump.enterprise and l.form = private.jump_form(check_jump.url)
         and b.state = 'approved') then
    perform private.refuse('jump_not_approved', jsonb_build_object('url', url));
  end if;
end $$;

comment on function private.check_jump is
  'RES-1: refuses jump_url_invalid, and jump_not_approved where the enterprise requires an approval and no '
  'approved batch holds the address.';
