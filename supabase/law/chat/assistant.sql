-- BOT-5: the conversation of a person with the assistant. Nothing here reads or changes what the enterprise
-- has: the assistant reads by the commands, with the rights of the person who asks.

comment on table private.assistant_turns is
  'Questions of the last day with their answers, and their cost. Only the person who asked sees them.';

create or replace function public.begin_question(thread text) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  me constant uuid := private.actor();
  home constant uuid := private.current_enterprise();
  day_most constant integer := (select d.assistant_tokens_day from private.deployment d);
  spent constant bigint := (select coalesce(sum(t.tokens), 0) from private.assistant_turns t
    where t.person = me and t.at > clock_timestamp() - interval '1 day');
  refused jsonb;
begin
  perform private.require(home, 'own');
  if home is null then perform private.refuse('no_enterprise'); end if;
  if thread is null or char_length(thread) > 200 then
    perform private.refuse('input_invalid', '{"field": "thread"}');
  end if;
  refused := private.ask_call('begin_question');
  if refused is not null then return refused; end if;
  if spent >= day_most then
    perform private.refuse('assistant_spent', jsonb_build_object('most', day_most, 'spent', spent));
  end if;
  return jsonb_build_object('tokens_left', day_most - spent, 'turns', (
    select coalesce(jsonb_agg(jsonb_build_object('question', x.question, 'answer', x.answer) order by x.id),
      '[]')
    from (
      select t.id, t.question, t.answer from private.assistant_turns t
      where t.person = me and t.enterprise_id = home and t.thread = begin_question.thread
        and t.at > clock_timestamp() - interval '1 day'
      order by t.id desc limit 6) x));
end $$;

comment on function public.begin_question is
  'BOT-5: counts a question to the assistant and returns the last six turns of this thread within a day: '
  '{turns: [{question, answer}], tokens_left}. Only the caller''s own, in the enterprise in use. '
  'Refuses not_signed_in, no_enterprise, input_invalid, too_many_requests, assistant_spent.';

create or replace function public.end_question(
  thread text, question text, answer text, tokens integer
) returns void language plpgsql security definer set search_path = '' as $$
declare
  home constant uuid := private.current_enterprise();
begin
  perform private.require(home, 'own');
  if home is null then perform private.refuse('no_enterprise'); end if;
  if thread is null or char_length(thread) > 200 then
    perform private.refuse('input_invalid', '{"field": "thread"}');
  end if;
  if tokens is null or tokens not between 0 and 1000000 then
    perform private.refuse('input_invalid', '{"field": "tokens"}');
  end if;
  insert into private.assistant_turns (enterprise_id, person, thread, question, answer, tokens)
  values (home, private.actor(), thread, private.hide_numbers(left(coalesce(question, ''), 2000)),
    private.hide_numbers(left(coalesce(answer, ''), 4000)), tokens);
end $$;

comment on function public.end_question is
  'BOT-5: keeps what was asked and answered in a thread for a day, numbers hidden, cut at 2,000 and 4,000 '
  'characters, and what it cost. Refuses not_signed_in, no_enterprise, input_invalid.';

grant execute on function public.begin_question, public.end_question to authenticated;
