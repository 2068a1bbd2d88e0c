import type { Locale } from "@tidings/shared/ground/locale.ts";
import { mayLeave, wayOutOf } from "@tidings/shared/people/way_out.ts";
import type { Me } from "../data/database.ts";
import type { Answer, Field } from "../ground/answer.ts";
import { errorAnswer, Refusal } from "../ground/errors.ts";
import { panelField } from "./panel_field.ts";

/** Who reads it, and where the panel is. */
export interface Reader {
  readonly locale: Locale;
  /** The address of the panel; null where the deployment hasn't said. */
  readonly panel: string | null;
  /** null: nobody knows who it is. */
  readonly me: Pick<Me, "permissions"> | null;
}

/** The page of the panel where what a refusal lacks is filed, as a field, for those who may open it; nothing where it lacks nothing, or no panel is known. */
export function wayOutFields(error: unknown, reader: Reader): readonly Field[] {
  const { panel, me } = reader;
  const out = error instanceof Refusal && panel !== null ? wayOutOf(error.code, error.details) : null;
  return out && me && mayLeave(out, me.permissions) ? [panelField(out.words, out.to, reader)] : [];
}

/** The answer to a command that failed with `error`, with the way to what it lacks. */
export function failureAnswer(error: unknown, reader: Reader): Answer {
  const answer = errorAnswer(error, reader.locale);
  const fields = wayOutFields(error, reader);
  return fields.length === 0 ? answer : { ...answer, fields: [...(answer.fields ?? []), ...fields] };
}
