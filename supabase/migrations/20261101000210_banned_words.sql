-- banned words: what no template and no SMS text of this deployment may say

create table public.banned_words (
  id uuid primary key default gen_random_uuid(),
  word text not null check (char_length(word) between 1 and 32),
  -- As it is looked for: half width, small letters, without spaces and punctuation.
  folded text not null,
  why text not null check (char_length(why) between 1 and 200),
  added_at timestamptz not null default clock_timestamp(),
  constraint banned_words_folded unique (folded)
);

-- 中华人民共和国广告法, article 9 (3): advertisements may not use these words.
insert into public.banned_words (word, folded, why) values
  ('国家级', '国家级', '广告法第九条第（三）项'),
  ('最高级', '最高级', '广告法第九条第（三）项'),
  ('最佳', '最佳', '广告法第九条第（三）项');

insert into private.resources (resource, rel, enterprise, reads, state, submitted_by, submission, audited) values
  ('banned_word', 'public.banned_words', 'null::uuid', 'platform', '''active''', 'null::uuid',
  'null::timestamptz',
   'jsonb_build_object(''name'', r.word, ''why'', r.why)');

insert into private.transitions (resource, verb, from_state, to_state, needs, needs_sudo) values
  ('banned_word', 'create', 'none', 'active', 'platform', false),
  ('banned_word', 'update', 'active', 'active', 'platform', true),
  ('banned_word', 'delete', 'active', 'none', 'platform', true);

insert into private.constraints (name, code) values ('banned_words_folded', 'word_known');
