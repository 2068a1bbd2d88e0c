import { type Locale, say } from "@tidings/shared/ground/locale.ts";
import { wayOutOf } from "@tidings/shared/people/way_out.ts";
import type { Answer, Field } from "../ground/answer.ts";
import { errorAnswer, Refusal } from "../ground/errors.ts";

/** Who reads it, and where the panel is. */
export interface Reader {
  readonly locale: Locale;
  /** The address of the panel; null where the deployment hasn't said. */
  readonly panel: string | null;
}

/** The page of the panel where what a refusal lacks is filed, as a field; nothing where it lacks nothing, or no panel is known. */
export function wayOutFields(error: unknown, { locale, panel }: Reader): readonly Field[] {
  const out = error instanceof Refusal && panel !== null ? wayOutOf(error.code, error.details) : null;
  if (!out) return [];
  const href = `${panel}${out.to}`;
  return [{ label: say(out.words, locale), value: href, href }];
}

/** The answer to a command that failed with `error`, with the way to what it lacks. */
export function failureAnswer(error: unknown, reader: Reader): Answer {
  const answer = errorAnswer(error, reader.locale);
  const fields = wayOutFields(error, reader);
  return fields.length === 0 ? answer : { ...answer, fields: [...(answer.fields ?? []), ...fields] };
}
