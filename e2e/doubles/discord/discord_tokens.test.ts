import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type Dict, dict } from "../ground/json.ts";
import { type DiscordDouble, startDiscord } from "./double.ts";
import { LIMITS } from "./limits.ts";
import type { InteractionResult } from "./person.ts";

const MODAL = {
  type: 9,
  data: {
    custom_id: "form",
    title: "Why?",
    components: [{ type: 1, components: [{ type: 4, custom_id: "why", style: 1, label: "Reason" }] }],
  },
};
const CARD = {
  content: "a card",
  components: [{ type: 1, components: [{ type: 2, style: 1, label: "Go", custom_id: "go" }] }],
};

/** The rules of interactions one by one: here the test itself is the app that gets them over the gateway. */
describe("Discord's interactions and their tokens", () => {
  let discord: DiscordDouble;
  let socket: WebSocket;
  let heard = Promise.withResolvers<Dict>();
  before(async () => {
    discord = await startDiscord();
    const { DISCORD_API_URL, DISCORD_APP_ID, DISCORD_TOKEN } = discord.env();
    await fetch(`${DISCORD_API_URL}/v10/applications/${DISCORD_APP_ID}/commands`, {
      method: "PUT",
      headers: { authorization: `Bot ${DISCORD_TOKEN}`, "content-type": "application/json" },
      body: JSON.stringify([{ name: "card", description: "A card" }]),
    });
    socket = new WebSocket(discord.url.replace(/^http/, "ws"));
    socket.onmessage = (message) => {
      const { t, d } = JSON.parse(String(message.data));
      if (t === "INTERACTION_CREATE") heard.resolve(d);
    };
    socket.onopen = () => socket.send(JSON.stringify({ op: 2, d: { token: DISCORD_TOKEN, intents: 0 } }));
    await discord.waitFor(() => discord.gateway.sessions() === 1);
  });
  after(async () => {
    socket.close();
    await discord.close();
  });

  /** Lets a person act and hands over what the app hears; `done` is what becomes of it. */
  async function hear(
    act: () => Promise<InteractionResult>,
  ): Promise<{ it: Dict; done: Promise<InteractionResult> }> {
    heard = Promise.withResolvers();
    const done = act();
    return { it: await heard.promise, done };
  }
  async function call(
    method: string,
    path: string,
    body?: Dict,
  ): Promise<{ status: number; code: unknown; body: Dict }> {
    const headers = { "content-type": "application/json" };
    const response = await fetch(`${discord.env().DISCORD_API_URL}/v10${path}`, {
      method,
      headers,
      body: JSON.stringify(body),
    });
    const said = dict(await response.json().catch(() => ({})));
    return { status: response.status, code: said.code, body: said };
  }
  const answer = (it: Dict, body: Dict) => call("POST", `/interactions/${it.id}/${it.token}/callback`, body);
  const hook = (method: string, it: Dict, tail: string, body?: Dict) =>
    call(method, `/webhooks/${it.application_id}/${it.token}${tail}`, body);
  const rules = () => discord.violations.splice(0).map((each) => each.rule);
  const card = async () => {
    const { it, done } = await hear(() => discord.user("alice").command("card"));
    assert.equal((await answer(it, { type: 4, data: CARD })).status, 204);
    const { message } = await done;
    assert.ok(message);
    return message;
  };

  it("before its answer a token opens nothing, and no other token answers for it", async () => {
    const { it, done } = await hear(() => discord.user("alice").command("card"));
    assert.equal((await hook("POST", it, "", { content: "x" })).code, 10015);
    assert.equal((await answer({ ...it, token: "another" }, { type: 4, data: CARD })).code, 10062);
    assert.equal((await answer(it, { type: 4, data: {} })).code, 50006);
    assert.equal((await answer(it, { type: 4, data: CARD })).status, 204);
    assert.equal((await done).how, "answered");
  });

  it("a modal is only a first answer, and none to a modal", async () => {
    const message = await card();
    const deferred = await hear(() => discord.user("bob").press(message, "Go"));
    assert.equal((await answer(deferred.it, { type: 6 })).status, 204);
    assert.equal((await answer(deferred.it, MODAL)).code, 40060);

    const opened = await hear(() => discord.user("bob").press(message, "Go"));
    assert.equal((await answer(opened.it, MODAL)).status, 204);
    const sent = await hear(() => discord.user("bob").submitModal({ why: "because" }));
    assert.equal((await answer(sent.it, MODAL)).code, 50035);
    assert.equal((await answer(sent.it, { type: 7, data: { content: "done", components: [] } })).status, 204);
    assert.equal(message.content, "done");
  });

  it("an update needs a message to update, and a modal keeps its limits", async () => {
    const { it } = await hear(() => discord.user("alice").command("card"));
    assert.equal((await answer(it, { type: 7, data: CARD })).code, 50035);
    assert.equal((await answer(it, { type: 6 })).code, 50035);
    const title = await answer(it, { type: 9, data: { ...MODAL.data, title: "t".repeat(46) } });
    assert.deepEqual(Object.keys(dict(dict(title.body.errors).data)), ["title"]);
    const components = Array(6).fill(MODAL.data.components[0]);
    assert.equal((await answer(it, { type: 9, data: { ...MODAL.data, components } })).code, 50035);
    assert.equal((await answer(it, { type: 4, data: CARD })).status, 204);
  });

  it("follow-ups are the token's own to read, edit and delete; for fifteen minutes", async () => {
    const { it } = await hear(() => discord.user("alice").command("card"));
    await answer(it, { type: 4, data: CARD });
    const whisper = (await hook("POST", it, "", { content: "psst", flags: 64 })).body;
    assert.equal(
      discord
        .user("bob")
        .sees()
        .some((each) => each.content === "psst"),
      false,
    );
    const place = `/messages/${whisper.id}`;
    assert.equal((await hook("PATCH", it, place, { content: "psst!" })).body.content, "psst!");
    assert.equal((await hook("DELETE", it, place)).status, 204);
    assert.equal((await hook("GET", it, place)).code, 10008);
    assert.equal((await hook("GET", it, "/messages/@original")).body.content, "a card");
    discord.passTime(LIMITS.tokenMs + 1);
    assert.deepEqual(
      await hook("PATCH", it, "/messages/@original", { content: "late" }).then((each) => [
        each.status,
        each.code,
      ]),
      [401, 50027],
    );
    assert.deepEqual(rules(), ["token_15min"]);
  });

  it("an answer that was deferred and never filled is written down", async () => {
    const { it } = await hear(() => discord.user("alice").command("card"));
    await answer(it, { type: 5, data: {} });
    discord.passTime(LIMITS.tokenMs);
    assert.deepEqual(rules(), ["deferred_answer_filled"]);
  });
});
