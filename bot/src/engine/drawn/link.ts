import { timeText } from "@tidings/shared/ground/clock.ts";
import { count } from "@tidings/shared/ground/figures.ts";
import { isId } from "@tidings/shared/ground/ids.ts";
import { fillPlaces, say, type Words, w } from "@tidings/shared/ground/locale.ts";
import { freezeReasonText } from "@tidings/shared/links/freezing.ts";
import { LINK_STATUS, LINK_STATUS_WORDS } from "@tidings/shared/links/words.ts";
import { answerOf, verb } from "../../data/database.ts";
import { rowsHere, rowWithId } from "../../data/rows.ts";
import type { Answer, Field } from "../../ground/answer.ts";
import { UserError } from "../../ground/errors.ts";
import type { Context } from "../../registry/registry.ts";
import { findOne } from "../find.ts";
import { toneOf, type View } from "../view.ts";
import type { DeliveryLink, LinkCard } from "./link_rows.ts";
import { singleActions } from "./link_transitions.ts";

/** Finds a task by its name, batch number or id, and a link by its code, address or id. */

export type LinkMatch =
  | { readonly resource: "resolve_task"; readonly id: string }
  | { readonly resource: "link"; readonly row: LinkCard }
  | { readonly resource: "delivery"; readonly row: DeliveryLink };

const SAYS = {
  several: w(
    "「{text}」对应多个短链，请写完整地址：",
    "“{text}” matches several links. Enter the full address:",
  ),
  shadowed: w(
    "「{text}」既是短链 {address} 的短码，也是一个解析任务的名称：请写短链的完整地址，或任务的批次号 {batch}。",
    "“{text}” is both the short code of the link {address} and the name of a link task. Enter the link's full address or the task's batch number {batch}.",
  ),
  nobodys: w("没有短链「{text}」。", "There's no link “{text}”."),
  task: w("解析任务", "Link task"),
  send: w("发送任务", "Send"),
  template: w("模板", "Template"),
  flag: w("客户标识", "Customer ID"),
  resolved: w("已解析 / 可解析", "Resolved / allowed"),
  last: w("最近解析", "Last resolved"),
  expires: w("有效期至", "Valid until"),
  frozen: w("冻结原因", "Reason for freezing"),
} as const satisfies Record<string, Words>;

/** Ids of links begin at 2^46; a shorter number is a code. */
const LINK_ID = /^\d{14,15}$/;
const CODE = /^[0-9A-Za-z]{3,10}$/;
const ADDRESS = /^<?(?:https?:\/\/|[^\s/]+\.[^\s/]+\/)/i;

/** Is `text` an address rather than a name: with a scheme, or beginning with a domain? In Slack's notation too. */
export const isAddress = (text: string): boolean => ADDRESS.test(text);

/** The task or link that `typed` names. @throws UserError when there is none, or several match */
export async function findLink(context: Context, typed: string): Promise<LinkMatch> {
  // Slack writes a link as <address|label>.
  const text = typed.trim().replace(/^<([^|>]*)(?:\|[^>]*)?>$/, "$1");
  if (context.pressed && isId(text)) return { resource: "resolve_task", id: text };
  if (isAddress(text)) {
    const row = await linkCoded(context, text);
    if (!row) throw new UserError(fillPlaces(say(SAYS.nobodys, context.locale), { text }));
    return row.found;
  }
  if (LINK_ID.test(text)) {
    const row = await linkNumbered(context, text);
    if (row) return row.found;
  } else if (CODE.test(text)) {
    const row = await linkCoded(context, text);
    if (row) return foundAlone(context, text, row);
  }
  const { id } = await findOne(context, text, ["resolve_task"]);
  return { resource: "resolve_task", id };
}

type MatchWithAddress = { readonly found: LinkMatch; readonly address: string };

/** The link of a code. @throws UserError when another task has the code as its name, since either could be meant */
async function foundAlone(
  context: Context,
  text: string,
  { found, address }: MatchWithAddress,
): Promise<LinkMatch> {
  const named = await answerOf<{ id: string; batch_no: string }[]>(
    rowsHere(context, "resolve_task_cards", "id, batch_no").eq("name", text).limit(2),
  );
  const other = named.find(({ id }) => found.resource !== "resolve_task" || id !== found.id);
  if (!other) return found;
  const places = { text, address, batch: other.batch_no };
  throw new UserError(fillPlaces(say(SAYS.shadowed, context.locale), places));
}

async function linkNumbered(context: Context, id: string): Promise<MatchWithAddress | null> {
  const query = context.pressed
    ? rowWithId(context.session, "link_cards", id)
    : rowsHere(context, "link_cards").eq("id", id).maybeSingle();
  return taskOrLink(await answerOf<LinkCard | null>(query));
}

type FindLinkAnswer =
  | ({ readonly resource: "link" } & LinkCard)
  | ({ readonly resource: "delivery" } & DeliveryLink)
  | { readonly resource: "several"; readonly addresses: readonly string[] };

async function linkCoded(context: Context, code: string): Promise<MatchWithAddress | null> {
  const told = await verb<FindLinkAnswer | null>(context.session, "find_link", { code });
  if (told?.resource === "several") {
    const why = fillPlaces(say(SAYS.several, context.locale), { text: code });
    throw new UserError([why, ...told.addresses].join("\n"));
  }
  if (told === null || !(await isHere(context, told))) return null;
  if (told.resource === "delivery")
    return { found: { resource: "delivery", row: told }, address: told.address };
  return taskOrLink(told);
}

/** A link of another enterprise of this person is found by its button alone. `find_link` looks in all of them. */
async function isHere(
  context: Context,
  found: Exclude<FindLinkAnswer, { resource: "several" }>,
): Promise<boolean> {
  if (context.pressed) return true;
  if (found.resource === "link") return found.enterprise_id === context.me.enterprise?.id;
  const send = rowsHere(context, "sends", "id").eq("id", found.send_id).maybeSingle();
  return (await answerOf<{ id: string } | null>(send)) !== null;
}

/** A group task has one link, which stands for the task. */
function taskOrLink(row: LinkCard | null): MatchWithAddress | null {
  if (!row) return null;
  const found: LinkMatch =
    row.kind === "group" ? { resource: "resolve_task", id: row.task_id } : { resource: "link", row };
  return { found, address: row.address };
}

/** The card of one personal link of a task or a send. The database masks a customer flag that is a phone number. */
export function linkAnswer(view: View, found: Exclude<LinkMatch, { resource: "resolve_task" }>): Answer {
  const { row } = found;
  const field = (words: Words, value: string | null): Field[] =>
    value === null ? [] : [{ label: say(words, view.locale), value }];
  const own =
    found.resource === "delivery"
      ? field(SAYS.send, found.row.send_name)
      : [
          ...field(SAYS.task, found.row.task_name),
          ...field(SAYS.template, found.row.template_name),
          ...field(SAYS.flag, found.row.cust_flag),
          ...field(SAYS.last, found.row.used_at === null ? null : timeText(found.row.used_at, view.zone)),
          ...field(
            SAYS.frozen,
            found.row.frozen_reason && freezeReasonText(found.row.frozen_reason, view.locale),
          ),
        ];
  // The code of a send's link is its enciphered id, hence unique. A task's link may share its code with another domain.
  const resource = found.resource === "delivery" ? row.code : String(row.id);
  return {
    tone: toneOf(LINK_STATUS_WORDS[row.status]),
    title: row.address,
    fields: [
      ...field(LINK_STATUS, say(LINK_STATUS_WORDS[row.status], view.locale)),
      ...field(SAYS.resolved, `${count(row.used)} / ${count(row.maximum)}`),
      ...own,
      ...field(SAYS.expires, timeText(row.expires_at, view.zone)),
    ],
    actions: singleActions(view, resource, row.status),
  };
}
