import { createHash, randomBytes, scryptSync, timingSafeEqual } from "node:crypto";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { KeptSession, Project } from "../../database.ts";
import { writePrivately } from "./private_file.ts";

/**
 * The session of this terminal: `sessions/<hash of project and address>.json` under TIDINGS_HOME, for this user alone. Without it each command would
 * sign in and out, and half of the audit log would be sign-ins. It is taken up only by whoever gives the password that it was opened with.
 */
export function keptSession(home: string, project: Project, email: string, password: string): KeptSession {
  const name = createHash("sha256")
    .update(`${project.url}\n${email.toLowerCase()}`)
    .digest("hex")
    .slice(0, 32);
  const path = join(home, "sessions", `${name}.json`);
  let isKept = true;
  const storage = {
    getItem: () => {
      const file = read(path);
      return file !== null && isPassword(password, file) ? file.session : null;
    },
    setItem(_key: string, session: string) {
      const salt = randomBytes(16);
      try {
        const file: File = { salt: salt.toString("hex"), check: checkOf(password, salt), session };
        writePrivately(path, JSON.stringify(file));
        isKept = true;
      } catch {
        isKept = false; // the session is ended with the command, as nobody could go on with it
      }
    },
    removeItem: () => rmSync(path, { force: true }),
  };
  return { storage, isKept: () => isKept };
}

const schema = z.object({ salt: z.string(), check: z.string(), session: z.string() });
type File = z.infer<typeof schema>;

function read(path: string): File | null {
  try {
    return schema.parse(JSON.parse(readFileSync(path, "utf8")));
  } catch {
    return null; // none yet, or of another version: the terminal signs in
  }
}

/** 2^14 rounds take some 40 ms: as slow for whoever finds the file as is bearable with each command. */
const checkOf = (password: string, salt: Buffer) => scryptSync(password, salt, 32).toString("hex");

const isPassword = (password: string, { salt, check }: File): boolean =>
  timingSafeEqual(
    Buffer.from(checkOf(password, Buffer.from(salt, "hex"))),
    Buffer.from(check.padEnd(64).slice(0, 64)),
  );
