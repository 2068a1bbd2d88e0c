import { CUSTOM_CODES_WORDS, DOMAIN_STATE_WORDS } from "@tidings/shared/links/domains.ts";
import { say, type Words } from "@tidings/shared/locale.ts";
import { REVIEW_STATE_WORDS } from "@tidings/shared/sms/words.ts";
import type { Answer, Field } from "../answer.ts";
import { answerOf } from "../database.ts";
import { Refusal } from "../errors.ts";
import { rowWithId } from "../rows.ts";
import { shortId } from "./find.ts";
import { historyNote } from "./history.ts";
import type { DomainCard } from "./rows.ts";
import type { Transitions } from "./transitions.ts";
import { actionsOf, toneOf, type View } from "./view.ts";

const LABELS = {
  review: { zh: "审核状态", en: "Review" },
  state: { zh: "域名状态", en: "State" },
  is_default: { zh: "默认域名", en: "Default" },
  custom_codes: { zh: "自定义短码", en: "Custom short codes" },
  proof: { zh: "其他材料", en: "Proof" },
  reason: { zh: "审核说明", en: "Review note" },
  id: { zh: "编号", en: "Id" },
} as const satisfies Record<string, Words>;
const YES: Words = { zh: "是", en: "Yes" };

/** The card of a short-link domain: its review, its state and the buttons. */
export async function domainAnswer(view: View, id: string, transitions: Transitions): Promise<Answer> {
  const card = { resource: "domain", id } as const;
  const row = await answerOf<DomainCard | null>(rowWithId(view.session, "domain_cards", id));
  if (!row) throw new Refusal("not_found", 404, { details: { resource: "domain" } });
  const note = await historyNote(view, card, row);
  return {
    tone: toneOf(REVIEW_STATE_WORDS[row.state]),
    title: row.name,
    fields: fieldsOf(row, view),
    note,
    actions: actionsOf(view, card, transitions),
    card,
    live: false,
  };
}

function fieldsOf(row: DomainCard, { locale }: View): Field[] {
  const field = (name: keyof typeof LABELS, value: string): Field => ({
    label: say(LABELS[name], locale),
    value,
  });
  const fields = [field("review", say(REVIEW_STATE_WORDS[row.state], locale))];
  if (row.state === "approved")
    fields.push(field("state", say(DOMAIN_STATE_WORDS[`${row.enabled}`], locale)));
  if (row.is_default) fields.push(field("is_default", say(YES, locale)));
  fields.push(field("custom_codes", say(CUSTOM_CODES_WORDS[`${row.custom_codes}`], locale)));
  if (row.proof_name) fields.push(field("proof", row.proof_name));
  fields.push(field("id", shortId(row.id)));
  if (row.reason) fields.push(field("reason", row.reason));
  return fields;
}
