import { timeText } from "@tidings/shared/ground/clock.ts";
import { fillPlaces, say, type Words, w } from "@tidings/shared/ground/locale.ts";
import { POLICY_SOURCE_WORDS } from "@tidings/shared/people/policy_texts.ts";
import { z } from "zod";
import type { Used } from "../../assistant/hands.ts";
import { verb } from "../../data/database.ts";
import { placeOf } from "../../engine/called.ts";
import { typedAt } from "../../registry/hints.ts";
import type { Context } from "../../registry/registry.ts";

/** What a changing call of a tool leaves (MCP-1): a proposal to one person, who gets its button in chat. */

/** Why no message reaches the person. */
const TROUBLE = ["test_key", "nobody", "no_account", "no_bot"] as const;

const place = z.object({
  person: z.string().optional(),
  told_in: z.enum(["slack", "discord"]).optional(),
  quiet_until: z.string().optional(),
  trouble: z.enum(TROUBLE).optional(),
});

/** To whom proposals go, and all that can be proposed to them. */
const whole = place.extend({ permissions: z.array(z.string()) });
export type Place = z.infer<typeof whole>;

const left = place.extend({ id: z.string().optional(), until: z.string().optional() });

/** Nobody to propose to: the caller belongs to no enterprise. */
const NOWHERE: Place = { permissions: [], trouble: "nobody" };

/** Where proposals of the caller go. */
export async function placeToPropose({ session, me }: Context): Promise<Place> {
  if (me.user_id === null || me.enterprise === null) return NOWHERE;
  return whole.parse(await verb(session, "proposal_place"));
}

const HOW = {
  told: w(
    "尚未执行。{person} 会在 {chat} 收到私信，点击其中的按钮后，操作才会以其本人的权限执行；有效期至 {until}。",
    "Nothing has been done yet. {person} gets a direct message in {chat}. The action runs, with their permissions, only after they click its button. Valid until {until}.",
  ),
  quiet: w(
    "{person} 处于免打扰时段，{quiet} 之后才会收到。",
    "{person} is in quiet hours and will get it after {quiet}.",
  ),
  test_key: w(
    "尚未执行，也没有通知任何人：测试密钥不能提交操作申请。请使用正式密钥，或由成员在管理台操作。",
    "Nothing was done and nobody was notified: test keys can't make proposals. Use a live key, or have a member do it in the panel.",
  ),
  nobody: w(
    "尚未执行，也没有通知任何人：创建此密钥的人已不是企业的有效成员。请由有权限的成员在管理台操作，或换用有效成员创建的密钥。",
    "Nothing was done and nobody was notified: the person who created this key is no longer an active member. Have a member with permission do it in the panel, or use a key from an active member.",
  ),
  no_account: w(
    "尚未执行，也没有通知任何人：{person} 未关联聊天账号。请其在管理台操作，或先关联（管理台 → 个人资料 → 聊天账号）后再提交操作申请。",
    "Nothing was done and nobody was notified: {person} hasn't linked a chat account. They can do it in the panel, or link an account (panel → profile → chat accounts) so that you can propose it again.",
  ),
  no_bot: w(
    "尚未执行，也没有通知任何人：{person} 所用的聊天平台当前没有机器人在运行。请其在管理台操作，或稍后再提交操作申请。",
    "Nothing was done and nobody was notified: no bot is running on {person}'s chat platform now. They can do it in the panel, or you can propose it again later.",
  ),
} as const satisfies Record<string, Words>;

type Proposed = Extract<Used, { did: "proposed" }>;

/** Leaves a proposal, and answers what would be done, who is told where, and where else a person does it. */
export async function proposed(
  context: Context,
  { trouble }: Place,
  { action, line, command, input }: Proposed,
): Promise<object> {
  const { commands, locale, session, zone } = context;
  const { panel, input: bound } = await placeOf(context, command, input);
  const said = left.parse(await verb(session, "propose_command", { command: command.name, input: bound }));
  const why = said.trouble ?? trouble;
  const places = {
    person: said.person ?? "",
    chat: said.told_in === undefined ? "" : say(POLICY_SOURCE_WORDS[said.told_in], locale),
    until: said.until === undefined ? "" : timeText(said.until, zone),
    quiet: said.quiet_until === undefined ? "" : timeText(said.quiet_until, zone),
  };
  const words = said.id === undefined ? [HOW[why ?? "nobody"]] : [HOW.told];
  if (said.id !== undefined && said.quiet_until !== undefined) words.push(HOW.quiet);
  return {
    proposal: action.label,
    done: false,
    ...(said.id === undefined ? {} : { id: said.id, told: { person: said.person, in: said.told_in } }),
    how: words.map((each) => fillPlaces(say(each, locale), places)).join("\n"),
    ...(panel === null ? {} : { panel }),
    slack: typedAt("slack", commands, line),
    discord: typedAt("discord", commands, line),
    terminal: typedAt("terminal", commands, line),
  };
}

/** What became of one's proposals, the newest first. */
export async function proposals({ session }: Context): Promise<object> {
  return { proposals: await verb(session, "my_proposals") };
}
