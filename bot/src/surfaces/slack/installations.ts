import { type Session, verb } from "../../data/database.ts";
import { log } from "../../ground/log.ts";
import { keyFor, seal, unseal } from "../../ground/sealed.ts";

/** A workspace that has installed the bot by OAuth. */
export interface Installed {
  readonly team: string;
  readonly name: string;
  readonly token: string;
}

/** The workspaces that have installed the bot (BOT-4): rows that every bot of the deployment reads. */
export interface Installations {
  list(): Promise<readonly Installed[]>;
  keep(installed: Installed): Promise<void>;
  /** The workspace took the bot away at this time. One that installed it anew since is left alone. */
  end(team: string, at: Date): Promise<void>;
}

/** @param key TIDINGS_BOT_KEY: tokens are sealed with it, so after a new key each workspace installs the bot again */
export function makeInstallations(session: Session, key: string): Installations {
  const own = keyFor("slack installation", key);

  return {
    async list() {
      const rows = await verb<readonly Installed[]>(session, "list_slack_workspaces", {});
      return rows.flatMap(({ team, name, token }) => {
        try {
          return [{ team, name, token: unseal(own, team, token) }];
        } catch {
          log.error("slack.sealed", `The token of ${name} was sealed with another TIDINGS_BOT_KEY.`, {
            team,
          });
          return [];
        }
      });
    },
    async keep({ team, name, token }) {
      await verb(session, "keep_slack_workspace", { team, name, token: seal(own, team, token) });
    },
    async end(team, at) {
      await verb(session, "end_slack_workspace", { team, at: at.toISOString() });
    },
  };
}
