import { createHash, randomBytes, scryptSync, timingSafeEqual } from "node:crypto";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { KeptSession, Project } from "../../data/database.ts";
import { writePrivately } from "./private_file.ts";

/**
 * The session of this terminal: `sessions/<hash of project and address>.json` under TIDINGS_HOME, for this user alone. Without it each command would
 * sign in and out, and half of the audit log would be sign-ins. It is taken up only by anyone who gives the password that it was opened with.
 */
export function keptSession(home: string, project: Project, email: string, password: string): KeptSession {
  const name = createHash("sha256")
    .update(`${project.url}\n${email.toLowerCase()}`)
    .digest("hex")
    .slice(0, 32);
  const path = join(home, "sessions", `${name}.json`);
  return {
    read() {
      const file = readFile(path);
      return file !== null && isPassword(password, file) ? file.tokens : null;
    },
    write({ access_token, refresh_token, expires_at }) {
      const salt = randomBytes(16);
      const file: File = {
        salt: salt.toString("hex"),
        check: checkOf(password, salt).toString("hex"),
        tokens: { access_token, refresh_token, expires_at },
      };
      try {
        writePrivately(path, JSON.stringify(file));
        return true;
      } catch {
        return false; // the session is ended with the command, as nobody could go on with it
      }
    },
    forget: () => rmSync(path, { force: true, recursive: true }),
  };
}

const schema = z.object({
  salt: z.string().regex(/^[0-9a-f]{32}$/),
  check: z.string().regex(/^[0-9a-f]{64}$/),
  tokens: z.object({
    access_token: z.string().min(1),
    refresh_token: z.string().min(1),
    expires_at: z.number().optional(),
  }),
});
type File = z.infer<typeof schema>;

function readFile(path: string): File | null {
  try {
    return schema.parse(JSON.parse(readFileSync(path, "utf8")));
  } catch {
    return null; // none yet, damaged, or of another version: the terminal signs in
  }
}

/** 2^14 rounds take some 40 ms: as slow for anyone who finds the file as is bearable with each command. */
const checkOf = (password: string, salt: Buffer): Buffer => scryptSync(password, salt, 32);

const isPassword = (password: string, { salt, check }: File): boolean =>
  timingSafeEqual(checkOf(password, Buffer.from(salt, "hex")), Buffer.from(check, "hex"));
