import type { Form, Resource } from "@tidings/shared/resource/define.ts";
import type { AnyCommand, Context } from "../registry/registry.ts";
import { namesLike } from "./find.ts";
import { suggestionsOf, valuesOf } from "./form_options.ts";

/**
 * What a command has whose form begins with a row, as those that edit and copy: the names of rows to choose from, and the form
 * as it opens. `begin` answers what the row that is named would be typed as. @throws what it throws
 */
export function begunWith(
  of: Resource,
  form: Form,
  begin: (context: Context, name: string) => Promise<Readonly<Record<string, unknown>>>,
): Pick<AnyCommand, "suggests" | "values" | "edits"> {
  const which = of.noun;
  return {
    suggests: {
      ...suggestionsOf(form),
      [which]: (context, typed) => namesLike(context, typed, [of.noun]),
    },
    values: valuesOf(form),
    edits: {
      isBare: ({ [which]: _, ...changes }) => Object.values(changes).every((value) => value === undefined),
      hidden: [],
      async now(context, raw) {
        const name = raw[which];
        // Nothing is named yet: the form asks for it, and what is left empty stays as it is.
        if (typeof name !== "string" || name.trim() === "") return { ...raw };
        return { [which]: name, ...(await begin(context, name)) };
      },
    },
  };
}
