/** From one law to another: what has to be dropped, taken back and made. */
import { type LawText, mentions, nameOf, withoutComments } from "./texts.ts";
import { dropOf, gone, undoOf } from "./undo.ts";

/** The part of a function that `create or replace` cannot change: its arguments and what it returns. */
const shapeOf = (text: LawText) =>
  withoutComments(text.sql)
    .split(/\blanguage\b/i)[0]
    ?.replace(/\s+/g, " ");

const isNamed = (key: string) => /^(function|view) /.test(key);

/** The keys of what is gone or has another shape, with the views, triggers and policies that name it. */
function dropsOf(droppable: readonly LawText[], to: Map<string, LawText>): Set<string> {
  const dropped = new Set(
    droppable
      .filter((old) => {
        const next = to.get(old.key);
        if (next?.sql === old.sql) return false;
        return !next || old.kind !== "function" || shapeOf(old) !== shapeOf(next);
      })
      .map(({ key }) => key),
  );
  for (let size = -1; size !== dropped.size; ) {
    size = dropped.size;
    const names = [...dropped].filter(isNamed).map(nameOf);
    for (const text of droppable) {
      if (text.kind !== "function" && names.some((name) => mentions(text, name))) dropped.add(text.key);
    }
  }
  return dropped;
}

/** What the texts of a law have to be made again for, beside their own changes. */
export type Beside = {
  /** Tables, and rows of `private.resources` and `private.transitions`, of which some texts make things. */
  rows?: boolean;
  /** Shapes of inputs, of which public verbs are made. */
  inputs?: boolean;
};

/** The statements from one law to another, and the keys of what is gone without one. */
export type Changes = { statements: string[]; silent: string[] };

/** The texts of a law that are made, or made again because something that they say is `touched`. */
function makesOf(
  from: Map<string, LawText>,
  to: Map<string, LawText>,
  dropped: Set<string>,
  touched: readonly string[],
  { rows = false, inputs = false }: Beside,
): LawText[] {
  const again = ["do", "guard", "grant", "comment"];
  // A public verb that is made of rows has its words from a text of its own, or from its row.
  const isOfVerb = ({ kind, key }: LawText) =>
    kind === "comment" && key.startsWith("comment function public.") && !to.has(key.slice("comment ".length));
  return [...to.values()].filter(
    (text) =>
      from.get(text.key)?.sql !== text.sql ||
      dropped.has(text.key) ||
      (again.includes(text.kind) && touched.some((name) => mentions(text, name))) ||
      (rows && text.kind === "do") ||
      ((rows || inputs) && isOfVerb(text)),
  );
}

/**
 * What turns the law `from` into `to`. What is gone or has another shape is dropped first, together with the views and policies that
 * name it; these are made again. A function with the same arguments and result is replaced in place.
 */
export function changesOf(
  from: Map<string, LawText>,
  to: Map<string, LawText>,
  beside: Beside = {},
): Changes {
  const droppable = [...from.values()].filter(({ kind }) => dropOf[kind]);
  const dropped = dropsOf(droppable, to);
  const ended = [...from.values()].filter(({ kind, key }) => !dropOf[kind] && !to.has(key));
  // Before the drops, while everything that they name is there.
  const undone = ended.flatMap((text) => {
    const sql = undoOf(text);
    return sql ? [gone(text.key, sql)] : [];
  });
  const drops = [...droppable]
    .reverse()
    .filter(({ key }) => dropped.has(key))
    .map(({ kind, key }) => gone(key, dropOf[kind]?.(key) ?? ""));
  // A right that was taken back may be in another text too, and what was dropped has lost its rights and comments.
  const touched = [
    ...[...dropped].filter(isNamed).map(nameOf),
    ...ended.flatMap(({ kind, key }) => (kind === "grant" ? (key.match(/\w+\.\w+/g) ?? []) : [])),
  ];
  const makes = new Set(makesOf(from, to, dropped, touched, beside));
  // Verbs are made of rows, and of what has no function of its own: they are looked through again with every change.
  const changes = undone.length + drops.length + makes.size > 0 || beside.rows || beside.inputs;
  const made = [...to.values()].filter((text) => makes.has(text) || (changes && text.kind === "verbs"));
  return {
    statements: [...undone, ...drops, ...made.map(({ sql }) => sql)],
    silent: ended.filter((text) => undoOf(text) === undefined).map(({ key }) => key),
  };
}
