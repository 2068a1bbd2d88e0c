import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { DiscordAPIError, RateLimitError, REST, Routes } from "discord.js";
import { type Dict, dict } from "../ground/json.ts";
import { type DiscordDouble, startDiscord } from "./double.ts";

const long = (length: number) => "字".repeat(length);
const button = (more: Dict = {}) => ({ type: 2, style: 1, label: "Go", custom_id: "go", ...more });
const row = (...components: Dict[]) => ({ type: 1, components });
const rows = (...each: Dict[]) => ({ components: each });
const menu = (options: Dict[]) => rows(row({ type: 3, custom_id: "menu", options }));
const option = (value: string) => ({ label: "One", value });
const embed = (more: Dict) => ({ embeds: [{ title: "T", ...more }] });
const buttons = (count: number) => Array.from({ length: count }, (_, n) => button({ custom_id: `go${n}` }));

describe("Discord's limits on messages, with the real REST client", () => {
  let discord: DiscordDouble;
  let rest: REST;
  let channel: string;
  before(async () => {
    discord = await startDiscord();
    const env = discord.env();
    rest = new REST({
      api: env.DISCORD_API_URL,
      retries: 0,
      rejectOnRateLimit: () => true,
      globalRequestsPerSecond: 1_000,
    });
    rest.setToken(env.DISCORD_TOKEN ?? "");
    channel = discord.channel("tidings").id;
  });
  after(() => discord.close());

  async function refused(act: Promise<unknown>): Promise<DiscordAPIError> {
    const met = await act.then(
      () => undefined,
      (error: unknown) => error,
    );
    assert.ok(met instanceof DiscordAPIError, `not refused: ${met}`);
    return met;
  }
  const post = (body: Dict) => rest.post(Routes.channelMessages(channel), { body });

  /** The first error of a 50035 answer: where, and its code. */
  async function problem(act: Promise<unknown>): Promise<string> {
    const { code, rawError } = await refused(act);
    assert.equal(code, 50035);
    const path: string[] = [];
    let at = dict(dict(rawError).errors);
    while (!at._errors) {
      const [key = ""] = Object.keys(at);
      path.push(key);
      at = dict(at[key]);
    }
    return `${path.join(".")} ${dict((at._errors as unknown[])[0]).code}`;
  }

  it("a message that is sent again under an enforced nonce is the first one; without it, a second", async () => {
    const said = { content: "once", nonce: "alert-1", enforce_nonce: true };
    const first = dict(await post(said)).id;
    assert.equal(dict(await post(said)).id, first);
    assert.notEqual(dict(await post({ ...said, enforce_nonce: false })).id, first);
    assert.equal(await problem(post({ ...said, nonce: "n".repeat(26) })), "nonce BASE_TYPE_MAX_LENGTH");
  });

  const messages: [string, Dict, string][] = [
    ["2001 characters", { content: long(2001) }, "content BASE_TYPE_MAX_LENGTH"],
    ["11 embeds", { embeds: Array(11).fill({ title: "T" }) }, "embeds BASE_TYPE_MAX_LENGTH"],
    ["a title of 257", embed({ title: long(257) }), "embeds.0.title BASE_TYPE_MAX_LENGTH"],
    [
      "a description of 4097",
      embed({ description: long(4097) }),
      "embeds.0.description BASE_TYPE_MAX_LENGTH",
    ],
    [
      "26 fields",
      embed({ fields: Array(26).fill({ name: "n", value: "v" }) }),
      "embeds.0.fields BASE_TYPE_MAX_LENGTH",
    ],
    [
      "a field of 1025",
      embed({ fields: [{ name: "n", value: long(1025) }] }),
      "embeds.0.fields.0.value BASE_TYPE_MAX_LENGTH",
    ],
    [
      "a field without a value",
      embed({ fields: [{ name: "n", value: "" }] }),
      "embeds.0.fields.0.value BASE_TYPE_REQUIRED",
    ],
    [
      "6001 in all embeds",
      { embeds: [{ description: long(3001) }, { description: long(3000) }] },
      "embeds MAX_EMBED_SIZE_EXCEEDED",
    ],
    ["six rows", rows(...buttons(6).map((each) => row(each))), "components BASE_TYPE_MAX_LENGTH"],
    ["six buttons in a row", rows(row(...buttons(6))), "components.0.components BASE_TYPE_BAD_LENGTH"],
    ["a button outside a row", rows(button()), "components.0.type UNION_TYPE_CHOICES"],
    [
      "a label of 81",
      rows(row(button({ label: long(81) }))),
      "components.0.components.0.label BASE_TYPE_MAX_LENGTH",
    ],
    [
      "a custom_id of 101",
      rows(row(button({ custom_id: long(101) }))),
      "components.0.components.0.custom_id BASE_TYPE_BAD_LENGTH",
    ],
    ["one custom_id twice", rows(row(button(), button())), "components COMPONENT_CUSTOM_ID_DUPLICATED"],
    [
      "a bare button",
      rows(row(button({ label: "" }))),
      "components.0.components.0 BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED",
    ],
    [
      "26 options",
      menu(Array.from({ length: 26 }, (_, n) => option(`${n}`))),
      "components.0.components.0.options BASE_TYPE_BAD_LENGTH",
    ],
    [
      "one option twice",
      menu([option("a"), option("a")]),
      "components.0.components.0.options SELECT_COMPONENT_OPTION_VALUE_DUPLICATED",
    ],
    [
      "layout with content",
      { content: "x", flags: 1 << 15, components: [{ type: 10, content: "y" }] },
      "content MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
    ],
  ];
  for (const [what, body, words] of messages) {
    it(`${what}: 50035, with the place that is wrong`, async () => {
      assert.equal(await problem(post({ content: "x", ...body })), words);
    });
  }

  it("everything at its limit is taken, and nothing at all is an empty message", async () => {
    await post({
      content: long(2000),
      embeds: [{ description: long(4096) }],
      ...rows(
        ...Array.from({ length: 5 }, (_, n) =>
          row(...buttons(5).map((each) => ({ ...each, custom_id: `${n}${each.custom_id}` }))),
        ),
      ),
    });
    assert.equal((await refused(post({}))).code, 50006);
  });

  it("what is not there, not the bot's or not for it is told apart", async () => {
    const hidden = discord.channel("#hidden", { bot: false });
    const hers = discord.user("alice").say("#tidings", "good morning");
    const edit = (id: string) => rest.patch(Routes.channelMessage(channel, id), { body: { content: "x" } });
    assert.equal((await refused(rest.get(Routes.channel("1")))).code, 10003);
    assert.equal(
      (await refused(rest.post(Routes.channelMessages(hidden.id), { body: { content: "x" } }))).code,
      50001,
    );
    assert.equal((await refused(edit("1"))).code, 10008);
    assert.equal((await refused(edit(hers.id))).code, 50005);
    assert.equal((await refused(rest.get("/nowhere"))).status, 404);
    const { DISCORD_API_URL } = discord.env();
    const stranger = new REST({ api: DISCORD_API_URL, retries: 0 }).setToken("wrong");
    assert.equal((await refused(stranger.get(Routes.user()))).status, 401);
  });

  it("429 comes with the wait, on demand", async () => {
    discord.rateLimit("POST /channels/:/messages", { retryAfterS: 30 });
    await assert.rejects(
      post({ content: "x" }),
      (error) => error instanceof RateLimitError && error.retryAfter >= 30_000,
    );
  });
});
