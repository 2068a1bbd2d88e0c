import { besideOf, MASKED, type Source } from "../../exports/source.ts";
import { isBound, NOUNS, type Noun, rightOf } from "../../resource/nouns.ts";
import { DECLARED } from "../declared.ts";
import { UNDECLARED } from "./undeclared.ts";

/** A declared noun as a source: its list, and what a page of it shows beside. */
function declaredSource(noun: Noun): Source {
  const { view, order, fields } = DECLARED[noun];
  return { many: NOUNS[noun].many, view, order, fields, keys: ["id"], needs: rightOf(noun, "list") };
}

/** A file is of one enterprise: what is bound to none is in none. */
const nouns = (Object.keys(DECLARED) as Noun[]).filter((noun) => noun !== "export" && isBound(noun));

/** Everything that can be exported, by name. */
export const SOURCES: Readonly<Record<string, Source>> = {
  ...Object.fromEntries(nouns.map((noun) => [noun, declaredSource(noun)])),
  ...UNDECLARED,
};

/** The source of this name, or undefined. */
export function sourceOf(name: string): Source | undefined {
  return Object.hasOwn(SOURCES, name) ? SOURCES[name] : undefined;
}

/** A source as a row of `private.export_sources`. */
export function sourceRow(name: string, source: Source) {
  const { view, needs, keys, order, parent, fields, filters = [] } = source;
  return {
    source: name,
    view,
    needs: needs ?? "own",
    keys,
    sort: order ?? null,
    parent: parent?.column ?? null,
    parent_optional: parent?.optional ?? false,
    columns: Object.keys(fields),
    beside: besideOf(source),
    filters,
    masked: MASKED[name] ?? null,
  };
}
