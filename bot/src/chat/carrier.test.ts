import assert from "node:assert/strict";
import { after, test } from "node:test";
import { z } from "zod";
import { verb } from "../data/database.ts";
import type { Answer } from "../ground/answer.ts";
import { type Context, defineCommand, file } from "../registry/registry.ts";
import { chatRows } from "../testing/chat_rows.ts";
import { startRest } from "../testing/rest_double.ts";
import { makeCarrier, makeTakeUp, type Stage } from "./carrier.ts";
import { type ChatPerson, makeDispatcher } from "./dispatcher.ts";
import { type Asked, type ChatRun, makeRuns } from "./runs.ts";

/** Runs, on the real rows' rules: what is repeated, what is gone on with, and what is said when that is not possible. */

const { verbs, runs: rows } = chatRows();
const made = new Map<string, string>();
const rest = await startRest({
  ...verbs,
  whoami: () => ({
    user_id: "u",
    name: "Bob",
    locale: "en",
    enterprise: null,
    enterprises: [],
    permissions: [],
  }),
  make: ({ request }) => {
    const key = String(request);
    made.set(key, made.get(key) ?? `made ${made.size + 1}`);
    return made.get(key);
  },
});
after(() => rest.close());

let meanwhile: (context: Context) => Promise<void> = async () => {};
const parts = {
  feature: "sends",
  words: {
    title: { zh: "做", en: "Make" },
    description: { zh: "做", en: "Makes" },
    options: { name: { zh: "名称", en: "Name" } },
  },
  input: z.object({ name: z.string() }),
  positional: ["name"],
  permission: null,
  audience: "chat_channel",
} as const;
const make = defineCommand({
  ...parts,
  name: "make",
  reads: false,
  async run(context, { name }): Promise<Answer> {
    const id = await verb<string>(context.session, "make", { request: context.request("make") });
    await meanwhile(context);
    return { tone: "good", text: `${name}: ${id} ${context.at.toISOString()}` };
  },
});
const link = defineCommand({
  ...parts,
  name: "link",
  reads: false,
  once: true,
  run: async () => assert.fail("it is not repeated"),
});

const dispatcher = makeDispatcher(rest.database, [make, link]);
let known: readonly string[] = [];
const runs = makeRuns(rest.database);
const carrier = makeCarrier(runs, dispatcher, async () => ({ done: known, card: null }));
const bob: ChatPerson = { provider: "slack", chatUser: "slack:T1:UBOB", team: "T1", localeHint: "en" };
const asked = (key: string, command = "make", resumable = false): Asked => ({
  person: bob,
  key,
  place: { channel: "C1" },
  what: { work: { command, input: { name: "会员日" } } },
  resumable,
});

/** A platform that shows what it is given, as often as it does not fail. */
function platform(fails = 0) {
  const shown: Answer[] = [];
  let left = fails;
  const stage: Stage = {
    opened: async () => ({ name: "会员日" }),
    progress: async () => {},
    async show(answer) {
      left -= 1;
      if (left >= 0) throw new Error("the platform is down");
      shown.push(answer);
    },
    tell: async (answer) => void shown.push(answer),
  };
  return { shown, stage };
}
const begin = async (key: string, command = "make", resumable = false) =>
  (await runs.take(asked(key, command, resumable))) as ChatRun;
const rowOf = (key: string) => rows.find((row) => row.key === key);
/** The bot dies: its lease ends, and the clock of another one claims the run. */
const takenUp = async (key: string, stage: Stage) => {
  const row = rowOf(key);
  if (row) row.leased = false;
  const [run] = await runs.claim(5, ["slack:T1"]);
  if (run) await carrier.carry(run, stage);
};

test("an event that arrives twice is run once, and the second one is nobody's", async () => {
  const { shown, stage } = platform();
  const [one, two] = await Promise.all([begin("twice"), begin("twice")]);
  assert.equal(two, null, "whoever took it holds it, also before it has begun");
  await carrier.carry(one, stage);
  assert.equal(shown.length, 1);
  assert.equal(made.size, 1);
  assert.equal(await runs.take(asked("twice")), null);
  assert.deepEqual(
    [rowOf("twice")?.state, rowOf("twice")?.work, rowOf("twice")?.answer],
    ["shown", null, null],
  );
});

test("an answer that the platform did not take is kept, and shown later without running again", async () => {
  const { shown, stage } = platform(2);
  const before = made.size;
  await carrier.carry(await begin("unshown"), stage);
  assert.deepEqual([shown.length, rowOf("unshown")?.state], [0, "answered"]);
  await takenUp("unshown", stage);
  await takenUp("unshown", stage);
  assert.equal(shown.length, 1);
  assert.equal(made.size, before + 1);
  assert.equal(rest.calls.filter(({ verb: name }) => name === "make").length, before + 1);
});

test("a command that a bot died in is run again with the same request ids and the same time, and acts once", async () => {
  const { shown, stage } = platform();
  const before = made.size;
  const run = await begin("killed");
  const dies = new Promise<void>(() => {});
  let acted = () => {};
  const hasActed = new Promise<void>((done) => {
    acted = done;
  });
  meanwhile = () => {
    acted();
    return dies;
  };
  void carrier.carry(run, stage);
  await hasActed;
  meanwhile = async () => {};
  await takenUp("killed", stage);
  assert.equal(made.size, before + 1);
  assert.match(shown[0]?.text ?? "", new RegExp(`made ${before + 1} ${run.takenAt.toISOString()}`));
});

test("a bot that lost its run to another one shows nothing", async () => {
  const { shown, stage } = platform();
  const run = await begin("lost");
  meanwhile = async () => {
    meanwhile = async () => {};
    await takenUp("lost", stage);
  };
  await carrier.carry(run, stage);
  assert.equal(shown.length, 1);
});

test("what nobody had begun is not done unasked: the person may have given it again", async () => {
  const { shown, stage } = platform();
  const before = made.size;
  await begin("unbegun");
  await takenUp("unbegun", stage);
  assert.match(shown[0]?.text ?? "", /stopped before it began/);
  assert.equal(made.size, before);
  await begin("resumable", "make", true);
  await takenUp("resumable", stage);
  assert.match(shown[1]?.text ?? "", /会员日: made/);
});

test("a command without a request id is not repeated, and its person is told that the outcome is not known", async () => {
  const { shown, stage } = platform();
  await begin("once", "link", true);
  await takenUp("once", stage);
  assert.match(shown[0]?.text ?? "", /is not known; look before/);
});

test("a run that ended three bots is given up, and says what is known to be done", async () => {
  const { shown, stage } = platform();
  await begin("poison", "make", true);
  const row = rowOf("poison");
  if (row) row.attempt = 3;
  known = ["create send 会员日"];
  await takenUp("poison", stage);
  known = [];
  assert.match(shown[0]?.text ?? "", /known to be done: create send 会员日/);
});

test("a run that a bot died in while it read a file is answered, and not tried again with the file", async () => {
  let opened = 0;
  const { shown, stage } = platform();
  const withFile: Stage = {
    ...stage,
    opened: async () => ({
      name: "会员日",
      file: { name: "名单.xlsx", bytes: 1, open: async () => assert.fail("it is not opened") },
    }),
  };
  let die = false;
  const reads = defineCommand({
    ...parts,
    name: "read",
    reads: false,
    words: { ...parts.words, options: { ...parts.words.options, file: { zh: "文件", en: "File" } } },
    input: z.object({ name: z.string(), file: file() }),
    async run(_context, { file: given }): Promise<Answer> {
      const dead = new Promise<void>(() => {});
      await given.held?.(async () => {
        opened += 1;
        if (die) await dead;
      });
      return { tone: "good", text: "read" };
    },
  });
  const own = makeCarrier(runs, makeDispatcher(rest.database, [reads]), async () => ({
    done: [],
    card: null,
  }));
  const again = async (key: string) => {
    const row = rowOf(key);
    if (row) row.leased = false;
    const [run] = await runs.claim(5, ["slack:T1"]);
    if (run) await own.carry(run, withFile);
  };
  await own.carry(await begin("reads", "read", true), withFile);
  assert.deepEqual([opened, shown.pop()?.text, rowOf("reads")?.steps], [1, "read", { reading: "" }]);

  const taken = await begin("taken", "read", true);
  const row = rowOf("taken");
  if (row) row.attempt = 2; // another bot has claimed it
  await own.carry(taken, withFile);
  assert.deepEqual([opened, shown.length], [1, 0], "a bot that lost it reads nothing and shows nothing");
  if (row) row.state = "shown";

  die = true;
  void own.carry(await begin("dies", "read", true), withFile);
  while (rowOf("dies")?.steps.reading !== "名单.xlsx") await new Promise((turn) => setImmediate(turn));
  while (opened < 2) await new Promise((turn) => setImmediate(turn));
  die = false;
  await again("dies");
  assert.match(shown.pop()?.text ?? "", /could not be read.*does not try again/);
  assert.deepEqual([opened, rowOf("dies")?.state], [2, "shown"]);
});

test("presses are run a few at a time, and a press never waits for an import", async () => {
  let running = 0;
  let most = 0;
  const press = defineCommand({
    ...parts,
    name: "press",
    reads: false,
    async run(): Promise<Answer> {
      running += 1;
      most = Math.max(most, running);
      await new Promise((turn) => setImmediate(turn));
      running -= 1;
      return { tone: "good", text: "pressed" };
    },
  });
  const many = makeDispatcher(rest.database, [press]);
  const own = makeCarrier(runs, many, async () => ({ done: [], card: null }));
  const { shown, stage } = platform();
  const [button] = await many.buttons([{ command: "press", input: { name: "x" }, label: "Press" }]);
  const clicks = await Promise.all(
    Array.from({ length: 30 }, (_, index) =>
      runs.take({
        ...asked(`click-${index}`),
        what: { token: button?.token ?? "", more: {} },
        resumable: true,
      }),
    ),
  );
  await Promise.all(clicks.map((run) => own.carry(run as ChatRun, stage)));
  assert.equal(shown.length, 30);
  assert.ok(most <= 6, `${most} at once`);
  const takes = rest.calls.filter(({ verb: name }) => name === "take_chat_runs").slice(-3);
  assert.ok(
    takes.some(({ args }) => (args.runs as unknown[]).length > 10),
    "and kept together",
  );
});

test("the clock goes on with runs of its own platforms, and waits for none of them", async () => {
  const { shown, stage } = platform();
  await begin("mine", "make", true);
  const row = rowOf("mine");
  if (row) row.leased = false;
  const end = Promise.withResolvers<void>();
  const home = {
    provider: "slack" as const,
    team: "T1",
    stage: (): Stage => ({
      ...stage,
      async show(answer) {
        shown.push(answer);
        end.resolve();
      },
    }),
  };
  await makeTakeUp(runs, carrier, [home])();
  await end.promise;
  assert.equal(shown.length, 1);
});
