-- Slack workspaces that have installed the bot by OAuth (BOT-4). Only the bot stores and reads them.

comment on table private.slack_workspaces is
  'BOT-4: the Slack workspaces that have installed the bot by OAuth. token: the bot token, sealed with the '
  'bot''s key, which the database does not have. ended_at: when the workspace took the app away; what '
  'belongs to it waits until it is installed again.';

create or replace function private.keep_slack_workspace(given jsonb) returns jsonb
language plpgsql set search_path = '' as $$
begin
  if given ->> 'team' !~ '^[TE][A-Z0-9]{2,20}$' then
    perform private.refuse('input_invalid', '{"field": "team"}');
  end if;
  insert into private.slack_workspaces as w (team, name, token)
  values (given ->> 'team', left(btrim(given ->> 'name'), 200), given ->> 'token')
  on conflict (team) do update set name = excluded.name, token = excluded.token,
  installed_at = clock_timestamp(), ended_at = null;
  return '{}'::jsonb;
end $$;
create or replace function public.keep_slack_workspace(team text, name text, token text) returns jsonb
language sql security definer set search_path = '' as $$
  select private.serve_bot('slack_workspace', 'keep',
    jsonb_build_object('team', team, 'name', name, 'token', token), team)
$$;
comment on function public.keep_slack_workspace is
  'BOT-4: keeps that a Slack workspace has installed the bot, with its sealed token; installed again, the '
  'newest token holds. {}. Bot only. Refuses input_invalid.';

create or replace function private.end_slack_workspace(given jsonb) returns jsonb
language sql set search_path = '' as $$
  -- What Slack tells late is not about a later installation. It tells whole seconds.
  update private.slack_workspaces w set ended_at = clock_timestamp()
  where w.team = given ->> 'team' and w.installed_at < (given ->> 'at')::timestamptz + interval '1 second'
    and w.ended_at is null;
  select '{}'::jsonb
$$;
create or replace function public.end_slack_workspace(team text, at timestamptz) returns jsonb
language sql security definer set search_path = '' as $$
  select private.serve_bot('slack_workspace', 'end', jsonb_build_object('team', team, 'at', at), team)
$$;
comment on function public.end_slack_workspace is
  'BOT-4: keeps that a Slack workspace took the bot away at this time; one that installed it anew since is '
  'left alone. Nothing of the workspace is lost. {}. Bot only.';

create or replace function private.list_slack_workspace(given jsonb) returns jsonb
language sql stable set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_object('team', w.team, 'name', w.name, 'token', w.token)
      order by w.team), '[]') from private.slack_workspaces w where w.ended_at is null
$$;
create or replace function public.list_slack_workspaces() returns jsonb
language sql security definer set search_path = '' as $$
  select private.serve_bot('slack_workspace', 'list', '{}')
$$;
comment on function public.list_slack_workspaces is
  'BOT-4: the Slack workspaces that have the bot: [{team, name, token}], the tokens sealed. Bot only.';

grant execute on function public.keep_slack_workspace, public.end_slack_workspace,
  public.list_slack_workspaces to authenticated;
