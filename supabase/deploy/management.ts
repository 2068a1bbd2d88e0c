/** The Management API of Supabase, as the CLI speaks it. Every answer is checked: what the CLI says is no type of ours. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { CliFailed, supabaseCli } from "../local/cli.ts";
import type { Target } from "./settings.ts";

const keys = z.object({
  keys: z.array(z.object({ name: z.string(), type: z.string().nullish(), api_key: z.string().nullish() })),
});
const secrets = z.object({ secrets: z.array(z.object({ name: z.string(), value: z.string() })) });
const functions = z.object({
  functions: z.array(
    z.object({
      slug: z.string(),
      status: z.string(),
      version: z.number(),
      verify_jwt: z.boolean().nullish(),
    }),
  ),
});

/** A function as the Management API lists it. */
export type DeployedFunction = z.infer<typeof functions>["functions"][number];

export type Management = {
  /** The publishable key that clients use, and the legacy `anon` key where there still is one. */
  keys(): Promise<{ publishable: string | null; legacy: string | null }>;
  /** The digest of each secret, by its name. */
  secrets(): Promise<Map<string, string>>;
  setSecret(name: string, value: string): Promise<void>;
  functions(): Promise<DeployedFunction[]>;
  /** Uploads every function of a work folder; the server makes the bundles. */
  deployFunctions(folder: string): Promise<void>;
  /** Pushes the migrations of the project into its database, signed in as its owner. */
  push(databaseUrl: string): Promise<void>;
};

/** The address without its password, and the password: every user of a machine sees the words of a command. */
function withoutPassword(databaseUrl: string): { url: string; password: string } {
  const url = new URL(databaseUrl);
  const password = decodeURIComponent(url.password);
  url.password = "";
  return { url: url.href, password };
}

/** @throws CliFailed from each call, with what the CLI said */
export function managementOf({ ref, token, profile }: Target): Management {
  const common = ["--yes", ...(profile ? ["--profile", profile] : [])];
  const env = { SUPABASE_ACCESS_TOKEN: token };
  const ask = (words: string[], workdir?: string) =>
    supabaseCli([...words, `--remote=${ref}`, ...common], workdir, env);
  async function read<Shape extends z.ZodType>(shape: Shape, ...words: string[]): Promise<z.infer<Shape>> {
    const said = await ask([...words, "--output-format", "json"]);
    try {
      return shape.parse(JSON.parse(said));
    } catch (error) {
      throw new CliFailed(`supabase ${words.join(" ")} answered something else than expected.`, {
        cause: error,
      });
    }
  }
  return {
    async keys() {
      const { keys: all } = await read(keys, "projects", "api-keys");
      const of = (wanted: (key: (typeof all)[number]) => boolean) => all.find(wanted)?.api_key ?? null;
      return {
        publishable: of(({ type }) => type === "publishable"),
        legacy: of(({ name, type }) => name === "anon" && type !== "publishable"),
      };
    },
    async secrets() {
      const { secrets: all } = await read(secrets, "secrets", "list");
      return new Map(all.map(({ name, value }) => [name, value]));
    },
    async setSecret(name, value) {
      const folder = await mkdtemp(join(tmpdir(), "tidings-secret-"));
      try {
        const file = join(folder, "secret.env");
        await writeFile(file, `${name}='${value}'\n`, { mode: 0o600 });
        await ask(["secrets", "set", "--env-file", file]);
      } finally {
        await rm(folder, { recursive: true });
      }
    },
    async functions() {
      return (await read(functions, "functions", "list")).functions;
    },
    async deployFunctions(folder) {
      await ask(["functions", "deploy", "--use-api"], folder);
    },
    async push(databaseUrl) {
      const { url, password } = withoutPassword(databaseUrl);
      await supabaseCli(["db", "push", `--remote=${url}`, ...common], undefined, {
        ...env,
        PGPASSWORD: password,
      });
    },
  };
}
