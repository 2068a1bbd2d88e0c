-- chat: one-shot tokens behind buttons, and cards that follow their row (BOT-2, BOT-3)

create table private.tokens (
  token_hash bytea primary key,
  command text not null,
  input jsonb not null,
  request uuid not null default gen_random_uuid(),
  expires_at timestamptz not null,
  used_at timestamptz
);
