import type bolt from "@slack/bolt";
import type { SlackOauth } from "../../env.ts";
import type { Installed } from "./installations.ts";
import { clientOptions } from "./workspace.ts";

/** What the bot is allowed in a workspace: as docs/slack-manifest.yaml asks for it, which a test holds to the code. */
export const SCOPES = [
  "app_mentions:read",
  "channels:history",
  "channels:read",
  "chat:write",
  "commands",
  "files:read",
  "files:write",
  "groups:history",
  "groups:read",
  "im:history",
  "im:write",
  "links:read",
  "links:write",
  "users:read",
];

/** Where a workspace begins to install the bot, and where Slack sends the browser back to. */
export const OAUTH_PATHS = ["/slack/install", "/slack/oauth_redirect"] as const;

/** Installation by OAuth, for the receiver of Slack's requests. @param kept called with each workspace that has agreed */
export function installing(
  oauth: SlackOauth,
  apiUrl: string | undefined,
  kept: (installed: Installed) => Promise<void>,
): Partial<bolt.HTTPReceiverOptions> {
  const [installPath, redirectUriPath] = OAUTH_PATHS;
  return {
    ...oauth,
    scopes: SCOPES,
    installerOptions: {
      directInstall: true,
      installPath,
      redirectUriPath,
      clientOptions: clientOptions(apiUrl),
    },
    installationStore: {
      async storeInstallation({ team, bot, isEnterpriseInstall }) {
        if (isEnterpriseInstall || !team || !bot)
          throw new Error("The bot is installed in one workspace at a time, not in a whole organisation.");
        await kept({ team: team.id, name: team.name ?? team.id, token: bot.token });
      },
      // Each workspace has an app with its token (workspace.ts), so Bolt never asks for one.
      async fetchInstallation() {
        throw new Error("No installation is fetched.");
      },
    },
  };
}
