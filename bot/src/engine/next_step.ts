import { fillPlaces, say } from "@tidings/shared/ground/locale.ts";
import {
  BEGINNING_WORDS,
  type Beginning,
  isOfBeginning,
  NEXT_STEP_WORDS,
  nextStep,
  othersText,
  stepOfOthers,
} from "@tidings/shared/people/beginning.ts";
import { NOUNS, type Noun } from "@tidings/shared/resource/nouns.ts";
import { verb } from "../data/database.ts";
import { typedAt } from "../registry/hints.ts";
import type { Context } from "../registry/registry.ts";

/**
 * The next step of the guided beginning, in one line with its command, after something that belongs to it was made or submitted; where
 * others have to do it, who can. Null once the first message has gone out, and where nothing can be done now.
 */
export async function nextStepLine(context: Context, made: Noun): Promise<string | null> {
  const { session, locale, source, commands } = context;
  if (!isOfBeginning(`/${NOUNS[made].path}`)) return null;
  // What was made is told whether or not this can be asked.
  const begun = await verb<Beginning>(session, "beginning").catch(() => null);
  if (begun === null || begun.sent) return null;
  const next = nextStep(begun);
  const others = stepOfOthers(begun);
  if (!next) return others ? othersText(others, locale) : null;
  const { title, command } = BEGINNING_WORDS[next.step];
  const step = `${say(title, locale)} · ${typedAt(source, commands, command)}`;
  return fillPlaces(say(NEXT_STEP_WORDS.next, locale), { step });
}
