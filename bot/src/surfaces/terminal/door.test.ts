/** A command that the bot runs for another process, whose keys, output and files are used. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, afterEach, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import type { Console } from "./console.ts";
import { type Door, openDoor } from "./door.ts";
import { TERMINAL_SETTINGS } from "./env.ts";
import { frame, frames, SENT, type Told, versionOf } from "./socket.mjs";
import { pipedLine } from "./typed.ts";

const ROOT = fileURLToPath(new URL("../../../../", import.meta.url));
const CALLER = `
import { runAtBot } from ${JSON.stringify(new URL("caller.mjs", import.meta.url).href)};
const [root, home, ...argv] = process.argv.slice(1);
const code = await runAtBot(root, home, argv, process.env);
process.stdout.write("", () => process.exit(code ?? 99));
`;
const PROJECT = { url: "http://project.test", key: "publishable" };

let home: string;
let door: Door;

const open = async (run: (console: Console) => Promise<number>) => {
  door = await openDoor(PROJECT, { TIDINGS_HOME: home }, run);
};

/** Types a command in a process of its own. */
function typed(words: readonly string[], own: NodeJS.ProcessEnv = {}) {
  const child = spawn(process.execPath, ["--input-type=module", "-e", CALLER, ROOT, home, ...words], {
    cwd: home,
    env: { PATH: process.env.PATH, LANG: "C", ...own },
  });
  const said = { out: "", aside: "" };
  child.stdout.on("data", (chunk) => (said.out += chunk));
  child.stderr.on("data", (chunk) => (said.aside += chunk));
  const ended = once(child, "close").then(([code]) => ({ code: code as number | null, ...said }));
  return { child, ended };
}

// The files of a step share one process, and a hook outside would be every file's.
describe("a command that the bot runs", () => {
  before(async () => {
    home = await mkdtemp(join(tmpdir(), "tidings-door-"));
  });
  after(() => rm(home, { recursive: true }));
  afterEach(() => door.close());

  test("words, settings, output and exit code go through; other variables of the caller do not", async () => {
    const seen: Console[] = [];
    await open(async (console) => {
      seen.push(console);
      console.out.write("x".repeat(3_000_000));
      console.aside.write("beside");
      return 7;
    });
    const own = { TIDINGS_EMAIL: "dan@demo.test", NO_COLOR: "1", AWS_SECRET_ACCESS_KEY: "not for the bot" };
    const { code, out, aside } = await typed(["show", "a name", "--json"], own).ended;
    assert.deepEqual([code, out.length, aside], [7, 3_000_000, "beside"]);
    const [console] = seen;
    assert.deepEqual(console?.argv, ["show", "a name", "--json"]);
    assert.deepEqual(console?.env, {
      TIDINGS_EMAIL: "dan@demo.test",
      NO_COLOR: "1",
      LANG: "C",
      TIDINGS_HOME: home,
      INIT_CWD: home,
    });
    assert.deepEqual([console?.out.isTTY, console?.input.isTTY], [false, false]);
  });

  test("every setting of a terminal is one that the caller sends", () => {
    // Of these two the bot is told by the folders of the caller.
    const others = ["TIDINGS_HOME", "INIT_CWD"];
    assert.deepEqual(
      TERMINAL_SETTINGS.filter((name) => !SENT.includes(name)),
      others,
    );
  });

  test("files are read and saved at the caller's side, for its user alone", async () => {
    const text = "phone\n".repeat(200_000);
    await writeFile(join(home, "numbers.csv"), text);
    await open(async ({ disk }) => {
      assert.equal(await disk.open(join(home, "missing.csv")), null);
      const file = await disk.open(join(home, "numbers.csv"));
      assert.equal(file?.bytes, text.length);
      const read = file ? await new Response(await file.open()).text() : "";
      const saved = await disk.save(join(home, "out"), "a/b.csv", Buffer.from(read));
      assert.equal(saved, join(home, "out", "a_b.csv"));
      return 0;
    });
    assert.deepEqual(await typed([]).ended, { code: 0, out: "", aside: "" });
    assert.equal(await readFile(join(home, "out", "a_b.csv"), "utf8"), text);
    assert.equal((await stat(join(home, "out", "a_b.csv"))).mode & 0o777, 0o600);
  });

  test("what is piped in reaches a command that reads it", async () => {
    await open(async ({ input, out }) => {
      out.write(await pipedLine(input));
      return 0;
    });
    const { child, ended } = typed([]);
    child.stdin.end("s3cret\nmore\n");
    assert.equal((await ended).out, "s3cret");
  });

  test("Ctrl-C ends the command at both ends; a bot that stops says that the result is unknown", async () => {
    const left = Promise.withResolvers<void>();
    const stay = ({ out, ended }: Console) => {
      ended.addEventListener("abort", () => left.resolve());
      out.write("begun");
      return new Promise<number>(() => {});
    };
    await open(stay);
    const first = typed([]);
    await once(first.child.stdout, "data");
    first.child.kill("SIGINT");
    assert.equal((await first.ended).code, null);
    await left.promise;
    const second = typed([]);
    await once(second.child.stdout, "data");
    await door.close();
    const { code, aside } = await second.ended;
    assert.equal(code, 1);
    assert.match(aside, /result is unknown/);
    assert.equal((await typed([]).ended).code, 99, "nobody listens any more");
  });

  test("the socket is its user's alone, a second bot leaves it to the first, and another version or project is not run", async () => {
    await open(async () => 0);
    const path = join(home, "run", "terminal.sock");
    assert.equal((await stat(path)).mode & 0o777, 0o600);
    assert.equal((await stat(join(home, "run"))).mode & 0o777, 0o700);
    const second = await openDoor(PROJECT, { TIDINGS_HOME: home }, async () => 5);
    await second.close();
    const of = (url: string) => ({ SUPABASE_URL: url, SUPABASE_PUBLISHABLE_KEY: PROJECT.key });
    assert.equal((await typed([], of(PROJECT.url)).ended).code, 0);
    assert.equal((await typed([], of("http://another.test")).ended).code, 99);
    const answered = async (version: string) => {
      const socket = connect(path);
      socket.write(frame({ is: "hello", version, url: null, key: null }));
      try {
        return await new Promise<string>((done) =>
          socket.on(
            "data",
            frames<Told>((told) => done(told.is)),
          ),
        );
      } finally {
        socket.destroy();
      }
    };
    assert.deepEqual([await answered(versionOf(ROOT)), await answered("older")], ["ready", "other"]);
  });

  test("messages are read however they are cut, and none that is too long", () => {
    const bytes = Buffer.concat([
      frame({ is: "typed" }, Buffer.from("一二")),
      frame({ is: "exit", code: 3 }),
    ]);
    const read: unknown[] = [];
    const take = frames<Told>((head, body) => read.push([head, String(body)]));
    for (const byte of bytes) take(Buffer.from([byte]));
    take(bytes);
    const once = [
      [{ is: "typed" }, "一二"],
      [{ is: "exit", code: 3 }, ""],
    ];
    assert.deepEqual(read, [...once, ...once]);
    assert.throws(
      () => frames(() => {}, 100)(frame({ is: "out" }, Buffer.alloc(200))),
      /a message of 2\d\d bytes/,
    );
  });
});
