import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type Dict, dict } from "../ground/json.ts";
import { type SlackDouble, startSlack } from "./double.ts";
import { LIMITS } from "./limits.ts";
import { newTrigger } from "./payloads.ts";
import { newResponseUrl } from "./response_url.ts";

const plain = (text: string) => ({ type: "plain_text", text });
const input = (more: Dict = {}) => ({
  type: "input",
  block_id: "why",
  label: plain("Reason"),
  element: { type: "plain_text_input", action_id: "text" },
  ...more,
});
const modal = (more: Dict = {}) => ({
  type: "modal",
  title: plain("Why?"),
  submit: plain("Send"),
  blocks: [input()],
  ...more,
});

describe("Slack's modals and response addresses", () => {
  let slack: SlackDouble;
  before(async () => {
    slack = await startSlack();
  });
  after(() => slack.close());

  async function call(method: string, args: Dict): Promise<Dict> {
    const { SLACK_API_URL, SLACK_BOT_TOKEN } = slack.env();
    const headers = { authorization: `Bearer ${SLACK_BOT_TOKEN}`, "content-type": "application/json" };
    return (
      await fetch(`${SLACK_API_URL}${method}`, { method: "POST", headers, body: JSON.stringify(args) })
    ).json();
  }
  const trigger = (fromView?: string) => newTrigger(slack.workspace, slack.user("alice").id, fromView);
  const open = (view: Dict, trigger_id = trigger()) => call("views.open", { trigger_id, view });
  const rules = () => slack.violations.splice(0).map((each) => each.rule);

  it("a trigger opens one modal, within three seconds", async () => {
    const once = trigger();
    assert.equal((await open(modal(), once)).ok, true);
    assert.equal((await open(modal(), once)).error, "exchanged_trigger_id");
    const late = trigger();
    slack.passTime(LIMITS.triggerMs + 1);
    assert.equal((await open(modal(), late)).error, "expired_trigger_id");
    assert.equal((await open(modal(), "nothing")).error, "invalid_trigger_id");
    assert.deepEqual(rules(), ["trigger_once", "trigger_within_3s"]);
  });

  it("a home is published for one person: another takes its place, and it takes neither a title nor a table", async () => {
    const carol = slack.user("carol");
    const home = (blocks: Dict[], more: Dict = {}) =>
      call("views.publish", { user_id: carol.id, view: { type: "home", blocks, ...more } });
    const line = (text: string) => ({ type: "section", text: plain(text) });
    const first = await home([line("one")]);
    assert.equal(first.ok, true);
    assert.equal(dict((await home([line("two")])).view).id, dict(first.view).id);
    assert.match(JSON.stringify(carol.home()?.view.blocks), /two/);
    assert.equal(slack.user("bob").home(), undefined);
    assert.equal(carol.modal(), undefined, "no modal is opened");
    const table = { type: "table", rows: [[{ type: "raw_text", text: "x" }]] };
    for (const refused of [await home([table]), await home([line("x")], { title: plain("Queue") })])
      assert.equal(refused.error, "invalid_arguments");
    const stranger = { user_id: "U0NOBODY", view: { type: "home", blocks: [line("x")] } };
    assert.equal((await call("views.publish", stranger)).error, "user_not_found");
  });

  const broken: [string, Dict, string][] = [
    [
      "a title of 25",
      { title: plain("t".repeat(25)) },
      "must be less than 25 characters [json-pointer:/view/title/text]",
    ],
    [
      "a submit of 25",
      { submit: plain("t".repeat(25)) },
      "must be less than 25 characters [json-pointer:/view/submit/text]",
    ],
    ["a form without submit", { submit: undefined }, "missing required field: submit [json-pointer:/view]"],
    [
      "101 blocks",
      { blocks: Array(101).fill({ type: "divider" }) },
      "no more than 100 items allowed [json-pointer:/view/blocks]",
    ],
    [
      "3001 of metadata",
      { private_metadata: "m".repeat(3001) },
      "must be less than 3001 characters [json-pointer:/view/private_metadata]",
    ],
    [
      "a callback_id of 256",
      { callback_id: "c".repeat(256) },
      "must be less than 256 characters [json-pointer:/view/callback_id]",
    ],
  ];
  for (const [what, more, words] of broken) {
    it(`${what} is refused, and the trigger is not used up`, async () => {
      const id = trigger();
      const refused = await open(modal(more), id);
      assert.equal(refused.error, "invalid_arguments");
      const { messages } = refused.response_metadata as { messages: string[] };
      assert.ok(messages.includes(`[ERROR] ${words}`), JSON.stringify(messages));
      assert.equal((await open(modal(), id)).ok, true);
    });
  }

  it("three modals stand on each other, not four; an update needs the hash it saw", async () => {
    const first = (await open(modal())).view as Dict;
    const push = (from: unknown) => call("views.push", { trigger_id: trigger(String(from)), view: modal() });
    const second = (await push(first.id)).view as Dict;
    assert.equal(second.previous_view_id, first.id);
    const third = (await push(second.id)).view as Dict;
    assert.equal((await push(third.id)).error, "push_limit_reached");
    const update = (hash: unknown) =>
      call("views.update", { view_id: third.id, hash, view: modal({ title: plain("Now") }) });
    assert.equal((await update(third.hash)).ok, true);
    assert.equal((await update(third.hash)).error, "hash_conflict");
    await slack.user("alice").closeModal();
    assert.equal((await call("views.update", { view_id: third.id, view: modal() })).error, "not_found");
  });

  it("a response address replaces or deletes its message, whispers otherwise, and dies after thirty minutes", async () => {
    const { id: channel } = slack.channel("tidings");
    const alice = slack.user("alice");
    const { ts } = (await call("chat.postMessage", { channel, text: "a card" })) as { ts: string };
    const url = newResponseUrl(slack.workspace, alice.id, channel, ts);
    const say = async (said: Dict) => {
      const response = await fetch(url, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(said),
      });
      return [response.status, ((await response.json()) as Dict).error];
    };
    const texts = (name: string) =>
      slack
        .user(name)
        .sees()
        .map((each) => each.text);
    await say({ text: "replaced", replace_original: true });
    await say({ text: "for alice" });
    await say({ text: "for all", response_type: "in_channel" });
    assert.deepEqual(texts("alice"), ["replaced", "for alice", "for all"]);
    assert.deepEqual(texts("bob"), ["replaced", "for all"]);
    assert.deepEqual(await say({ blocks: [{ type: "banner" }] }), [400, "invalid_blocks"]);
    await say({ delete_original: true });
    assert.deepEqual(texts("bob"), ["for all"]);
    slack.passTime(LIMITS.responseUrl.livesMs);
    assert.deepEqual(await say({ text: "late" }), [404, "expired_url"]);
    assert.deepEqual(rules(), ["response_url_content", "response_url_30min"]);
  });
});
