import { count } from "@tidings/shared/ground/figures.ts";
import { fillPlaces, type Locale, say, type Words, w } from "@tidings/shared/ground/locale.ts";
import {
  IMPORT_KIND_WORDS,
  IMPORT_PLAN_WORDS,
  type ImportPlan,
  READ_KINDS,
} from "@tidings/shared/moving/words.ts";
import { refusalWords } from "@tidings/shared/refusals/register.ts";
import { z } from "zod";
import { answerOf, invoke, verb } from "../../data/database.ts";
import { rowsHere } from "../../data/rows.ts";
import type { Answer } from "../../ground/answer.ts";
import { UserError } from "../../ground/errors.ts";
import { type Context, defineCommand } from "../../registry/registry.ts";

const SAYS = {
  none: w(
    "本企业没有 KooMessage 通道。请平台管理员新增 KooMessage 运营商（AK/SK）并为本企业开通通道。",
    "Your enterprise has no KooMessage channel. Ask a platform admin to add a KooMessage carrier (AK/SK) and grant you a channel.",
  ),
  which: w(
    "有多个 KooMessage 通道，请指定其中一个：{names}。",
    "There are several KooMessage channels. Specify one: {names}.",
  ),
  reading: w("正在读取：{kind} {read}", "Reading: {kind} {read}"),
  bringing: w("正在迁入", "Importing"),
  read: w("账号已读取，尚未迁入任何内容", "Account read; nothing imported yet"),
  brought: w("已迁入 {count} 项", "{count} {count:item|items} imported"),
  left: w("{count} 项未能迁入：", "{count} {count:item|items} not imported:"),
  line: w("{kind}「{name}」：{why}", "{kind} “{name}”: {why}"),
  more: w("其余 {count} 项见 moving-in list。", "For the other {count}, see moving-in list."),
  kind: w("类型", "Type"),
  next: w(
    "如需迁入，请加 --bring；逐项查看请用 moving-in list。迁入的内容是草稿，由另一位成员审核后才可使用；推广类短信只能发送给已有订单关系的会员。",
    "Add --bring to import them, or see each one with moving-in list. Imports are drafts until another member reviews them. Promotional SMS may go only to members with an existing subscription.",
  ),
  after: w(
    "签名须补充营业执照后再提交；短消息模板在签名通过后提交；模板审核通过后，未改动的模板直接沿用厂商的审核结果。",
    "Add the business licence before you submit a signature. Submit SMS templates after their signature is approved. An approved, unchanged template keeps the vendors' review results.",
  ),
} as const satisfies Record<string, Words>;

const PLANS: readonly ImportPlan[] = ["new", "joins", "history", "cannot", "here"];
/** Rows that the API gives at once. */
const PAGE = 1_000;
/** Rows that one call brings. */
const AT_ONCE = 100;
/** Lines about what cannot come. */
const MOST_LINES = 10;

type Item = {
  id: string;
  kind: keyof typeof IMPORT_KIND_WORDS;
  name: string;
  plan: ImportPlan;
  problem: string | null;
  problem_details: unknown;
};
type Trouble = Pick<Item, "kind" | "name"> & { why: string };

async function channelOf(context: Context, named: string | undefined): Promise<string> {
  const channels = await answerOf<{ id: string; name: string }[]>(
    rowsHere(context, "channel_cards", "id, name").eq("adapter", "koomessage").order("name"),
  );
  const fitting =
    named === undefined ? channels : channels.filter(({ id, name }) => name === named || id === named);
  const [one, ...others] = fitting;
  if (one && others.length === 0) return one.id;
  if (channels.length === 0) throw new UserError(say(SAYS.none, context.locale));
  const names = channels.map(({ name }) => name).join(context.locale === "zh-CN" ? "、" : ", ");
  throw new UserError(fillPlaces(say(SAYS.which, context.locale), { names }));
}

async function readAccount(context: Context, channel_id: string): Promise<void> {
  for (const kind of READ_KINDS) {
    let read = 0;
    for (let offset: number | null = 0; offset !== null; ) {
      const page: { read: number; next: number | null } = await invoke(context.session, "ask-carrier", {
        ...{ ask: "account", channel_id, kind, offset },
      });
      read += page.read;
      offset = page.next;
      const text = fillPlaces(say(SAYS.reading, context.locale), {
        kind: say(IMPORT_KIND_WORDS[kind], context.locale),
        read: count(read),
      });
      await context.progress({ tone: "plain", text });
    }
  }
}

async function itemsOf(context: Context, channel: string): Promise<Item[]> {
  const items: Item[] = [];
  for (;;) {
    const rows = await answerOf<Item[]>(
      rowsHere(context, "import_item_cards", "id, kind, name, plan, problem, problem_details")
        .eq("channel_id", channel)
        .order("kind")
        .order("id")
        .range(items.length, items.length + PAGE - 1),
    );
    items.push(...rows);
    if (rows.length < PAGE) return items;
  }
}

const whyOf = (code: string, details: unknown, locale: Locale) => refusalWords(code, locale, details).message;

/** Brings what can come, kind after kind. Returns what could not. */
async function bringAll(context: Context, items: readonly Item[]): Promise<Trouble[]> {
  const open = items.filter(({ plan }) => plan !== "here" && plan !== "cannot");
  const troubles: Trouble[] = [];
  for (let first = 0; first < open.length; first += AT_ONCE) {
    const slice = open.slice(first, first + AT_ONCE);
    const outcomes = await verb<{ id: string; refusal: { code: string; details?: unknown } | null }[]>(
      context.session,
      "transition_many",
      {
        ...{ resource: "import_item", verb: "bring", ids: slice.map(({ id }) => id) },
        request: context.request(`bring/${slice[0]?.id}`),
      },
    );
    for (const { id, refusal } of outcomes) {
      const item = slice.find((one) => one.id === id);
      if (refusal && item)
        troubles.push({ ...item, why: whyOf(refusal.code, refusal.details, context.locale) });
    }
    const progress = { done: Math.min(first + AT_ONCE, open.length), total: open.length };
    await context.progress({
      tone: "plain",
      progress: { ...progress, label: say(SAYS.bringing, context.locale) },
    });
  }
  return troubles;
}

function tableOf(items: readonly Item[], locale: Locale): NonNullable<Answer["table"]> {
  const kinds = [...new Set(items.map(({ kind }) => kind))];
  return {
    name: "moving-in",
    columns: [
      { title: say(SAYS.kind, locale) },
      ...PLANS.map((plan) => ({ title: say(IMPORT_PLAN_WORDS[plan], locale), align: "right" as const })),
    ],
    rows: kinds.map((kind) => [
      say(IMPORT_KIND_WORDS[kind], locale),
      ...PLANS.map((plan) => count(items.filter((one) => one.kind === kind && one.plan === plan).length)),
    ]),
  };
}

function troubleText(troubles: readonly Trouble[], locale: Locale): string[] {
  if (troubles.length === 0) return [];
  const shown = troubles
    .slice(0, MOST_LINES)
    .map(({ kind, name, why }) =>
      fillPlaces(say(SAYS.line, locale), { kind: say(IMPORT_KIND_WORDS[kind], locale), name, why }),
    );
  const more = troubles.length - shown.length;
  return [
    fillPlaces(say(SAYS.left, locale), { count: count(troubles.length) }),
    ...shown,
    ...(more > 0 ? [fillPlaces(say(SAYS.more, locale), { count: count(more) })] : []),
  ];
}

/** CHL-1: reads what a KooMessage account has, shows what would come, and brings it when told. */
export const importKoomessage = defineCommand({
  name: "import koomessage",
  feature: "moving",
  admin: true,
  terminalOnly: true,
  words: {
    title: w("从 KooMessage 迁入", "Import from KooMessage"),
    description: w(
      "读取 KooMessage 账号的签名、短消息模板、模板、域名、任务与短链，先列出结果，加 --bring 才迁入",
      "Reads an account's signatures, SMS templates, templates, domains, tasks and links; --bring imports them",
    ),
    options: { channel: w("通道", "Channel"), bring: w("迁入", "Import") },
  },
  input: z.object({
    channel: z.string().trim().min(1).max(200).optional(),
    bring: z.boolean().optional(),
  }),
  positional: ["channel"],
  permission: "KooMessage:template:create",
  reads: false,
  audience: "person",
  async run(context, { channel: named, bring = false }): Promise<Answer> {
    const { locale } = context;
    const channel = await channelOf(context, named);
    await readAccount(context, channel);
    const found = await itemsOf(context, channel);
    const blocked = found
      .filter(({ plan }) => plan === "cannot")
      .map((item) => ({ ...item, why: whyOf(item.problem ?? "", item.problem_details, locale) }));
    if (!bring)
      return {
        ...{ tone: "plain", title: say(SAYS.read, locale), table: tableOf(found, locale) },
        ...(blocked.length > 0 ? { text: troubleText(blocked, locale).join("\n") } : {}),
        note: say(SAYS.next, locale),
      };
    const troubles = [...(await bringAll(context, found)), ...blocked];
    const now = await itemsOf(context, channel);
    const here = (items: readonly Item[]) => items.filter(({ plan }) => plan === "here").length;
    return {
      tone: troubles.length > 0 ? "warn" : "good",
      title: fillPlaces(say(SAYS.brought, locale), { count: count(here(now) - here(found)) }),
      table: tableOf(now, locale),
      ...(troubles.length > 0 ? { text: troubleText(troubles, locale).join("\n") } : {}),
      note: say(SAYS.after, locale),
    };
  },
});
