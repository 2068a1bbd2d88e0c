-- Banned words: what no template and no SMS text of this deployment may say. Looked for when somebody
-- submits.

comment on table public.banned_words is
  'Words that no template and no SMS text of this deployment may have, each with the reason that people '
  'read. Platform admins keep the list; everybody who is signed in may read it.';

alter table public.banned_words enable row level security;

grant select on public.banned_words to authenticated;

create policy "everyone who is signed in sees the banned words" on public.banned_words for select to authenticated
using ((select private.actor()) is not null);

create or replace view public.banned_word_cards with (security_invoker = true) as
select b.id, b.word, b.why, b.added_at from public.banned_words b;

comment on view public.banned_word_cards is 'A banned word and why.';

grant select on public.banned_word_cards to authenticated;

create or replace function private.fold_text(said text) returns text
language sql immutable set search_path = '' as $$
  select regexp_replace(lower(normalize(said, NFKC)),
    '[[:space:][:punct:]\u200b-\u200f\u2060\ufeff·•—、。，！？；：“”‘’（）《》【】]+', '', 'g')
$$;

comment on function private.fold_text is
  'A text as banned words are looked for in it: half width, small letters, without spaces, punctuation and '
  'what cannot be seen.';

create or replace function private.require_clean_words(said text) returns void
language plpgsql stable set search_path = '' as $$
declare
  kept constant text := private.fold_text(said);
  met public.banned_words;
begin
  select b.* into met from public.banned_words b where position(b.folded in kept) > 0
  order by char_length(b.folded) desc, b.word limit 1;
  if found then
    perform private.refuse('word_banned', jsonb_build_object('word', met.word, 'why', met.why));
  end if;
end $$;

comment on function private.require_clean_words is
  'Refuses word_banned where a text has a banned word, the longest first.';

create or replace function private.banned_words_in(texts text[])
returns table (place integer, word text, why text)
language sql stable security definer set search_path = '' as $$
  -- The longest of each text, as the refusal names it.
  select distinct on (t.place) t.place::integer, b.word, b.why
  from unnest(texts) with ordinality as t (said, place)
  join public.banned_words b on position(b.folded in private.fold_text(t.said)) > 0
  order by t.place, char_length(b.folded) desc, b.word
$$;

comment on function private.banned_words_in is
  'The banned word of each of these texts that has one, by its number from 1 on. For check-template.';

create or replace function private.texts_in(content jsonb) returns text
language sql immutable set search_path = '' as $$
  -- Each text by itself, so that the end of one and the beginning of the next make no word. Pictures stand in
  -- addresses of data.
  select coalesce(string_agg(t #>> '{}', ' | '), '')
  from jsonb_path_query(content, 'strict $.** ? (@.type() == "string")') as t
  where t #>> '{}' not like 'data:%'
$$;

comment on function private.texts_in is 'Every text of a content, but for pictures.';

create or replace function private.create_banned_word(home uuid, input jsonb) returns uuid
language plpgsql set search_path = '' as $$
declare
  made uuid;
begin
  if private.fold_text(input ->> 'word') = '' then
    perform private.refuse('input_invalid', '{"field": "word"}');
  end if;
  insert into public.banned_words (word, folded, why)
  values (private.clean_name(input ->> 'word', 32), private.fold_text(input ->> 'word'),
    private.clean_name(input ->> 'why', 200)) returning id into made;
  return made;
end $$;
comment on function public.create_banned_word is
  'Bans a word: a template or an SMS text that has it is not taken for review any more. Platform admins. '
  'input {word (1 to 32 characters), why (1 to 200)}. Returns the banned_words row. Refuses '
  'platform_admin_only, word_known, name_required, name_unclean, input_invalid.';

create or replace function private.update_banned_word(banned uuid, input jsonb) returns void
language plpgsql set search_path = '' as $$
begin
  if private.fold_text(input ->> 'word') = '' then
    perform private.refuse('input_invalid', '{"field": "word"}');
  end if;
  update public.banned_words b set word = private.clean_name(input ->> 'word', 32),
    folded = private.fold_text(input ->> 'word'), why = private.clean_name(input ->> 'why', 200)
  where b.id = banned;
end $$;
comment on function public.update_banned_word is
  'Edits a banned word. Platform admins, with a password just given. input as of create_banned_word. '
  'Returns the banned_words row. Refuses not_found, sudo_required, and as create_banned_word.';

select private.public_verbs('banned_word');
