import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { COMMANDS } from "../commands/list.ts";
import { onMessages } from "../registry/registry.ts";
import { menuCallback } from "./slack/app_menus.ts";
import { OAUTH_PATHS, SCOPES } from "./slack/oauth.ts";

/** The set-up of both platforms asks for what the code calls and listens to, and for nothing else. */
const HERE = import.meta.dirname;
const ROOT = join(HERE, "../../..");
const sourceOf = (platform: string) =>
  readdirSync(join(HERE, platform))
    .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"))
    .map((name) => readFileSync(join(HERE, platform, name), "utf8"))
    .join("\n");
const found = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map((hit) => String(hit[1]));

/** What each method needs, as its page at docs.slack.dev says, for the kinds of channels that the bot is in: public, private, direct. */
const NEEDS: Readonly<Record<string, readonly string[]>> = {
  "auth.test": [],
  "chat.delete": ["chat:write"],
  "chat.postEphemeral": ["chat:write"],
  "chat.postMessage": ["chat:write"],
  "chat.unfurl": ["links:write"],
  "chat.update": ["chat:write"],
  "conversations.history": ["channels:history", "groups:history", "im:history"],
  "conversations.replies": ["channels:history", "groups:history", "im:history"],
  // Of a direct message it is not asked for: what cannot be told there is taken for a membership.
  "conversations.info": ["channels:read", "groups:read"],
  "conversations.open": ["im:write"],
  "files.completeUploadExternal": ["files:write"],
  "files.getUploadURLExternal": ["files:write"],
  filesUploadV2: ["files:write"],
  "files.info": ["files:read"],
  "users.info": ["users:read"],
  "views.open": [],
  "views.publish": [],
  "views.update": [],
};
/** What receiving something needs. */
const HEARS: Readonly<Record<string, readonly string[]>> = {
  command: ["commands"],
  shortcut: ["commands"],
  app_mention: ["app_mentions:read"],
  app_home_opened: [],
  app_uninstalled: [],
  link_shared: ["links:read"],
};

test("Slack's manifest has the scopes of every method and event that the bot uses, and no other", () => {
  const source = sourceOf("slack");
  const methods = found(source, /\b(?:client|once)\.((?:[a-z]+\.[a-zA-Z]+)|filesUploadV2)\(/g);
  const events = found(source, /\bapp\.event\("(\w+)"/g);
  const listens = found(source, /\bapp\.(command|shortcut)\b/g);
  const scopes = [...methods.map((method) => NEEDS[method] ?? [`? ${method}`])]
    .concat([...events, ...listens].map((each) => HEARS[each] ?? [`? ${each}`]))
    .flat();
  const manifest = readFileSync(join(ROOT, "docs/slack-manifest.yaml"), "utf8");
  const list = (key: string) => {
    const [, part = ""] = new RegExp(`\\n( *)${key}:\\n((?:\\1  .*\\n)+)`).exec(manifest)?.slice(1) ?? [];
    return found(part, /^ *- ([\w:]+)$/gm).sort();
  };
  assert.deepEqual(list("bot"), [...new Set(scopes)].sort());
  assert.deepEqual(SCOPES, list("bot"), "what a workspace is asked for by OAuth");
  assert.deepEqual(found(manifest, /^ *- https:.*(\/slack\/oauth_redirect)$/gm), [OAUTH_PATHS[1]]);
  assert.equal(/home_tab_enabled: true/.test(manifest), methods.includes("views.publish"), "the home");
  assert.equal(/unfurl_domains:\n +- /.test(manifest), events.includes("link_shared"), "hosts to hear of");
  assert.deepEqual(list("bot_events"), [...new Set(events)].sort());
  const shortcuts = found(source, /app\.shortcut<[^>]*>\("(\w+)"/g);
  const menus = onMessages(COMMANDS);
  assert.deepEqual(
    found(manifest, /callback_id: (\w+)/g).sort(),
    [...shortcuts, ...menus.map(menuCallback)].sort(),
  );
  for (const menu of menus) {
    const { title, description } = menu.words;
    const entry = `- name: ${title.en}\n      type: message\n      callback_id: ${menuCallback(menu)}\n      description: ${description.en}\n`;
    assert.ok(manifest.includes(entry), entry);
    // Slack takes 24 characters of a name and 150 of a description; Discord takes 32 of a name.
    assert.ok(title.en.length <= 24 && title.zh.length <= 24 && description.en.length <= 150, menu.name);
    assert.ok(menu.reads && menu.audience === "person", `${menu.name} answers to the person alone`);
  }
  assert.deepEqual(found(manifest, /command: (\/\w+)/g), found(source, /app\.command\("(\/\w+)"/g));
});

test("Discord is asked for the intents of what the bot listens to, and README names the permissions that it uses", () => {
  const source = sourceOf("discord");
  // Interactions come without an intent; the list of servers is what a gateway client keeps itself by.
  assert.deepEqual(
    [...new Set(found(source, /GatewayDispatchEvents\.(\w+)/g))].filter((name) => name !== ""),
    ["InteractionCreate"],
  );
  assert.deepEqual(found(source, /GatewayIntentBits\.(\w+)/g), ["Guilds"]);
  const words: Readonly<Record<string, string>> = {
    ViewChannel: "View Channels",
    SendMessages: "Send Messages",
    SendMessagesInThreads: "Send Messages in Threads",
    EmbedLinks: "Embed Links",
    AttachFiles: "Attach Files",
  };
  const used = [...new Set(found(source, /PermissionFlagsBits\.(\w+)/g))].filter(
    (each) => each !== "Administrator",
  );
  const asked = used.map((each) => words[each] ?? `? ${each}`);
  // To answer one's own message, as updates of an incident do.
  if (source.includes("message_reference")) asked.push("Read Message History");
  const readme = readFileSync(join(ROOT, "README.md"), "utf8").split("## Discord")[1]?.split("```")[0] ?? "";
  const [, permissions = ""] = /permissions\s([\s\S]*?);/.exec(readme) ?? [];
  assert.deepEqual(found(permissions, /\*([^*]+)\*/g).sort(), asked.sort());
});
