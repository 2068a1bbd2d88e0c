import assert from "node:assert/strict";
import { createPublicKey, verify } from "node:crypto";
import { describe, it, type TestContext } from "node:test";
import { Client, GatewayIntentBits } from "discord.js";
import { type Call, type Reply, serve } from "../ground/http.ts";
import { dict, parse } from "../ground/json.ts";
import { type DiscordDouble, startDiscord } from "./double.ts";

const REFUSED: Reply = { status: 401, body: "bad signature" };

/** Checks a signature as Discord's documentation asks. */
function signed(key: string, { headers, body }: Call): boolean {
  const publicKey = createPublicKey({
    key: { kty: "OKP", crv: "Ed25519", x: Buffer.from(key, "hex").toString("base64url") },
    format: "jwk",
  });
  const signature = Buffer.from(String(headers["x-signature-ed25519"]), "hex");
  const text = Buffer.concat([Buffer.from(String(headers["x-signature-timestamp"])), body]);
  return verify(null, text, publicKey, signature);
}

async function start(t: TestContext, checks: (discord: DiscordDouble, call: Call) => boolean) {
  const discord = await startDiscord();
  const app = await serve(0, (call): Reply => {
    if (!checks(discord, call)) return REFUSED;
    const { type, data } = dict(parse(call.body.toString()));
    if (type === 1) return { body: { type: 1 } };
    return { body: { type: 4, data: { content: `You used ${dict(data).name}` } } };
  });
  t.after(() => Promise.all([app.close(), discord.close()]));
  discord.server.commands.set("global", [{ id: "1", name: "hello", description: "d" }]);
  return { discord, app };
}

describe("Discord's interactions endpoint", () => {
  it("takes an endpoint that answers PING and refuses a wrong signature, and sends it signed interactions", async (t) => {
    const { discord, app } = await start(t, (each, call) => signed(each.server.app.publicKey, call));
    await discord.deliverTo(app.url);
    const { how, message } = await discord.user("alice").command("hello");
    assert.deepEqual([how, message?.content], ["answered", "You used hello"]);
    assert.deepEqual(discord.violations, []);
  });

  it("does not take an endpoint that believes everything", async (t) => {
    const { discord, app } = await start(t, () => true);
    await assert.rejects(discord.deliverTo(app.url), /A wrong signature was answered with 200, not 401/);
  });
});

describe("Discord's gateway", () => {
  const client = (discord: DiscordDouble, intents: GatewayIntentBits[]) =>
    new Client({ intents, rest: { api: discord.env().DISCORD_API_URL } });

  it("refuses a wrong token, and intents the app was not given", async (t) => {
    const discord = await startDiscord();
    t.after(() => discord.close());
    await assert.rejects(client(discord, []).login("wrong"), /invalid token/i);
    const curious = client(discord, [GatewayIntentBits.MessageContent]);
    await assert.rejects(curious.login(discord.env().DISCORD_TOKEN), /disallowed intents/i);
  });

  it("beats with the client, and takes it back when it asks it to come again", async (t) => {
    const discord = await startDiscord({ heartbeatMs: 20 });
    const bot = client(discord, [GatewayIntentBits.Guilds]);
    t.after(async () => {
      await bot.destroy();
      await discord.close();
    });
    const ready = new Promise<void>((resolve) => bot.once("clientReady", () => resolve()));
    await bot.login(discord.env().DISCORD_TOKEN);
    await ready;
    assert.equal(bot.channels.cache.get(discord.channel("tidings").id)?.isTextBased(), true);
    const resumed = new Promise<void>((resolve) => bot.once("shardResume", () => resolve()));
    discord.gateway.reconnect();
    await resumed;
    await discord.waitFor(() => discord.gateway.beats() > 1);
    assert.equal(discord.gateway.sessions(), 1);
  });
});
