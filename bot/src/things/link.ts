import { LINK_STATUS_WORDS } from "@tidings/shared/links/words.ts";
import { fillPlaces, say, type Words } from "@tidings/shared/locale.ts";
import { maskPhone, phoneOrNull } from "@tidings/shared/numbers/phone.ts";
import type { Answer, Field } from "../answer.ts";
import { answerOf, verb } from "../database.ts";
import { count } from "../figures.ts";
import { Mistake } from "../refused.ts";
import type { Context } from "../registry.ts";
import { timeText } from "../times.ts";
import { findOne } from "./find.ts";
import { singleActions } from "./link_moves.ts";
import type { DeliveryLink, LinkCard } from "./link_rows.ts";
import { toneOf, type View } from "./view.ts";

/** Links by what a person types: a task by its name, batch or id, a link by its code, its address or its number. */

export type FoundLink =
  | { readonly thing: "resolve_task"; readonly id: string }
  | { readonly thing: "link"; readonly row: LinkCard }
  | { readonly thing: "delivery"; readonly row: DeliveryLink };

const SAYS = {
  nobodys: { zh: "没有短链「{text}」。", en: "There is no link “{text}”." },
  status: { zh: "状态", en: "Status" },
  task: { zh: "解析任务", en: "Resolve task" },
  send: { zh: "发送任务", en: "Send" },
  template: { zh: "模板", en: "Template" },
  flag: { zh: "客户标识", en: "Customer flag" },
  resolved: { zh: "已解析 / 可解析", en: "Resolved / allowed" },
  last: { zh: "最近解析", en: "Last resolved" },
  expires: { zh: "有效期至", en: "Good until" },
  frozen: { zh: "冻结原因", en: "Why frozen" },
} as const satisfies Record<string, Words>;

/** Ids of links are from 2^46 on; whatever is shorter is a code. */
const LINK_ID = /^\d{14,15}$/;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const CODE = /^[0-9A-Za-z]{3,10}$/;

/** @throws Mistake when nothing is found, or several could be meant */
export async function findLink(context: Context, typed: string): Promise<FoundLink> {
  // Slack writes an address as <address|words>.
  const text = typed.trim().replace(/^<([^|>]*)(?:\|[^>]*)?>$/, "$1");
  if (UUID.test(text)) return { thing: "resolve_task", id: text };
  const row = await linkOf(context, text);
  if (row) return row;
  if (text.includes("/")) throw new Mistake(fillPlaces(say(SAYS.nobodys, context.locale), { text }));
  const { id } = await findOne(context, text, ["resolve_task"]);
  return { thing: "resolve_task", id };
}

async function linkOf(context: Context, text: string): Promise<FoundLink | null> {
  if (LINK_ID.test(text)) {
    const query = context.session.client.from("link_cards").select("*").eq("id", text);
    return taskOrLink(await answerOf<LinkCard | null>(query.maybeSingle()));
  }
  if (!CODE.test(text) && !text.includes("/")) return null;
  const found = await verb<((LinkCard | DeliveryLink) & { readonly thing: string }) | null>(
    context.session,
    "find_link",
    { code: text },
  );
  if (found?.thing === "delivery") return { thing: "delivery", row: found as DeliveryLink };
  return taskOrLink(found as LinkCard | null);
}

/** The one link of a group task is the task. */
function taskOrLink(row: LinkCard | null): FoundLink | null {
  if (!row) return null;
  return row.kind === "group" ? { thing: "resolve_task", id: row.task_id } : { thing: "link", row };
}

/** The card of a single personal link, of a task or of a send. Its customer flag is masked where it is a number. */
export function linkAnswer(view: View, found: Exclude<FoundLink, { thing: "resolve_task" }>): Answer {
  const { row } = found;
  const field = (words: Words, value: string | null): Field[] =>
    value === null ? [] : [{ label: say(words, view.locale), value }];
  const own =
    found.thing === "delivery"
      ? field(SAYS.send, found.row.send_name)
      : [
          ...field(SAYS.task, found.row.task_name),
          ...field(SAYS.template, found.row.template_name),
          ...field(SAYS.flag, flagText(found.row.cust_flag)),
          ...field(SAYS.last, found.row.used_at === null ? null : timeText(found.row.used_at, view.zone)),
          ...field(SAYS.frozen, found.row.frozen_reason),
        ];
  // A code of a send's link is its id, enciphered; a task's link may have a code that another domain has too.
  const thing = found.thing === "delivery" ? row.code : String(row.id);
  return {
    tone: toneOf(LINK_STATUS_WORDS[row.status]),
    title: row.address,
    fields: [
      ...field(SAYS.status, say(LINK_STATUS_WORDS[row.status], view.locale)),
      ...field(SAYS.resolved, `${count(row.used)} / ${count(row.maximum)}`),
      ...own,
      ...field(SAYS.expires, timeText(row.expires_at, view.zone)),
    ],
    actions: singleActions(view, thing, row.status),
  };
}

function flagText(flag: string | null): string | null {
  return flag !== null && phoneOrNull(flag) !== null ? maskPhone(flag) : flag;
}
