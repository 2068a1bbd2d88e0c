import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { App } from "@slack/bolt";
import { type SlackDouble, startSlack } from "./double.ts";
import { type EchoApp, startHttpApp } from "./echo_app.ts";

const plain = (text: string) => ({ type: "plain_text" as const, text });
const option = (text: string) => ({ text: plain(text), value: text.toLowerCase() });

/** A form with a menu of the app's own and a file, opened by a shortcut of a message. */
function teach(app: App): void {
  app.shortcut("send_this", async ({ shortcut, ack, client }) => {
    await ack();
    if (shortcut.type !== "message_action") return;
    const [file] = shortcut.message.files as { name: string; url_private_download: string }[];
    await client.views.open({
      trigger_id: shortcut.trigger_id,
      view: {
        type: "modal",
        callback_id: "send",
        title: plain("Send"),
        submit: plain("Send"),
        blocks: [
          {
            type: "section",
            text: plain(`${file?.name} ${new URL(file?.url_private_download ?? "").pathname.split("/")[1]}`),
          },
          {
            type: "input",
            label: plain("Template"),
            element: { type: "external_select", action_id: "template", min_query_length: 0 },
          },
          {
            type: "input",
            optional: true,
            label: plain("Numbers"),
            element: { type: "file_input", action_id: "numbers" },
          },
        ],
      },
    });
  });
  app.options("template", async ({ options, ack }) => {
    const all = ["Welcome", "Member day", "Order sent"].map(option);
    await ack({ options: all.filter((each) => each.value.includes(options.value.toLowerCase())) });
  });
  app.view("send", async ({ ack, view, client }) => {
    await ack();
    const [menu, upload] = Object.values(view.state.values).map((each) => Object.values(each)[0]);
    const { url_private = "" } = (upload as { files: { url_private: string }[] }).files[0] ?? {};
    const bytes = await (
      await fetch(url_private, { headers: { authorization: `Bearer ${client.token}` } })
    ).text();
    await client.chat.postMessage({ channel: "#tidings", text: `${menu?.selected_option?.value}: ${bytes}` });
  });
}

describe("Slack's forms, with the real Bolt", () => {
  let slack: SlackDouble;
  let bolt: EchoApp;
  before(async () => {
    slack = await startSlack();
    bolt = await startHttpApp(slack, teach);
  });
  after(async () => {
    await bolt.stop();
    await slack.close();
  });

  it("a menu offers what the app finds for the words typed, and a picked file comes with its address", async () => {
    const bob = slack.user("bob");
    await bob.upload("#tidings", "list.csv", Buffer.from("a"));
    const message = await slack.waitFor(() => bob.sees().find((each) => each.files.length > 0));
    await bob.shortcut("send_this", message);
    const view = await slack.waitFor(() => bob.modal());
    assert.match(JSON.stringify(view.view.blocks), /list\.csv files-pri/);
    assert.deepEqual(await bob.offers("Template", "e"), ["Welcome", "Member day", "Order sent"]);
    assert.deepEqual(await bob.offers("Template", "day"), ["Member day"]);
    await assert.rejects(bob.submit({ Template: "Nothing" }), /There is no option "Nothing"/);
    const numbers = bob.pickFile("numbers.csv", Buffer.from("13800138000"));
    assert.equal((await bob.submit({ Template: "Member day", Numbers: numbers })).closed, true);
    await slack.waitFor(() => bob.sees().some((each) => each.text === "member day: 13800138000"));
    assert.deepEqual(slack.violations, []);
  });
});
