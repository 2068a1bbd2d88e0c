import { fillPlaces, type Locale, say, type Words, w } from "@tidings/shared/ground/locale.ts";
import {
  actionWords,
  apartOf,
  PERMISSION_ACTIONS,
  type PermissionAction,
} from "@tidings/shared/people/action_words.ts";
import {
  type AbleMember,
  ableWords,
  type Explained,
  outcomesOf,
  verdictOf,
} from "@tidings/shared/people/explained.ts";
import { z } from "zod";
import { verb } from "../../data/database.ts";
import { findResource, namesLike, type ResourceMatch } from "../../engine/find.ts";
import { namedBy } from "../../engine/named.ts";
import { MEMBER, referenceOf, suggestReferences } from "../../engine/references.ts";
import type { Answer } from "../../ground/answer.ts";
import { UserError } from "../../ground/errors.ts";
import { type Context, defineCommand } from "../../registry/registry.ts";

const SAYS = {
  action: w("操作", "Action"),
  member: w("成员（不写则为自己）", "Member (default: yourself)"),
  row: w("操作对象：模板、发送任务、解析任务或域名", "For this template, send, link task or domain"),
  unknown: w(
    "没有名为“{text}”的操作。可用操作示例：{examples}",
    "No action is called “{text}”. Examples: {examples}",
  ),
  several: w("“{text}”对应多个操作：{names}", "“{text}” matches several actions: {names}"),
  may: w("{name}：{verdict}“{action}”", "{name} · {verdict}: “{action}”"),
  rights_only: w(
    "此处只检查权限；操作仍可能因四眼原则、状态或两步验证被拒绝。",
    "This checks permissions only. The four-eyes rule, the item's state or two-step verification may still block the action.",
  ),
  who: w("可执行“{action}”的成员（{count}）", "Members who can “{action}” ({count})"),
  nobody: w("没有成员可以执行此操作。", "No member can do this."),
  name: w("姓名", "Name"),
  email: w("邮箱", "Email"),
  when: w("条件", "Condition"),
  always: w("始终", "always"),
} as const satisfies Record<string, Words>;

/** Rows about which an action may be asked: those whose maker the law knows. */
const ROWS = ["template", "send", "resolve_task", "domain"] as const;

const isOfMain = ({ service, resource }: PermissionAction) => apartOf(service, resource) === null;

const callsOf = (locale: Locale) => (each: PermissionAction) => [
  say(each, locale),
  each.en,
  each.zh,
  each.action,
  ...(isOfMain(each) ? [`${each.resource}:${each.operation}`] : []),
  ...each.aliases,
];

/** The action that is typed in words of either language, by its name, or by one of the guide's. @throws UserError that names some */
function actionNamed(text: string, locale: Locale): string {
  const { rows: found } = namedBy(PERMISSION_ACTIONS, text, callsOf(locale));
  // Of two services with such a resource the main one need not be named.
  const [only, ...more] = found.length > 1 ? found.filter(isOfMain) : found;
  if (only && more.length === 0) return only.action;
  const names = (found.length > 0 ? found : PERMISSION_ACTIONS).slice(0, 5).map((each) => say(each, locale));
  const said = found.length > 0 ? SAYS.several : SAYS.unknown;
  const values = { text, names: names.join(" · "), examples: names.join(" · ") };
  throw new UserError(fillPlaces(say(said, locale), values), "action");
}

const suggestActions = async ({ locale }: Context, typed: string) =>
  PERMISSION_ACTIONS.map((each) => say(each, locale))
    .filter((words) => words.toLowerCase().includes(typed.trim().toLowerCase()))
    .slice(0, 25);
const suggestRows = (context: Context, typed: string) => namesLike(context, typed, ROWS);

const typedText = z.string().trim().min(1).max(100);

async function askedRow(context: Context, about: string | undefined) {
  if (about === undefined) return {};
  const found: ResourceMatch = await findResource(context, about, [], ROWS);
  return { resource: found.resource, id: found.id };
}

/** Whether a member may, and which statement of which policy of which group decides it (IAM-3). */
export const may = defineCommand({
  name: "may",
  feature: "people",
  admin: true,
  words: {
    title: w("检查权限", "Check a permission"),
    description: w(
      "查看成员能否执行某个操作，以及由哪个用户组的哪条策略决定",
      "Checks if a member can do something, and which group's policy decides",
    ),
    options: { action: SAYS.action, member: SAYS.member, about: SAYS.row },
  },
  input: z.object({ action: typedText, member: typedText.optional(), about: typedText.optional() }),
  positional: ["action", "member", "about"],
  permission: null,
  reads: true,
  audience: "person",
  suggests: {
    action: suggestActions,
    member: (context, typed) => suggestReferences(context, MEMBER, typed),
    about: suggestRows,
  },
  async run(context, { action: typed, member, about }): Promise<Answer> {
    const { locale, session } = context;
    const explained = await verb<Explained>(session, "explain_right", {
      action: actionNamed(typed, locale),
      ...(member === undefined ? {} : { member: await referenceOf(context, MEMBER, member) }),
      ...(await askedRow(context, about)),
    });
    const verdict = verdictOf(explained);
    return {
      tone: verdict.tone === "good" ? "good" : "warn",
      title: fillPlaces(say(SAYS.may, locale), {
        name: explained.member.name,
        verdict: say(verdict, locale),
        action: say(actionWords(explained.action), locale),
      }),
      text: outcomesOf(explained)
        .map(({ when, why }) => [when, why].flatMap((words) => (words ? say(words, locale) : [])).join(" — "))
        .join("\n"),
      note: say(SAYS.rights_only, locale),
    };
  },
});

/** Which members may, and when (IAM-3). */
export const whoCan = defineCommand({
  name: "who-can",
  feature: "people",
  admin: true,
  words: {
    title: w("谁有权操作", "Who can act"),
    description: w("列出可执行某个操作的成员", "Lists who can do something"),
    options: { action: SAYS.action, about: SAYS.row },
  },
  input: z.object({ action: typedText, about: typedText.optional() }),
  positional: ["action", "about"],
  permission: "KooMessage:member:list",
  reads: true,
  audience: "person",
  suggests: { action: suggestActions, about: suggestRows },
  async run(context, { action: typed, about }): Promise<Answer> {
    const { locale, session } = context;
    const { action, members } = await verb<{ action: string; members: readonly AbleMember[] }>(
      session,
      "who_can",
      { action: actionNamed(typed, locale), ...(await askedRow(context, about)) },
    );
    const title = fillPlaces(say(SAYS.who, locale), {
      action: say(actionWords(action), locale),
      count: members.length,
    });
    if (members.length === 0) return { tone: "plain", title, text: say(SAYS.nobody, locale) };
    return {
      tone: "plain",
      title,
      table: {
        name: "who-can",
        columns: [SAYS.name, SAYS.email, SAYS.when].map((words) => ({
          title: say(words, locale),
          align: "left",
        })),
        rows: members.map((each) => [each.name, each.email, say(ableWords(each) ?? SAYS.always, locale)]),
      },
    };
  },
});
