import assert from "node:assert/strict";
import { test } from "node:test";
import { webApi } from "@slack/bolt";
import type { Stage } from "../../chat/carrier.ts";
import type { ChatRun } from "../../chat/runs.ts";
import { COMMANDS } from "../../commands/list.ts";
import type { Answer } from "../../ground/answer.ts";
import { findCommand } from "../../registry/registry.ts";
import type { SlackContext } from "./context.ts";
import { type FormNote, submissionKey } from "./form.ts";
import { handleSubmission } from "./submission.ts";
import { askSubmission, formSubmission } from "./submissions.ts";

/** A form with all its fields and a file, of which only the run finds what is wrong. */

const send = findCommand(COMMANDS, "send");
assert.ok(send);
const FILE = { id: "F1", name: "会员.csv", size: 12, url_private_download: "https://files.slack.com/F1" };
const RAW = {
  template: "开卡",
  sms: "订单通知",
  file: FILE,
  name: "会员日",
  trial: true,
  trial_size: 500,
  schedule: "10:00",
  validity_days: 3,
};
const note: FormNote = { command: "send", channel: "C1", locale: "en" };
const refusal: Answer = {
  tone: "bad",
  title: "The trial is larger than the file.",
  refusal: { code: "trial_too_large", status: 422, option: "trial_size" },
  ephemeral: true,
};
const closed = () => new webApi.WebAPIPlatformError({ ok: false, error: "not_found" } as never);

const taken = (work: ChatRun["work"]): ChatRun => ({
  id: "r1",
  attempt: 1,
  state: "taken",
  person: { provider: "slack", chatUser: "slack:T1:UBOB", team: "T1", localeHint: "en" },
  work,
  place: { channel: "C1", user: "UBOB" },
  steps: {},
  answer: null,
  takenAt: new Date(),
  stranger: false,
});

/** Submits the form; the run answers with `answer`, after the acknowledgement when it is `slow`. */
async function submitted(answer: Answer, slow = false, view: "open" | "closed" = "open") {
  const acks: unknown[] = [];
  const updates: { view_id: string; view: { blocks: unknown[] } }[] = [];
  const ephemeral: { text: string; blocks: unknown[] }[] = [];
  const posted: unknown[] = [];
  let acknowledged = () => {};
  const after = new Promise<void>((done) => {
    acknowledged = done;
  });
  const context = {
    client: {
      views: {
        update: async (call: (typeof updates)[number]) => {
          if (view === "closed") throw closed();
          updates.push(call);
        },
      },
      chat: {
        postEphemeral: async (message: (typeof ephemeral)[number]) => ephemeral.push(message),
        postMessage: async (message: unknown) => ({ ts: "1.1", posted: posted.push(message) }),
      },
    },
    dispatcher: { commands: COMMANDS, localeOf: () => "en", buttons: async () => [] },
    runs: { keep: async () => true },
    budget: { run: (_method: string, _urgency: string, work: () => unknown) => work(), room: () => 1 },
    homes: { redraw: async () => {} },
    carrier: {
      carry: async (_run: ChatRun, stage: Stage) => {
        if (slow) await after;
        await stage.show(answer);
      },
    },
    redrawCards: async () => true,
  } as unknown as SlackContext;
  Object.assign(context, { once: context.client });
  const body = { team: { id: "T1" }, user: { id: "UBOB" }, view: { id: "V1" } } as never;
  const ack = async (response?: unknown) => {
    acks.push(response);
    acknowledged();
  };
  const run = (given: FormNote, raw: object = RAW) =>
    handleSubmission(
      context,
      formSubmission(context, taken({ command: "send", input: {} }), {
        arrived: performance.now(),
        body,
        ack,
        note: given,
        command: send as never,
        raw: raw as never,
      }),
    );
  const ask = (arrived = performance.now()) =>
    handleSubmission(
      context,
      askSubmission(context, taken({ command: "link add", input: {}, request: "q" }), {
        arrived,
        body,
        ack,
        note: { token: "t", option: "days", onlyTheirs: false, channel: "C1", locale: "en" },
        said: "ten",
      }),
    );
  return { run, ask, acks, updates, ephemeral, posted };
}

/** The note, the problem on top, and what each field has of what was typed. */
function formOf(view: unknown) {
  const { private_metadata, blocks } = view as {
    private_metadata: string;
    blocks: Record<string, unknown>[];
  };
  const field = (name: string) => JSON.stringify(blocks.find((block) => block.block_id === name));
  return { note: JSON.parse(private_metadata) as FormNote, top: JSON.stringify(blocks[0]), field };
}

function assertAllIsThere(view: unknown): FormNote {
  const { note: next, top, field } = formOf(view);
  assert.match(top, /⛔ The trial is larger than the file/);
  assert.match(field("trial_size"), /"initial_value":"500".*⛔ The trial is larger/);
  assert.match(field("template"), /"initial_option".*开卡/);
  assert.match(field("name"), /"initial_value":"会员日"/);
  assert.match(field("schedule:hour"), /"initial_time":"10:00"/);
  assert.match(field("trial"), /"initial_option".*"yes"/);
  assert.match(field("file"), /“会员.csv” is kept/);
  assert.deepEqual(next.files, { file: { id: "F1", name: "会员.csv", size: 12 } });
  return next;
}

test("what only the run finds comes back into the form, at its field, with everything that was typed and the file", async () => {
  const { run, acks, ephemeral, posted } = await submitted(refusal);
  await run(note);
  const [response] = acks as { response_action: string; view: unknown }[];
  assert.equal(response?.response_action, "update");
  const next = assertAllIsThere(response?.view);
  assert.deepEqual([ephemeral.length, posted.length], [0, 0], "and nowhere else");
  // Corrected and sent once more, it is another submission of the same view.
  assert.deepEqual([submissionKey("V1", note), submissionKey("V1", next)], ["V1-0", "V1-1"]);
});

test("a run that takes longer than Slack waits says so in the modal, and its refusal comes back into it all the same", async () => {
  const { run, acks, updates } = await submitted(refusal, true);
  await run(note);
  assert.match(JSON.stringify(acks), /Working… The result appears in the channel/);
  assert.equal(acks.length, 1);
  assert.deepEqual(
    updates.map(({ view_id }) => view_id),
    ["V1"],
  );
  assertAllIsThere(updates[0]?.view);
});

test("a quick success closes the modal; a slow one says in it where the answer is", async () => {
  const good: Answer = { tone: "good", text: "made" };
  const quick = await submitted(good);
  await quick.run(note);
  assert.deepEqual([quick.acks, quick.updates.length, quick.posted.length], [[undefined], 0, 1]);
  const slow = await submitted(good, true);
  await slow.run(note);
  assert.match(JSON.stringify(slow.updates), /Done\. The result is in the channel/);
  assert.equal(slow.posted.length, 1);
});

test("who closed the modal meanwhile is told, with a line of what was typed to copy", async () => {
  const { run, ephemeral } = await submitted(refusal, true, "closed");
  await run(note);
  const said = JSON.stringify(ephemeral);
  assert.match(said, /The trial is larger/);
  assert.match(
    said,
    /\/tidings send --template 开卡 --sms 订单通知 --name 会员日 --trial true --trial-size 500/,
  );
});

test("the one field that a button asks for comes back with what was typed", async () => {
  const { ask, acks } = await submitted({ ...refusal, refusal: { code: "input_invalid", status: 422 } });
  await ask();
  assert.match(JSON.stringify(acks), /⛔ The trial is larger.*"initial_value":"ten"/);
});

test("a modal is acknowledged at once where Slack has waited long already, and where several wait", async () => {
  const working = (acks: unknown[]) =>
    acks.filter((ack) => /Working…/.test(JSON.stringify(ack ?? null))).length;
  const { ask, acks } = await submitted(refusal, true);
  await ask(performance.now() - 2_500);
  assert.equal(working(acks), 1);
  // None is answered before it is acknowledged: three wait for their answers, and the others do not.
  const all = await Promise.all(Array.from({ length: 10 }, () => submitted(refusal, true)));
  const crowd = Promise.all(all.map((each) => each.ask()));
  await new Promise((turn) => setImmediate(turn));
  assert.equal(all.filter((each) => working(each.acks) === 1).length, 7);
  await crowd;
  assert.deepEqual(
    all.map((each) => working(each.acks)),
    all.map(() => 1),
  );
});
