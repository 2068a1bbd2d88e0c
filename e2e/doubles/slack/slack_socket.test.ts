import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { SocketModeReceiver } from "@slack/bolt";
import { serve } from "../ground/http.ts";
import { type SlackDouble, startSlack } from "./double.ts";
import { type EchoApp, quiet, startSocketApp } from "./echo_app.ts";

describe("Slack in Socket Mode, with the real Bolt", () => {
  let slack: SlackDouble;
  let bolt: EchoApp;
  before(async () => {
    slack = await startSlack({ requestUrl: "http://127.0.0.1:9/nobody" });
    bolt = await startSocketApp(slack, (app) => {
      app.command("/echo", async ({ command, ack, respond }) => {
        await ack(`at once: ${command.text}`);
        await respond(`later: ${command.text}`);
      });
      app.event("app_mention", async ({ say }) => {
        await say("I hear you");
      });
    });
  });
  after(async () => {
    await bolt.stop();
    await slack.waitFor(() => slack.socket.connections() === 0);
    await slack.close();
  });
  const sees = (text: string) =>
    slack
      .user("alice")
      .sees()
      .some((each) => each.text === text);

  it("commands and events come through the socket, and the acknowledgement carries the answer", async () => {
    await slack.user("alice").command("/echo hello");
    await slack.waitFor(() => sees("at once: hello") && sees("later: hello"));
    await slack.user("alice").say("#tidings", "@tidings are you there?");
    await slack.waitFor(() => sees("I hear you"));
    assert.deepEqual(slack.violations, []);
  });

  it("a refresh makes the app come again; what is typed meanwhile is lost with dispatch_failed", async () => {
    slack.socket.refresh();
    await slack.waitFor(() => slack.socket.connections() === 0);
    await slack.user("alice").command("/echo lost");
    assert.ok(sees('/echo failed with the error "dispatch_failed"'));
    assert.deepEqual(
      slack.violations.splice(0).map((each) => each.rule),
      ["app_reachable"],
    );
    await slack.waitFor(() => slack.socket.connections() === 1);
    await slack.user("alice").command("/echo again");
    assert.ok(sees("at once: again"));
  });

  it("an address opens one connection, and a wrong app token none", async () => {
    const url = slack.socket.ticket();
    const open = () =>
      new Promise<string>((resolve) => {
        const socket = new WebSocket(url);
        socket.onmessage = (message) => {
          socket.close();
          resolve(JSON.parse(String(message.data)).type);
        };
        socket.onerror = () => resolve("refused");
      });
    assert.deepEqual([await open(), await open()], ["hello", "refused"]);
    const installerOptions = { clientOptions: { slackApiUrl: slack.env().SLACK_API_URL } };
    const stranger = new SocketModeReceiver({ appToken: "xapp-wrong", installerOptions, logger: quiet });
    await assert.rejects(stranger.client.start(), /invalid_auth/);
  });
});

describe("Slack's events over HTTP", () => {
  it("an event nobody acknowledges comes again at once, after one minute and after five, with its number", async (t) => {
    const seen: string[] = [];
    const app = await serve(0, ({ headers }) => {
      seen.push(`${headers["x-slack-retry-num"] ?? 0} ${headers["x-slack-retry-reason"] ?? "first"}`);
      return { status: 500 };
    });
    const slack = await startSlack({ requestUrl: app.url });
    t.after(() => Promise.all([app.close(), slack.close()]));
    await slack.user("alice").say("#tidings", "@tidings hello");
    const failures = (count: number) => slack.waitFor(() => slack.violations.length >= count);
    await failures(2);
    slack.passTime(60_000);
    await failures(3);
    slack.passTime(5 * 60_000);
    await failures(4);
    assert.deepEqual(seen, ["0 first", "1 http_error", "2 http_error", "3 http_error"]);
  });
});
