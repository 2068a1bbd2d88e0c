import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { App } from "@slack/bolt";
import { sign } from "./delivery.ts";
import { type SlackDouble, startSlack } from "./double.ts";
import { type EchoApp, startHttpApp } from "./echo_app.ts";

const plain = (text: string) => ({ type: "plain_text" as const, text });
const button = (label: string, action_id: string) => ({
  type: "button" as const,
  text: plain(label),
  action_id,
});

/** Answers what it is told; `hold` keeps an answer back until it is let go. */
function teach(app: App): { hold: { until?: Promise<void> } } {
  const hold: { until?: Promise<void> } = {};
  app.command("/echo", async ({ command, ack, respond, client }) => {
    await hold.until;
    await ack(command.text === "in ack" ? "said in the ack" : undefined);
    if (command.text === "card") {
      const blocks = [
        { type: "actions" as const, elements: [button("Greet", "greet"), button("Ask", "ask")] },
      ];
      await client.chat.postMessage({ channel: command.channel_id, text: "A card", blocks });
    }
    if (command.text.startsWith("respond")) {
      for (let i = 0; i < Number(command.text.split(" ")[1]); i += 1) {
        await respond(`answer ${i + 1}`).catch((error: Error) =>
          client.chat.postMessage({ channel: command.channel_id, text: error.message }),
        );
      }
    }
  });
  app.action("greet", async ({ ack, respond, body }) => {
    await ack();
    await respond({ text: `Hello ${body.user.id}`, replace_original: true });
  });
  app.action("ask", async ({ ack, client, body }) => {
    await ack();
    if (body.type !== "block_actions") return;
    await client.views.open({
      trigger_id: body.trigger_id,
      view: {
        type: "modal",
        callback_id: "asked",
        title: plain("Why?"),
        submit: plain("Send"),
        blocks: [
          {
            type: "input",
            block_id: "why",
            label: plain("Reason"),
            element: { type: "plain_text_input", action_id: "text" },
          },
        ],
      },
    });
  });
  app.view("asked", async ({ ack, view, client, body }) => {
    const why = view.state.values.why?.text?.value ?? "";
    if (why === "no") return void (await ack({ response_action: "errors", errors: { why: "Say more" } }));
    await ack();
    await client.chat.postMessage({ channel: body.user.id, text: `Because ${why}` });
  });
  app.event("file_shared", async ({ event, client }) => {
    const { file } = await client.files.info({ file: event.file_id });
    const get = (headers: Record<string, string>) =>
      fetch(file?.url_private_download ?? "", { headers }).then(async (r) => `${r.status} ${await r.text()}`);
    const signedIn = await get({ authorization: `Bearer ${client.token}` });
    const signedOut = await get({});
    await client.chat.postMessage({
      channel: event.channel_id,
      text: `${signedIn} | ${signedOut.slice(0, 19)}`,
    });
  });
  app.event("app_mention", async ({ event, say }) => {
    await say(`You said ${event.text.replace(/<.*?> /, "")}`);
  });
  app.error(async () => {});
  return { hold };
}

describe("Slack over HTTP, with the real Bolt", () => {
  let slack: SlackDouble;
  let bolt: EchoApp;
  let hold: { until?: Promise<void> };
  before(async () => {
    slack = await startSlack();
    bolt = await startHttpApp(slack, (app) => ({ hold } = teach(app)));
  });
  after(async () => {
    await bolt.stop();
    await slack.close();
  });
  const rules = () => slack.violations.splice(0).map((each) => each.rule);
  const said = (text: string) => slack.channel("tidings").messages.find((each) => each.text.includes(text));

  it("a command's answer in the acknowledgement is seen by the one who typed it, and by nobody else", async () => {
    const ack = await slack.user("alice").command("/echo in ack");
    assert.equal(ack.how, "in time");
    assert.ok(
      slack
        .user("alice")
        .sees()
        .some((each) => each.text === "said in the ack"),
    );
    assert.ok(
      !slack
        .user("bob")
        .sees()
        .some((each) => each.text === "said in the ack"),
    );
    assert.deepEqual(rules(), []);
  });

  it("a request with a wrong signature never reaches a handler", async () => {
    const body = "command=%2Fecho&text=card";
    const url = slack.requestUrl();
    const headers = { "content-type": "application/x-www-form-urlencoded", ...sign("another secret", body) };
    const response = await fetch(url, { method: "POST", headers, body });
    assert.equal(response.status, 401);
  });

  it("a button's answer replaces the card for all, and a new text alone takes its buttons away", async () => {
    await slack.user("alice").command("/echo card");
    const card = await slack.waitFor(() => said("A card"));
    await assert.rejects(slack.user("alice").press(card, "Nothing"), /There is no “Nothing”/);
    await slack.user("bob").press(card, "Greet");
    await slack.waitFor(() => card.text === `Hello ${slack.user("bob").id}`);
    assert.deepEqual(card.blocks, []);
    assert.equal(card.before[0]?.text, "A card");
  });

  it("a modal opens from a press, shows errors beside its field, and closes when it is right", async () => {
    const carol = slack.user("carol");
    await carol.command("/echo card");
    const card = await slack.waitFor(() => said("A card"));
    await carol.press(card, "Ask");
    await slack.waitFor(() => carol.modal());
    await assert.rejects(carol.submit({}), /does not go without “Reason”/);
    const first = await carol.submit({ Reason: "no" });
    assert.deepEqual(first.errors, { why: "Say more" });
    const second = await carol.submit({ Reason: "it is late" });
    assert.equal(second.closed, true);
    assert.equal(carol.modal(), undefined);
    await slack.waitFor(() =>
      slack.direct("carol").messages.some((each) => each.text === "Because it is late"),
    );
    assert.deepEqual(rules(), []);
  });

  it("an answer after three seconds counts as none: the person reads that the command timed out", async () => {
    let letGo = () => {};
    hold.until = new Promise((resolve) => {
      letGo = resolve;
    });
    const typed = slack.user("dan").command("/echo in ack");
    slack.passTime(3_000);
    assert.equal((await typed).how, "late");
    letGo();
    hold.until = undefined;
    assert.deepEqual(rules(), ["ack_within_3s"]);
    assert.ok(
      slack
        .user("dan")
        .sees()
        .some((each) => each.text.includes("operation_timeout")),
    );
  });

  it("a response_url answers five times; Bolt's respond() throws at the sixth", async () => {
    await slack.user("bob").command("/echo respond 6");
    await slack.waitFor(() => said("Failed to respond to the response_url: 404"));
    const answers = slack
      .user("bob")
      .sees()
      .filter((each) => each.text.startsWith("answer "));
    assert.equal(answers.length, 5);
    assert.deepEqual(rules(), ["response_url_5_uses"]);
  });

  it("a shared file is told to the app, which gets it with its token and a sign-in page without", async () => {
    await slack.user("alice").upload("#tidings", "numbers.csv", Buffer.from("phone\n13800138000\n"));
    const echoed = await slack.waitFor(() => said("138001"));
    assert.equal(echoed.text, "200 phone\n13800138000\n | 200 <!DOCTYPE html>");
  });

  it("a mention reaches the app only where it is a member", async () => {
    slack.channel("#elsewhere", { app: false });
    await slack.user("alice").say("#elsewhere", "@tidings are you there?");
    await slack.user("alice").say("#tidings", "@tidings good morning");
    await slack.waitFor(() => said("You said good morning"));
    assert.deepEqual(
      slack.channel("#elsewhere").messages.map((each) => each.text.replace(/<.*>/, "@")),
      ["@ are you there?"],
    );
  });
});
