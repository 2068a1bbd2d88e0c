import assert from "node:assert/strict";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { after, before, describe, it } from "node:test";
import { WebClient, WebClientEvent } from "@slack/web-api";
import type { Dict } from "../ground/json.ts";
import { type SlackDouble, startSlack } from "./double.ts";
import { quiet } from "./echo_app.ts";

const plain = (text: string) => ({ type: "plain_text", text });
const long = (length: number) => "字".repeat(length);
const button = (more: Dict = {}) => ({ type: "button", text: plain("Go"), action_id: "go", ...more });
const actions = (...elements: Dict[]) => ({ type: "actions", elements });

describe("Slack's Web API, with the real WebClient", () => {
  let slack: SlackDouble;
  let web: WebClient;
  let client: (token?: string) => WebClient;
  before(async () => {
    slack = await startSlack();
    const { SLACK_API_URL, SLACK_BOT_TOKEN } = slack.env();
    client = (token) =>
      new WebClient(token, {
        slackApiUrl: SLACK_API_URL,
        retryConfig: { retries: 0 },
        rejectRateLimitedCalls: true,
        logger: quiet,
      });
    web = client(SLACK_BOT_TOKEN);
  });
  after(() => slack.close());

  /** The platform's answer to a call, refused or not. */
  async function answer(method: string, args: Dict, by = web): Promise<Dict> {
    const refused = (error: { data?: Dict }) => {
      if (!error.data) throw error;
      return error.data;
    };
    return (await by.apiCall(method, args).catch(refused)) as Dict;
  }
  const refusal = async (method: string, args: Dict, by = web) => (await answer(method, args, by)).error;
  const post = (blocks: unknown[], more: Dict = {}) =>
    answer("chat.postMessage", { channel: "#tidings", text: "t", blocks, ...more });

  it("an unknown method, a missing or wrong token and an app token are told apart", async () => {
    assert.equal(await refusal("chat.shout", {}), "unknown_method");
    assert.equal(await refusal("auth.test", {}, client()), "not_authed");
    assert.equal(await refusal("auth.test", {}, client("xoxb-wrong")), "invalid_auth");
    assert.equal(
      await refusal("auth.test", {}, client(slack.workspace.app.appToken)),
      "not_allowed_token_type",
    );
    assert.equal(await refusal("apps.connections.open", {}), "not_allowed_token_type");
    assert.equal((await web.auth.test()).bot_id, slack.workspace.app.botId);
  });

  it("a preview goes under an address that the message has, at a host of the app, and a second one takes its place", async () => {
    slack.unfurlDomains("panel.test");
    const bob = slack.user("bob");
    const url = "https://sub.panel.test/sends/1";
    const message = await bob.say("#tidings", `See ${url} and https://other.test/sends/1`);
    const [id = ""] = [...slack.workspace.unfurls].find(([, about]) => about === message) ?? [];
    const blocks = [{ type: "section", text: plain("A send") }];
    const unfurl = (more: Dict, unfurls: Dict = { [url]: { blocks } }) =>
      refusal("chat.unfurl", { unfurls: JSON.stringify(unfurls), ...more });
    const source = "conversations_history";
    assert.equal(await unfurl({ unfurl_id: id }), "missing_source");
    assert.equal(await unfurl({ unfurl_id: "none", source }), "invalid_unfurl_id");
    assert.equal(await unfurl({ channel: message.channel, ts: "1.1" }), "cannot_unfurl_message");
    const foreign = { "https://other.test/sends/1": { blocks } };
    assert.equal(await unfurl({ unfurl_id: id, source }, foreign), "cannot_unfurl_url");
    const wrong = { [url]: { blocks: [{ type: "section", text: plain(long(3_001)) }] } };
    assert.equal(await unfurl({ unfurl_id: id, source }, wrong), "invalid_blocks");
    assert.deepEqual(message.attachments, []);
    assert.equal(await unfurl({ unfurl_id: id, source }), undefined);
    assert.equal(await unfurl({ channel: message.channel, ts: message.ts }), undefined);
    assert.equal(message.attachments.length, 1);
  });

  it("the app speaks only where it is a member, and only to people who are there", async () => {
    slack.channel("#public", { app: false });
    const hidden = slack.channel("#hidden", { app: false, private: true });
    const say = (channel: string) => refusal("chat.postMessage", { channel, text: "hi" });
    assert.equal(await say("C0NOWHERE"), "channel_not_found");
    assert.equal(await say("#public"), "not_in_channel");
    assert.equal(await say(hidden.id), "channel_not_found");
    const { id: channel } = slack.channel("tidings");
    const whisper = { channel, user: "U0NOBODY", text: "hi" };
    assert.equal(await refusal("chat.postEphemeral", whisper), "user_not_in_channel");
  });

  it("the app changes only its own messages, and no ephemeral one", async () => {
    const { id: channel } = slack.channel("tidings");
    const alice = slack.user("alice");
    const hers = await alice.say("#tidings", "good morning");
    const change = (ts: unknown) => refusal("chat.update", { channel, ts, text: "changed" });
    assert.equal(await change("1.000001"), "message_not_found");
    assert.equal(await change(hers.ts), "cant_update_message");
    const whispered = await answer("chat.postEphemeral", { channel, user: alice.id, text: "psst" });
    assert.equal(await change(whispered.message_ts), "message_not_found");
    assert.equal(await refusal("chat.delete", { channel, ts: hers.ts }), "cant_delete_message");
    slack.violations.splice(0);
  });

  it("an ephemeral message is shown in a thread only when the thread has a reply already", async () => {
    const { id: channel } = slack.channel("tidings");
    const alice = slack.user("alice");
    const { ts: thread_ts } = await alice.say("#tidings", "good evening");
    const whisper = (text: string) =>
      answer("chat.postEphemeral", { channel, user: alice.id, text, thread_ts });
    assert.equal((await whisper("into nothing")).ok, true);
    assert.ok(!alice.sees().some((each) => each.text === "into nothing"));
    assert.deepEqual(
      slack.violations.splice(0).map((each) => each.rule),
      ["ephemeral_in_active_thread"],
    );
    await web.chat.postMessage({ channel, text: "a reply", thread_ts });
    await whisper("into the thread");
    assert.ok(alice.sees().some((each) => each.text === "into the thread"));
    assert.deepEqual(slack.violations, []);
  });

  it("a message says something, and a new text alone drops the blocks", async () => {
    assert.equal(await refusal("chat.postMessage", { channel: "#tidings" }), "no_text");
    assert.equal(
      await refusal("chat.postMessage", { channel: "#tidings", text: long(40_001) }),
      "msg_too_long",
    );
    const posted = await post([actions(button())]);
    const { id: channel, messages } = slack.channel("tidings");
    const message = messages.find((each) => each.ts === posted.ts);
    await web.chat.update({ channel, ts: String(posted.ts), text: "changed" });
    assert.deepEqual([message?.text, message?.blocks, message?.before.length], ["changed", [], 1]);
  });

  it("a picture is fetched by the platform before the message is taken, or comes from an uploaded file", async () => {
    const png = Buffer.from("89504e470d0a1a0a", "hex");
    const host = createServer((_, response) => response.setHeader("content-type", "image/png").end(png));
    await new Promise<void>((resolve) => host.listen(0, "127.0.0.1", resolve));
    const url = `http://127.0.0.1:${(host.address() as AddressInfo).port}/a.png`;
    const image = (more: Dict) => [{ type: "image", alt_text: "a", ...more }];
    assert.equal((await post(image({ image_url: url }))).ok, true);
    host.closeAllConnections();
    await new Promise((resolve) => host.close(resolve));
    const failed = await post(image({ image_url: url }));
    assert.deepEqual(failed.errors, ["downloading image failed [json-pointer:/blocks/0/image_url]"]);

    const uploaded = (await web.files.uploadV2({
      file: png,
      filename: "card.png",
      channel_id: slack.channel("tidings").id,
    })) as unknown as { files: { files: { id: string }[] }[] };
    const id = uploaded.files[0]?.files[0]?.id ?? "";
    assert.ok(slack.channel("tidings").messages.some((each) => each.files[0]?.bytes.equals(png)));
    assert.equal((await post(image({ slack_file: { id } }))).ok, true);
    assert.deepEqual((await post(image({ slack_file: { id: "F0NONE" } }))).error, "invalid_blocks");
  });

  it("429 comes with the wait: a client that pauses its queue holds all calls back, one that rejects goes on", async () => {
    slack.rateLimit("chat.postMessage", { times: 1, retryAfterS: 30 });
    await assert.rejects(
      web.chat.postMessage({ channel: "#tidings", text: "x" }),
      (error: { code: string; retryAfter: number }) =>
        error.code === "slack_webapi_rate_limited_error" && error.retryAfter === 30,
    );
    assert.equal((await web.auth.test()).ok, true);

    const { SLACK_API_URL, SLACK_BOT_TOKEN } = slack.env();
    const pausing = new WebClient(SLACK_BOT_TOKEN, {
      slackApiUrl: SLACK_API_URL,
      retryConfig: { retries: 1 },
      logger: quiet,
    });
    slack.rateLimit("chat.postMessage", { times: 1, retryAfterS: 1 });
    const order: string[] = [];
    const posted = pausing.chat
      .postMessage({ channel: "#tidings", text: "x" })
      .then(() => order.push("posted"));
    await new Promise<void>((resolve) => pausing.once(WebClientEvent.RATE_LIMITED, () => resolve()));
    const tested = pausing.auth.test().then(() => order.push("tested"));
    await web.auth.test().then(() => order.push("another client"));
    await Promise.all([posted, tested]);
    assert.equal(order[0], "another client");
  });
});
