/** BOT-5: the assistant in Slack and beside it, with a scripted model behind a real endpoint. It looks things up, and changes nothing by itself. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { freePort } from "@tidings/shared/node/ports.ts";
import { type ModelDouble, type ModelRequest, startModel } from "../doubles/model/double.ts";
import { type SlackDouble, startSlack } from "../doubles/slack/double.ts";
import type { Message } from "../doubles/slack/workspace.ts";
import { place } from "../screens/panel.ts";
import { type Bot, startBot } from "./bot.ts";
import { type Member, member, submittedDomain } from "./members.ts";
import { reads } from "./words.ts";

const EVAL = fileURLToPath(new URL("../../bot/src/eval/main.ts", import.meta.url));
/** Told apart from other runs on the same copy. */
const RUN = Date.now().toString(36);

let slack: SlackDouble;
let model: ModelDouble;
let bot: Bot;
let bob: Member;

before(async () => {
  [slack, model] = await Promise.all([startSlack(), startModel()]);
  bot = await startBot({ ...slack.env(), ...model.env() }, await freePort());
  slack.deliverTo(bot.slackUrl);
  bob = await member("bob", "en");
  for (const each of [bob, await member("dan", "en"), await member("carol", "en")]) {
    await slack.user(each.name).command(`/tidings link ${await each.linkCode()}`);
    await sees(each.name, "You're linked as");
  }
});
after(async () => {
  await bot?.stop();
  await Promise.all([slack?.close(), model?.close()]);
});

const until = <T>(look: () => T, what = String(look)) =>
  slack.waitFor(look, { what: () => `${what}\n${bot.log().slice(-2_000)}` });
const sees = (name: string, ...wanted: (string | RegExp)[]): Promise<Message> =>
  until(() => reads(slack.user(name).sees(), ...wanted), `${name} to read ${wanted.join(" and ")}`);

/** What the tools have told the model since the question. */
const told = ({ messages }: ModelRequest) =>
  messages
    .slice(messages.findLastIndex(({ role }) => role === "user"))
    .flatMap(({ role, content }) => (role === "tool" ? [content ?? ""] : []))
    .join("\n");

test("a question in Slack is answered from a command, which the answer names", async () => {
  model.play((request, turn) =>
    turn === 0
      ? { calls: [["domain_list", { state: "approved" }]] }
      : { text: `Approved domains: ${JSON.parse(told(request)).table.rows[0][0]}.` },
  );
  await slack.user("bob").command("/tidings ask which domains are approved?");
  const answer = await sees("carol", "Approved domains:", "Sources: domain list --state approved");
  assert.equal(answer.onlyFor, undefined);
});

test("a change is a button: who may not is refused, who may has it done, and the log names them", async () => {
  const name = `ask-${RUN}.example.com`;
  const domain = await submittedDomain(bob, name);
  await (await member("carol", "en")).verb("reject_domain", { domain, reason: "which department?" });
  const state = async () =>
    (await bob.client.from("domain_cards").select("state").eq("id", domain).single()).data?.state;
  model.play((_request, turn) =>
    turn === 0
      ? { calls: [["propose", { command: "submit", input: { resource: name } }]] }
      : { text: "Click the button to submit it." },
  );
  await slack.user("bob").command(`/tidings ask submit ${name} once more`);
  const card = await sees("bob", "Click the button to submit it.", "never changes anything on its own");
  assert.equal(await state(), "rejected");
  const button = `Submit ${name}`;
  await slack.user("dan").press(card, button);
  await sees("dan", "You don't have permission to do this");
  assert.equal(await state(), "rejected");
  await slack.user("bob").press(card, button);
  await sees("bob", name, "In review");
  assert.equal(await state(), "in_review");
  const { data } = await bob.client
    .from("audit_log")
    .select("actor_name, source, outcome")
    .match({ resource: "domain", resource_id: domain, verb: "submit", source: "slack" })
    .order("id");
  assert.deepEqual(
    data?.map(({ actor_name, outcome }) => [actor_name, outcome]),
    [
      ["Dan", "refused"],
      ["Bob", "granted"],
    ],
  );
});

test("a thread remembers what was said in it, and what is said elsewhere stays there", async () => {
  model.play(({ messages }) => ({
    text: `You asked ${messages.filter(({ role }) => role === "user").length} times.`,
  }));
  const first = await slack.user("carol").say("#tidings", "@tidings is it Monday?");
  await sees("carol", "You asked 1 times.");
  await slack.user("carol").say("#tidings", "@tidings and now?", { thread: first.ts });
  await sees("carol", "You asked 2 times.");
  await slack.user("carol").command("/tidings ask and here?");
  await until(() => model.requests.at(-1)?.messages.filter(({ role }) => role === "user").length === 1);
});

test("where the endpoint refuses, is busy or breaks, the person is told what to do, and the key is in no log", async () => {
  const asked = {
    401: /rejected the key.*OPENAI_API_KEY/,
    404: /doesn't have this model/,
    429: /busy/,
    500: /returned an error \(HTTP 500\)/,
  };
  for (const [status, words] of Object.entries(asked)) {
    model.play(() => ({ status: Number(status) }));
    await slack.user("dan").command("/tidings ask how are we?");
    await sees("dan", words);
  }
  assert.doesNotMatch(bot.log(), /sk-double/);
});

/** A question of `npm run eval`, as `--list` prints it. */
interface Question {
  readonly ask: string;
  readonly knows?: readonly [command: string, input?: object];
  readonly proposes?: readonly [command: string, input: object];
}

/** Runs `npm run eval` as alice; answers its exit code and all it printed. */
async function evaluated(...words: string[]): Promise<readonly [code: number, printed: string]> {
  const child = spawn(process.execPath, [EVAL, ...words], {
    env: {
      ...process.env,
      ...model.env(),
      SUPABASE_URL: place().api,
      SUPABASE_PUBLISHABLE_KEY: place().key,
      TIDINGS_EMAIL: "alice@demo.test",
      TIDINGS_LANG: "en",
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let printed = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (printed += chunk));
  const [code] = await once(child, "close");
  return [code, printed];
}

test("forty questions with known answers are answered right, with the rights of whoever asks, and change nothing", async () => {
  const questions: Question[] = JSON.parse((await evaluated("--list"))[1]);
  assert.equal(questions.length, 40);
  // The script knows which command each question is about, and answers with what that command told it.
  model.play((request, turn) => {
    const asked = request.messages.findLast(({ role }) => role === "user")?.content;
    const { knows, proposes } = questions.find(({ ask }) => ask === asked) ?? {};
    if (turn > 0 || !(knows || proposes)) return { text: told(request).slice(0, 3_000) || "I do not know." };
    if (proposes) return { calls: [["propose", { command: proposes[0], input: proposes[1] }]] };
    return { calls: [[knows?.[0].replaceAll(" ", "_") ?? "", knows?.[1] ?? {}]] };
  });
  const lines = async () =>
    (
      await bob.client
        .from("audit_log")
        .select("id", { count: "exact", head: true })
        .eq("actor_name", "Alice")
        .neq("resource", "session")
    ).count;
  const before = await lines();
  const [code, printed] = await evaluated();
  assert.match(printed, /40 of 40 right/, printed);
  assert.equal(code, 0);
  assert.equal(await lines(), before);
  // One that knows nothing fails it.
  model.play(() => ({ text: "I think 12." }));
  const [failed, said] = await evaluated();
  assert.equal(failed, 1, said);
  assert.deepEqual(model.violations, []);
});
