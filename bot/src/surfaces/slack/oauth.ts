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

/** A token for all workspaces of an organisation is none of one team, by which events, cards and people are kept apart. */
class WholeOrganisation extends Error {}

type Failure = NonNullable<
  NonNullable<NonNullable<bolt.HTTPReceiverOptions["installerOptions"]>["callbackOptions"]>["failure"]
>;

const PAGES = {
  organisation: [
    "Tidings 须逐个工作区安装，不能一次安装到整个组织（Enterprise Grid）。请让组织管理员移除此次安装，再由各工作区打开同一链接安装。",
    "Tidings is installed in one workspace at a time, not in a whole organisation (Enterprise Grid). Ask an organisation admin to remove this installation, then open the same link in each workspace.",
  ],
  other: ["安装失败，请重新打开安装链接。", "Couldn't install. Open the installation link again."],
} as const;

/** What the browser shows instead of Slack when the bot was not installed: why, and what to do, in both languages. */
const failure: Failure = (error, _options, _request, response) => {
  const whole = error instanceof WholeOrganisation;
  const lines = whole ? PAGES.organisation : [...PAGES.other, error.code];
  response.writeHead(400, { "content-type": "text/plain; charset=utf-8" });
  response.end(`${lines.join("\n")}\n`);
};

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
      callbackOptions: { failure },
      clientOptions: clientOptions(apiUrl),
    },
    installationStore: {
      async storeInstallation({ team, bot, isEnterpriseInstall }) {
        if (isEnterpriseInstall || !team) throw new WholeOrganisation();
        if (!bot) throw new Error("Slack gave no token of a bot.");
        await kept({ team: team.id, name: team.name ?? team.id, token: bot.token });
      },
      // Each workspace has an app with its token (workspace.ts), so Bolt never asks for one.
      async fetchInstallation() {
        throw new Error("No installation is fetched.");
      },
    },
  };
}
