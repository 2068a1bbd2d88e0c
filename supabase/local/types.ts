/** Writes shared/src/database.ts from the migrations, or with --check fails when it has drifted from them. */
import { execFile, execFileSync } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { ROOT } from "./env.ts";
import { migrate } from "./migrate.ts";
import { freePorts } from "./ports.ts";
import { startPostgres } from "./postgres.ts";

const TARGET = join(ROOT, "shared/src/database.ts");

/** The address with TLS off: the server listens on loopback only, and the CLI would print a warning about it. */
export const plain = (url: string): string => `${url}?sslmode=disable`;

/** The Supabase CLI on a database of this machine; no account, no Docker, nothing sent home. Answers its output. */
export async function supabaseCli(args: string[], workdir = ROOT): Promise<string> {
  const env = { ...process.env, SUPABASE_TELEMETRY_DISABLED: "1", DO_NOT_TRACK: "1", NO_COLOR: "1" };
  const command = join(ROOT, "node_modules/.bin/supabase");
  const { stdout } = await promisify(execFile)(command, [...args, "--workdir", workdir], {
    env,
    maxBuffer: 64_000_000,
  });
  return stdout;
}

/** The types of the public schema as the migrations make it, on a fresh database that is gone afterwards. */
export async function generateTypes(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "tidings-types-"));
  const [port = 0] = await freePorts(1);
  const server = await startPostgres({
    dataDir: join(folder, "pg"),
    port,
    password: "types",
    volatile: true,
  });
  try {
    await migrate(server.url);
    const types = await supabaseCli(
      ["gen", "types", "typescript", "--db-url", plain(server.url), "--schema", "public"],
      folder,
    );
    return execFileSync(join(ROOT, "node_modules/.bin/biome"), ["format", "--stdin-file-path=types.ts"], {
      cwd: ROOT,
      encoding: "utf8",
      input: types,
      stdio: "pipe",
    });
  } finally {
    await server.stop();
    await rm(folder, { recursive: true });
  }
}

if (import.meta.main) {
  const types = await generateTypes();
  if (!process.argv.includes("--check")) await writeFile(TARGET, types);
  else if ((await readFile(TARGET, "utf8").catch(() => "")) !== types) {
    console.error(
      "shared/src/database.ts is not what the migrations make. Run: node supabase/local/types.ts",
    );
    process.exit(1);
  }
}
