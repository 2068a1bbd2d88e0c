/** BOT-4: several workspaces install one bot by OAuth; each has its own token, people and limits. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { freePort } from "@tidings/shared/node/ports.ts";
import { sign } from "../doubles/slack/delivery.ts";
import { type SlackDouble, startSlack } from "../doubles/slack/double.ts";
import { type Bot, startBot } from "./bot.ts";
import { type Member, member, submittedTemplate } from "./members.ts";
import { reads } from "./words.ts";

const NAME = `两家工作区${Date.now().toString(36)}`;

let north: SlackDouble;
let south: SlackDouble;
let bot: Bot;
let port: number;
let bob: Member;
let carol: Member;

before(async () => {
  north = await startSlack();
  port = await freePort();
  north.deliverTo(`http://127.0.0.1:${port}/slack/events`);
  south = await north.another();
  bot = await startBot(north.env({ oauth: true }), port);
  [bob, carol] = await Promise.all([member("bob", "en"), member("carol", "en")]);
});
after(async () => {
  await bot?.stop();
  await Promise.all([north?.close(), south?.close()]);
});

const at = (path: string, headers = {}) =>
  fetch(`http://127.0.0.1:${port}${path}`, { redirect: "manual", headers });
const sees = (slack: SlackDouble, name: string, ...wanted: string[]) =>
  slack.waitFor(() => reads(slack.user(name).sees(), ...wanted), {
    what: () => `${name} to read ${wanted}\n${bot.log().slice(-2_000)}`,
  });

/** How often the bot has asked whose its token of the workspace is. */
const asks = (slack: SlackDouble) =>
  slack.workspace.calls.filter(({ method }) => method === "auth.test").length;

/** Somebody follows the link, agrees at Slack and comes back: what the bot says then. */
async function comesBack(code: string): Promise<{ readonly status: number; readonly page: string }> {
  const begun = await at("/slack/install");
  assert.equal(begun.status, 302);
  const asked = new URL(begun.headers.get("location") ?? "");
  assert.equal(asked.origin, "https://slack.com");
  assert.match(asked.searchParams.get("scope") ?? "", /chat:write/);
  const state = asked.searchParams.get("state");
  const cookie = (begun.headers.get("set-cookie") ?? "").split(";")[0];
  const back = await at(`/slack/oauth_redirect?code=${code}&state=${state}`, { cookie });
  return { status: back.status, page: await back.text() };
}
async function install(slack: SlackDouble): Promise<void> {
  const { status, page } = await comesBack(slack.agree());
  assert.equal(status, 200, page);
}

/** The status with which the bot answers a signed command of the workspace. */
async function said(slack: SlackDouble): Promise<number> {
  const { app, team } = slack.workspace;
  const body = new URLSearchParams({
    command: "/tidings",
    text: "help",
    team_id: team.id,
    user_id: slack.user("carol").id,
    channel_id: slack.channel("#tidings").id,
    trigger_id: `1.${Date.now()}`,
    response_url: `${slack.url}/actions/none`,
  }).toString();
  const headers = { "content-type": "application/x-www-form-urlencoded", ...sign(app.signingSecret, body) };
  return (await fetch(north.requestUrl(), { method: "POST", headers, body })).status;
}

test("a workspace that has not installed the bot is not answered, nor one that comes back with a forged state", async () => {
  assert.equal(await said(north), 500);
  const forged = await at(`/slack/oauth_redirect?code=${north.agree()}&state=forged`, {
    cookie: "slack-app-oauth-state=forged",
  });
  assert.equal(forged.status, 400);
  assert.match(await forged.text(), /Couldn't install.*\nslack_oauth_invalid_state/);
  assert.equal(await said(north), 500);
});

test("a whole organisation that installs it at once is told to do it in one workspace at a time, and nothing is kept", async () => {
  const { status, page } = await comesBack(north.agree("organisation"));
  assert.equal(status, 400);
  assert.match(page, /须逐个工作区安装.*\n.*in one workspace at a time, not in a whole organisation/);
  assert.equal(await said(north), 500);
});

test("two workspaces install it, and a card in one is decided in the other", async () => {
  await install(north);
  await install(south);
  await north.user("bob").command(`/tidings link ${await bob.linkCode()}`);
  await sees(north, "bob", "You're linked as Bob");
  await south.user("carol").command(`/tidings link ${await carol.linkCode()}`);
  await sees(south, "carol", "You're linked as Carol");
  await submittedTemplate(bob, NAME);
  await north.user("bob").command(`/tidings show ${NAME}`);
  await sees(north, "bob", NAME, "In review");
  await south.user("carol").command(`/tidings show ${NAME}`);
  const card = await sees(south, "carol", NAME, "In review", "Approve");
  await south.user("carol").press(card, "Approve");
  await sees(south, "carol", NAME, "Approved");
  await sees(north, "bob", NAME, "Approved");
});

test("a bot that starts anew knows its workspaces; one that takes it away is not answered, until it installs it again", async () => {
  await bot.stop();
  const before = asks(north);
  bot = await startBot(north.env({ oauth: true }), port);
  assert.equal(asks(north), before + 1, "once, however often it needs the answer");
  await north.user("bob").command("/tidings queue");
  await sees(north, "bob", "My sends");
  assert.equal((await south.uninstall()).how, "in time");
  assert.equal(await said(south), 500);
  assert.equal(await said(north), 200);
  await install(south);
  assert.equal(await said(south), 200);
  assert.deepEqual([...north.violations, ...south.violations], []);
});
