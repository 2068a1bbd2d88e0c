import assert from "node:assert/strict";
import { after, test } from "node:test";
import { z } from "zod";
import { verb } from "../data/database.ts";
import type { Answer } from "../ground/answer.ts";
import { Refusal } from "../ground/errors.ts";
import { type Context, defineCommand, file } from "../registry/registry.ts";
import { chatRows } from "../testing/chat_rows.ts";
import { startRest } from "../testing/rest_double.ts";
import { makeCarrier, makeTakeUp, type Stage } from "./carrier.ts";
import { type ChatPerson, makeDispatcher } from "./dispatcher.ts";
import { type Asked, type ChatRun, makeRuns } from "./runs.ts";

/** Runs, on the real rows' rules: what is repeated, what is gone on with, and what is said when that is not possible. */

/** Are the people of the presses linked to members? */
let member = false;
const { verbs, runs: rows } = chatRows(() => (member ? "en" : null));
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
  assert.match(shown[0]?.text ?? "", /stopped before this started/);
  assert.equal(made.size, before);
  await begin("resumable", "make", true);
  await takenUp("resumable", stage);
  assert.match(shown[1]?.text ?? "", /会员日: made/);
});

test("a command without a request id is not repeated, and its person is told that the outcome is not known", async () => {
  const { shown, stage } = platform();
  await begin("once", "link", true);
  await takenUp("once", stage);
  assert.match(shown[0]?.text ?? "", /can't confirm whether it took effect; check before/);
});

test("a run that ended three bots is given up, and says what is known to be done", async () => {
  const { shown, stage } = platform();
  await begin("poison", "make", true);
  const row = rowOf("poison");
  if (row) row.attempt = 3;
  known = ["create send 会员日"];
  await takenUp("poison", stage);
  known = [];
  assert.match(shown[0]?.text ?? "", /^Done: create send 会员日\. The rest .* can't be confirmed/);
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
  assert.match(shown.pop()?.text ?? "", /Can't read this file.*won't try again/);
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

/** Presses of a card by these people at the same instant, beside two bots. The first decides; `again`: the others are its repetitions. */
async function pressedAtOnce(people: readonly string[], shown: string, again = false) {
  let decisions = 0;
  let calls = 0;
  const approve = defineCommand({
    ...parts,
    name: "approve",
    reads: false,
    words: {
      ...parts.words,
      options: { name: { zh: "名称", en: "Name" }, resource: { zh: "内容", en: "Row" } },
    },
    input: z.object({ name: z.string(), resource: z.string() }),
    async run(): Promise<Answer> {
      calls += 1;
      await new Promise((turn) => setImmediate(turn));
      decisions += 1;
      if (decisions === 1 || again) return { tone: "good", text: "approved" };
      throw new Refusal("wrong_state", 409, {
        details: { resource: "template", state: "live", verb: "approve" },
      });
    },
  });
  const many = makeDispatcher(rest.database, [approve]);
  const bots = [1, 2].map(() => makeCarrier(runs, many, async () => ({ done: [], card: null })));
  const { shown: answers, stage } = platform();
  const input = { name: "x", resource: "r1" };
  const [button] = await many.buttons([{ command: "approve", input, label: "Approve", shown }]);
  const presses = people.map(async (who, index) => {
    const person = { ...bob, chatUser: `slack:T1:${who}` };
    const key = `${shown}-${who}-${index}`;
    const run = await runs.take({
      ...asked(key),
      person,
      what: { token: button?.token ?? "", more: {} },
      resumable: true,
    });
    const bot = bots[index % 2];
    await bot?.carry(run as ChatRun, { ...stage, opened: async () => (run as ChatRun).work.input });
  });
  await Promise.all(presses);
  return { answers, calls };
}

test("of a crowd at one card a few ask the database, and all the others are told what those were", async () => {
  member = true;
  const crowd = Array.from({ length: 60 }, (_, index) => `U${index}`);
  const { answers, calls } = await pressedAtOnce(crowd, "h1");
  const codes = answers.map(({ refusal }) => refusal?.code ?? "done");
  assert.equal(codes.filter((code) => code === "done").length, 1);
  assert.equal(codes.filter((code) => code === "wrong_state").length, 59);
  assert.ok(calls <= 24, `${calls} asked`);
  assert.equal(answers.filter(({ known }) => known).length, 60 - calls);
});

test("whoever is linked to nobody is not told what others are: they hear how to link", async () => {
  member = false;
  const { calls } = await pressedAtOnce(["U1", "U2", "U3", "U4", "U5", "U6", "U7", "U8"], "h2");
  assert.equal(calls, 8);
});

test("further presses of the button that has acted are answered as later ones, also beside another bot", async () => {
  member = true;
  const { answers } = await pressedAtOnce(["U1", "U1", "U1", "U1"], "h3", true);
  assert.deepEqual(answers.map(({ text, refusal }) => refusal?.code ?? text).toSorted(), [
    "approved",
    "token_used",
    "token_used",
    "token_used",
  ]);
});
