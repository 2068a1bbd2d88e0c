import type { Dict } from "../ground/json.ts";
import { ApiRefusal } from "./refusal.ts";
import type { Workspace } from "./workspace.ts";

/** `oauth.v2.access`: the token of the workspace that has agreed, for its code, once, and for nobody but the app. */
export function grantToken(workspaces: readonly Workspace[], args: Dict): object {
  const [first] = workspaces;
  if (args.client_id !== first?.app.clientId) throw new ApiRefusal("invalid_client_id");
  if (args.client_secret !== first?.app.clientSecret) throw new ApiRefusal("bad_client_secret");
  const code = String(args.code);
  const agreed = workspaces.find(({ grants }) => grants.has(code));
  if (!agreed) throw new ApiRefusal("invalid_code");
  const { app, team, grants } = agreed;
  const whole = grants.get(code) === "organisation";
  grants.delete(code);
  return {
    app_id: app.id,
    authed_user: { id: [...agreed.people.keys()][0] ?? "U0" },
    scope: "commands,chat:write",
    token_type: "bot",
    access_token: app.botToken,
    bot_user_id: app.botUser,
    // Of an organisation there is no team (docs.slack.dev/enterprise).
    team: whole ? null : { id: team.id, name: team.name },
    enterprise: whole ? { id: `E${team.id.slice(1)}`, name: team.name } : null,
    is_enterprise_install: whole,
  };
}
