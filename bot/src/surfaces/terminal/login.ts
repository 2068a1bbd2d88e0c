import { createHash } from "node:crypto";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { KeptSession, Project } from "../../data/database.ts";
import { writePrivately } from "./private_file.ts";

/** Who has signed in with `login`, and their session. */
export interface Login {
  readonly email: string;
  readonly kept: KeptSession;
}

const schema = z.object({
  email: z.email(),
  tokens: z.object({
    access_token: z.string().min(1),
    refresh_token: z.string().min(1),
    expires_at: z.number().optional(),
  }),
});

/** One login a project: `logins/<hash of the project>.json` under TIDINGS_HOME, for this user alone. No password is in it. */
const pathOf = (home: string, { url }: Project) =>
  join(home, "logins", `${createHash("sha256").update(url).digest("hex").slice(0, 32)}.json`);

function fileAt(path: string): z.infer<typeof schema> | null {
  try {
    return schema.parse(JSON.parse(readFileSync(path, "utf8")));
  } catch {
    return null; // nobody has signed in, or what is there is damaged: the terminal says how
  }
}

/** The place of a login of this address. */
export function loginAs(home: string, project: Project, email: string): Login {
  const path = pathOf(home, project);
  return {
    email,
    kept: {
      read: () => fileAt(path)?.tokens ?? null,
      write({ access_token, refresh_token, expires_at }) {
        try {
          writePrivately(
            path,
            JSON.stringify({ email, tokens: { access_token, refresh_token, expires_at } }),
          );
          return true;
        } catch {
          return false; // the session is ended with the command, and the terminal says that it could not be kept
        }
      },
      forget: () => rmSync(path, { force: true, recursive: true }),
    },
  };
}

/** Who has signed in; null for nobody. */
export function keptLogin(home: string, project: Project): Login | null {
  const file = fileAt(pathOf(home, project));
  return file === null ? null : loginAs(home, project, file.email);
}
