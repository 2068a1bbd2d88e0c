import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { DiscordAPIError, REST, Routes } from "discord.js";
import { type Dict, dict } from "../ground/json.ts";
import { type DiscordDouble, startDiscord } from "./double.ts";

const long = (length: number) => "字".repeat(length);
const subcommands = (count: number): Dict[] =>
  Array.from({ length: count }, (_, n) => ({ type: 1, name: `s${n}`, description: "d" }));

describe("Discord's limits on commands, with the real REST client", () => {
  let discord: DiscordDouble;
  let rest: REST;
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

  const commands: [string, Dict[], string][] = [
    ["a capital letter", [{ name: "Tidings", description: "d" }], "0.name APPLICATION_COMMAND_INVALID_NAME"],
    ["a space", [{ name: "my tidings", description: "d" }], "0.name APPLICATION_COMMAND_INVALID_NAME"],
    ["a name of 33", [{ name: "t".repeat(33), description: "d" }], "0.name BASE_TYPE_BAD_LENGTH"],
    ["no description", [{ name: "tidings" }], "0.description BASE_TYPE_REQUIRED"],
    [
      "a description of 101",
      [{ name: "tidings", description: long(101) }],
      "0.description BASE_TYPE_BAD_LENGTH",
    ],
    [
      "a locale nobody knows",
      [{ name: "tidings", description: "d", description_localizations: { zh: "x" } }],
      "0.description_localizations.zh BASE_TYPE_CHOICES",
    ],
    [
      "the same name twice",
      [
        { name: "a", description: "d" },
        { name: "a", description: "d" },
      ],
      "1 APPLICATION_COMMANDS_DUPLICATE_NAME",
    ],
    [
      "the same Chinese name twice",
      [
        {
          name: "a",
          description: "d",
          options: ["o", "p"].map((name) => ({
            type: 3,
            name,
            description: "d",
            name_localizations: { "zh-CN": "号码" },
          })),
        },
      ],
      "0.options APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS",
    ],
    [
      "26 options",
      [
        {
          name: "a",
          description: "d",
          options: Array.from({ length: 26 }, (_, n) => ({ type: 3, name: `o${n}`, description: "d" })),
        },
      ],
      "0.options BASE_TYPE_MAX_LENGTH",
    ],
    [
      "six entries in the menu of a message",
      Array.from({ length: 6 }, (_, n) => ({ type: 3, name: `Do ${n}` })),
      " APPLICATION_COMMANDS_MENU_LIMIT",
    ],
    [
      "26 subcommands",
      [{ name: "a", description: "d", options: subcommands(26) }],
      "0.options BASE_TYPE_MAX_LENGTH",
    ],
    [
      "26 subcommands in a group",
      [
        {
          name: "a",
          description: "d",
          options: [{ type: 2, name: "g", description: "d", options: subcommands(26) }],
        },
      ],
      "0.options.0.options BASE_TYPE_MAX_LENGTH",
    ],
    [
      "more than 8,000 characters in the longer of its languages",
      [
        {
          name: "a",
          description: "d",
          options: subcommands(20).map((each) => ({
            ...each,
            options: Array.from({ length: 4 }, (_, n) => ({
              type: 3,
              name: `o${n}`,
              description: "d",
              description_localizations: { "zh-CN": long(99) },
            })),
          })),
        },
      ],
      "0 APPLICATION_COMMAND_TOO_LARGE",
    ],
    [
      "required after optional",
      [
        {
          name: "a",
          description: "d",
          options: [
            { type: 3, name: "o", description: "d" },
            { type: 3, name: "p", description: "d", required: true },
          ],
        },
      ],
      "0.options.1 APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID",
    ],
    [
      "26 choices",
      [
        {
          name: "a",
          description: "d",
          options: [
            {
              type: 3,
              name: "o",
              description: "d",
              choices: Array.from({ length: 26 }, (_, n) => ({ name: `c${n}`, value: `${n}` })),
            },
          ],
        },
      ],
      "0.options.0.choices BASE_TYPE_MAX_LENGTH",
    ],
    [
      "a subcommand beside an option",
      [
        {
          name: "a",
          description: "d",
          options: [
            { type: 1, name: "s", description: "d" },
            { type: 3, name: "o", description: "d" },
          ],
        },
      ],
      "0.options APPLICATION_COMMAND_OPTIONS_TYPE_INVALID",
    ],
  ];
  it("100 commands, and not one more, whether they come together or one by one", async () => {
    const route = Routes.applicationCommands(discord.env().DISCORD_APP_ID ?? "");
    const many = (count: number) =>
      Array.from({ length: count }, (_, n) => ({ name: `c${n}`, description: "d" }));
    assert.equal(await problem(rest.put(route, { body: many(101) })), " BASE_TYPE_MAX_LENGTH");
    await rest.put(route, { body: many(100) });
    await rest.post(route, { body: { name: "c7", description: "another" } });
    assert.equal((await refused(rest.post(route, { body: { name: "more", description: "d" } }))).code, 30032);
  });

  for (const [what, body, words] of commands) {
    it(`a command with ${what}: 50035, and the commands stay as they were`, async () => {
      const { DISCORD_APP_ID: app = "" } = discord.env();
      await rest.put(Routes.applicationCommands(app), { body: [{ name: "tidings", description: "d" }] });
      assert.equal(await problem(rest.put(Routes.applicationCommands(app), { body })), words);
      const left = (await rest.get(Routes.applicationCommands(app))) as Dict[];
      assert.deepEqual(
        left.map((each) => each.name),
        ["tidings"],
      );
    });
  }
});
