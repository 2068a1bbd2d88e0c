-- assistant: what a person asked in plain words, so that the next question may refer to it (BOT-5)

-- The texts are kept for a day; numbers in them are hidden. thread: the conversation, as the surface names
-- it.
create table private.assistant_turns (
  id bigint generated always as identity primary key,
  enterprise_id uuid not null references public.enterprises (id),
  person uuid not null,
  thread text not null,
  question text not null,
  answer text not null,
  tokens integer not null check (tokens >= 0),
  at timestamptz not null default clock_timestamp()
);

create index assistant_turns_by_person on private.assistant_turns (person, at);

-- What a question may cost is bounded by the bot (80,000 tokens, 9,000 a turn for the tools); this bounds
-- what a person may spend in a day: some forty questions of two or three turns.
alter table private.deployment add column assistant_tokens_day integer not null default 1000000 check (assistant_tokens_day >= 0);

insert into private.limits (name, scope, verbs, refused, given, most, per, why) values
  ('person_questions', 'person', '{begin_question}', false, null, 20, '1 minute',
    'A question takes seconds to answer. It costs money where the endpoint is paid.'),
  ('person_questions_day', 'person', '{begin_question}', false, null, 300, '1 day', 'Somebody who asks the assistant all day.'),
  ('enterprise_questions_day', 'enterprise', '{begin_question}', false, null, 3000, '1 day', 'Ten people at the limit of a person.');
