import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { dictionaries, functionCommand } from "./functions.ts";
import { functionNames } from "./parts.ts";

/** What somebody would try who has got a function to run code of theirs. */
const PROBE = `
  const tries = {
    file: () => Deno.readTextFileSync("/etc/passwd"),
    home: () => Deno.readTextFileSync(Deno.args[0]),
    token: () => Deno.env.get("SLACK_BOT_TOKEN"),
    key: () => Deno.env.get("SUPABASE_SECRET_KEYS"),
    all: () => Deno.env.toObject(),
    program: () => new Deno.Command("/bin/sh", { args: ["-c", "id"] }).outputSync(),
    write: () => Deno.writeTextFileSync("/tmp/tidings-probe", ""),
    machine: () => Deno.hostname(),
    place: () => Deno.connect({ hostname: "127.0.0.1", port: Number(Deno.args[1]) }).then((to) => to.close()),
    database: () => Deno.connect({ hostname: "127.0.0.1", port: Number(Deno.args[2]) }).then((to) => to.close()),
  };
  const found = [];
  for (const [name, tried] of Object.entries(tries)) {
    try {
      if ((await tried()) !== undefined || name === "database" || name === "place") found.push(name);
    } catch (error) {
      if (!(error instanceof Deno.errors.NotCapable)) throw error;
    }
  }
  console.log(JSON.stringify(found));
`;

let home = "";
const servers = [createServer(), createServer()];
before(async () => {
  home = await mkdtemp(join(tmpdir(), "tidings-probe-"));
  await writeFile(join(home, "probe.ts"), PROBE);
  await writeFile(join(home, "secrets.json"), "{}");
  await Promise.all(servers.map((server) => once(server.listen(0, "127.0.0.1"), "listening")));
});
after(async () => {
  for (const server of servers) server.close();
  await rm(home, { recursive: true });
});
const ports = () => servers.map((server) => (server.address() as { port: number }).port);

/** What of it succeeds with the permissions of a function. */
async function reached(name: string): Promise<string[]> {
  const [foreign, database] = ports();
  const { command, args, env } = functionCommand(name, {
    port: 1,
    cache: join(tmpdir(), "tidings-deno"),
    SUPABASE_URL: "http://127.0.0.1:2",
    ...dictionaries({ publishableKey: "sb_publishable_x", secretKey: "sb_secret_x" }),
    TIDINGS_DB_URL: `postgres://x@127.0.0.1:${database}/x`,
  });
  const places = [join(home, "secrets.json"), String(foreign), String(database)];
  const child = spawn(command, [...args.slice(0, -1), join(home, "probe.ts"), ...places], {
    env: { ...env, SLACK_BOT_TOKEN: "xoxb-secret" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const said = (await child.stdout.toArray()).join("");
  return JSON.parse(said) as string[];
}

test("a function that is open to the world reaches its database and nothing else of the machine", async () => {
  assert.deepEqual(await reached("link"), ["database"]);
  assert.deepEqual(await reached("receive-receipts"), ["database"]);
});

test("one that asks who calls has the key for it, and one that calls carriers reaches any address; no more", async () => {
  assert.deepEqual(await reached("import-numbers"), ["key", "database"]);
  assert.deepEqual(await reached("check-template"), ["key", "database"]);
  assert.deepEqual(await reached("dispatch"), ["key", "place", "database"]);
  assert.deepEqual(await reached("mail-invitation"), ["key", "place", "database"]);
});

test("no function is given the environment of whoever starts it", async () => {
  process.env.SLACK_BOT_TOKEN = "xoxb-secret";
  for (const name of await functionNames()) {
    const { env } = functionCommand(name, {
      port: 1,
      cache: "/nowhere",
      SUPABASE_URL: "http://127.0.0.1:2",
      ...dictionaries({ publishableKey: "a", secretKey: "s" }),
      TIDINGS_DB_URL: "postgres://x@127.0.0.1:3/x",
    });
    assert.equal(
      Object.keys(env).some((key) => !/^(SUPABASE_|TIDINGS_DB_URL$|DENO_)/.test(key)),
      false,
      name,
    );
  }
});
