import { setTimeout as pause } from "node:timers/promises";
import { DECLARED } from "@tidings/shared/catalogue/declared.ts";
import { isId } from "@tidings/shared/ground/ids.ts";
import { fillPlaces, type Locale, say, type Words, w } from "@tidings/shared/ground/locale.ts";
import { type Session, verb } from "../data/database.ts";
import { actsOf } from "../engine/called.ts";
import { findOne, type ResourceMatch } from "../engine/find.ts";
import { transitionsOf } from "../engine/transitions.ts";
import type { Answer } from "../ground/answer.ts";
import { errorAnswer, isUnexpected, Refusal } from "../ground/errors.ts";
import { log } from "../ground/log.ts";
import { openContext, type Run } from "../registry/run.ts";
import { askedWords } from "./words.ts";
import type { Work } from "./work.ts";

/** What is asked before a button acts: in the language of the person who pressed it, and of nobody who may not do it. */

/** What the modal of a button says, or why it is not opened. */
export interface Asking {
  readonly locale: Locale;
  /** The act and its row. A surface cuts it to what its titles hold. */
  readonly title: string;
  /** The field. */
  readonly label: string;
  /** The act alone, where it is known. */
  readonly act?: string;
  readonly refusal: Answer | null;
}

const SAYS = {
  title: w("{act}「{name}」", "{act} “{name}”"),
  reject: w("原因（提交人可见）", "Reason (the submitter sees it)"),
  note: w("记录内容", "Note"),
} as const satisfies Record<string, Words>;

/** A modal has to be open within 3 s of the click. What takes longer than this is left to the run. */
const LONGEST_MS = 1_200;

/** The same without the database: what is known of the person, and the option alone. */
export function plainAsking(option: string, locale: Locale): Asking {
  const words = say(askedWords(option), locale);
  return { locale, title: words, label: words, refusal: null };
}

/**
 * Asks whether the person may do what the button does, and what its modal says. Never throws: without an answer in time the modal
 * opens in the words of its option, and the database decides when it is sent off.
 */
export async function askingOf(
  run: Omit<Run, "command" | "raw">,
  own: Session,
  token: string,
  option: string,
  withinMs = LONGEST_MS,
): Promise<Asking> {
  let { localeHint: locale } = run;
  const met: Run["met"] = (me, theirs) => {
    locale = theirs;
    run.met?.(me, theirs);
  };
  try {
    const asked = askedOf({ ...run, met, pressed: true }, own, token, option);
    asked.catch(() => {}); // one that fails after its time is no fault of the click
    return (
      (await Promise.race([asked, pause(withinMs, null, { ref: false })])) ?? plainAsking(option, locale)
    );
  } catch (error) {
    if (isUnexpected(error)) log.error("chat.asking", error, { option });
    return plainAsking(option, locale);
  }
}

async function askedOf(
  run: Omit<Run, "command" | "raw">,
  own: Session,
  token: string,
  option: string,
): Promise<Asking> {
  const [context, work] = await Promise.all([
    openContext(run),
    verb<Partial<Work>>(own, "read_token", { token }),
  ]);
  const { locale, me } = context;
  const plain = plainAsking(option, locale);
  if (me.user_id === null) return { ...plain, refusal: errorAnswer(new Refusal("not_linked", 403), locale) };
  const { command = "", input = {} } = work;
  const acts = actsOf(command);
  const resource = String(input.resource);
  // A link is named by its code: it is looked up when the button acts.
  if (acts.size === 0 || !isId(resource)) return plain;
  const found = (await findOne(context, resource, [...acts.keys()])) as ResourceMatch;
  const act = acts.get(found.resource) ?? "";
  const legal = (await transitionsOf(context.session, found)).find((each) => each.verb === act);
  const code = legal && !legal.allowed ? (legal.code ?? "forbidden") : null;
  const details = { action: legal?.needs };
  const words =
    option !== "reason" ? null : act === "reject" ? SAYS.reject : act === "note" ? SAYS.note : null;
  const offer = DECLARED[found.resource].transitions[act];
  return {
    locale,
    title: offer
      ? fillPlaces(say(SAYS.title, locale), { act: say(offer.label, locale), name: found.name })
      : plain.title,
    label: words ? say(words, locale) : plain.label,
    ...(offer ? { act: say(offer.label, locale) } : {}),
    refusal: code === null ? null : errorAnswer(new Refusal(code, 403, { details }), locale),
  };
}
