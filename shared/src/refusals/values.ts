import { ACCOUNT_PART_WORDS, ACCOUNT_STATE_WORDS } from "../accounts/words.ts";
import { INCIDENT_STATE_WORDS } from "../alerts/incident_words.ts";
import { FACT_WORDS, FILING_FORM_WORDS, MATERIAL_WORDS } from "../filings/words.ts";
import { type Locale, listText, say, type Words, w } from "../ground/locale.ts";
import { layoutOf } from "../layouts/catalogue.ts";
import { JUMP_TROUBLE_WORDS } from "../links/jump_words.ts";
import { LINK_STATUS_WORDS, RESOLVE_TASK_STATE_WORDS } from "../links/words.ts";
import { NUMBER_FILE_STATE_WORDS } from "../numbers/words.ts";
import { actionWords } from "../people/action_words.ts";
import { faultWords, isPolicyFault } from "../people/fault_words.ts";
import { LIMIT_WORDS, spanText } from "../people/limit_words.ts";
import { GROUP_WORDS } from "../people/seeded_words.ts";
import {
  CAPACITY_WORDS,
  INVITATION_STATE_WORDS,
  MEMBER_STATE_WORDS,
  RESOURCE_NAMES,
  VERB_WORDS,
} from "../people/words.ts";
import { BANNED_REASONS } from "../platform/words.ts";
import { OFFER_STATE_WORDS, ORDER_STATE_WORDS } from "../quotas/words.ts";
import { knownText } from "../resource/known.ts";
import { REVIEW_STATE_WORDS } from "../resource/review_words.ts";
import { SEND_STATE_WORDS } from "../sends/words.ts";
import { VERSION_STATE_WORDS } from "../templates/words.ts";
import { VENDOR_WORDS } from "../vendors/words.ts";
import { boundFields, boundFieldText } from "./bound_words.ts";
import { FIELD_WORDS } from "./fields.ts";

/** Words of states by resource. For other resources, or none, the review states are used. */
const STATES: Readonly<Record<string, Readonly<Record<string, Words>>>> = {
  member: MEMBER_STATE_WORDS,
  invitation: INVITATION_STATE_WORDS,
  template: VERSION_STATE_WORDS,
  send: SEND_STATE_WORDS,
  resolve_task: RESOLVE_TASK_STATE_WORDS,
  link: LINK_STATUS_WORDS,
  send_link: LINK_STATUS_WORDS,
  number_file: NUMBER_FILE_STATE_WORDS,
  offer: OFFER_STATE_WORDS,
  order: ORDER_STATE_WORDS,
  service_account: ACCOUNT_STATE_WORDS,
  incident: INCIDENT_STATE_WORDS,
  channel: {
    active: w("启用", "active"),
    paused: w("已暂停", "paused"),
    held: w("平台已暂停", "paused by the platform"),
    revoked: w("已收回", "revoked"),
  },
};

/** The name of a state of a resource. */
export function stateText(resource: string, state: string, locale: Locale): string {
  return lookUp((Object.hasOwn(STATES, resource) && STATES[resource]) || REVIEW_STATE_WORDS, state, locale);
}

type Values = Readonly<Record<string, unknown>>;

/**
 * The values of a refusal for display: states, resources, verbs, vendors, layouts and actions are replaced by their words;
 * numbers get thousands separators; everything else stays.
 */
export function localValues(values: Values, locale: Locale): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      if (typeof value === "number") return [name, value.toLocaleString("en")];
      if (typeof value === "string") return [name, localValue(name, value, values, locale)];
      return [name, Array.isArray(value) && value.every(isWords) ? sentences(value, locale) : value];
    }),
  );
}

const isWords = (value: unknown): value is Words =>
  value !== null && typeof value === "object" && "zh" in value && "en" in value;

/** A sentence inside another one. */
const withoutStop = (text: string) => text.replace(/[。.]$/, "");

/** The findings of a check as one sentence, without duplicates. */
function sentences(found: readonly Words[], locale: Locale): string {
  const parts = found.map((words) => withoutStop(say(words, locale)));
  return [...new Set(parts)].join(locale === "zh-CN" ? "；" : "; ");
}

function localValue(name: string, value: string, values: Values, locale: Locale): string {
  switch (name) {
    case "resource":
      return lookUp(RESOURCE_NAMES, value, locale);
    case "verb":
      return lookUp(VERB_WORDS, value, locale);
    case "state":
      return stateText(String(values.resource ?? "number_file"), value, locale);
    case "action":
      // Of two, either serves.
      return value
        .split(", ")
        .map((one) => (one.includes(":") ? say(actionWords(one), locale) : lookUp(VERB_WORDS, one, locale)))
        .join(locale === "zh-CN" ? " 或 " : " or ");
    case "actions":
      return several(value, locale, (one) => say(actionWords(one), locale));
    case "field":
      return several(value, locale, (one) => fieldText(one, locale));
    case "fields":
      return listText(
        boundFields(value.split(/,\s*/)).map((one) => boundFieldText(one, locale)),
        locale,
      );
    case "limit":
      return lookUp(LIMIT_WORDS, value, locale);
    case "part":
      return lookUp(ACCOUNT_PART_WORDS, value, locale);
    case "per":
    case "again":
      return spanText(value, locale);
    case "layout":
      return say(layoutOf(value)?.words ?? { zh: value, en: value }, locale);
    case "form":
      return lookUp(FILING_FORM_WORDS, value, locale);
    case "items":
      return several(value, locale, (one) => lookUp({ ...FACT_WORDS, ...MATERIAL_WORDS }, one, locale));
    case "what":
      return lookUp(CAPACITY_WORDS, value, locale);
    case "why":
      return lookUp({ ...JUMP_TROUBLE_WORDS, ...BANNED_REASONS }, value, locale);
    case "fault":
      return isPolicyFault(value) ? withoutStop(say(faultWords(value, values), locale)) : value;
    case "groups":
      return several(value, locale, (one) => knownText(GROUP_WORDS, one, locale));
    case "vendors":
      return several(value, locale, (one) => lookUp(VENDOR_WORDS, one, locale));
    default:
      return value;
  }
}

/**
 * The words of an input's field. A place inside it is told by the field's words and what people call the place: `params[2].name` is
 * "the parameters (no. 2, the name)".
 */
function fieldText(path: string, locale: Locale): string {
  const [field = path, ...place] = path.split(/[.[\]]+/).filter((part) => part !== "");
  // Of the bot's own wrapping (`runs[1].more.reason`) only the last key is a person's.
  const last = place.at(-1) ?? "";
  if (!Object.hasOwn(FIELD_WORDS, field) && Object.hasOwn(FIELD_WORDS, last))
    return lookUp(FIELD_WORDS, last, locale);
  const words = lookUp(FIELD_WORDS, field, locale);
  const inside = place.flatMap((part) => {
    if (/^\d+$/.test(part)) return [locale === "zh-CN" ? `第 ${part} 项` : `item ${part}`];
    return Object.hasOwn(FIELD_WORDS, part) ? [lookUp(FIELD_WORDS, part, locale)] : [];
  });
  if (inside.length === 0) return words;
  return locale === "zh-CN" ? `${words}（${inside.join("，")}）` : `${words} (${inside.join(", ")})`;
}

/** A list `a, b` with each entry replaced by its words. */
function several(value: string, locale: Locale, words: (one: string) => string): string {
  return listText(value.split(/,\s*/).map(words), locale);
}

function lookUp(words: Readonly<Record<string, Words>>, value: string, locale: Locale): string {
  const found = Object.hasOwn(words, value) ? words[value] : undefined;
  return found ? say(found, locale) : value;
}
