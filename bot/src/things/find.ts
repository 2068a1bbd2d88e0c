import { fillPlaces, say, type Words } from "@tidings/shared/locale.ts";
import { THING_WORDS } from "@tidings/shared/people/words.ts";
import type { Thing } from "../answer.ts";
import { answerOf } from "../database.ts";
import { Mistake } from "../refused.ts";
import type { Context } from "../registry.ts";

/** Finding templates, sends, domains, jump links and texts by what a person types: a part of the name, or the beginning of the id. */

export interface Found {
  readonly thing: Thing | "sms_template";
  readonly id: string;
  readonly name: string;
  readonly state: string;
}

const VIEWS: Readonly<Record<Found["thing"], string>> = {
  template: "template_cards",
  send: "send_cards",
  sms_template: "sms_templates",
  domain: "domain_cards",
  jump_batch: "jump_cards",
  resolve_task: "resolve_task_cards",
};

/** Things with a number of their own, beside the name. */
const NUMBERED: readonly Found["thing"][] = ["send", "jump_batch", "resolve_task"];

const WORDS = {
  none: {
    zh: "没有找到名称含「{text}」的{kinds}。",
    en: "There is no {kinds} with “{text}” in its name.",
  },
  nothing: { zh: "还没有{kinds}。", en: "There is no {kinds} yet." },
  several: {
    zh: "「{text}」对应多个结果，请写得更具体，或使用编号：",
    en: "“{text}” could be several; say more of the name, or use the id:",
  },
};

/** The beginning of an id, as shown in lists: enough to tell things apart, short enough to type. */
export function shortId(id: string): string {
  return id.slice(0, 8);
}

const MOST = 20;
const HEX = /^[0-9a-f]{4,8}$|^[0-9a-f]{8}-[0-9a-f-]{0,27}$/i;

/** All ids that begin with `text`, as a range of uuids. */
function idRange(text: string): [string, string] {
  const digits = text.replaceAll("-", "").toLowerCase();
  const whole = (filling: string) => {
    const hex = digits.padEnd(32, filling);
    const cuts = [0, 8, 12, 16, 20, 32];
    return cuts
      .slice(1)
      .map((end, index) => hex.slice(cuts[index], end))
      .join("-");
  };
  return [whole("0"), whole("f")];
}

/** A pattern for `ilike` that finds what contains `text`, whatever is in it. */
export function containing(text: string): string {
  return `%${text.replace(/[\\%_]/g, (letter) => `\\${letter}`)}%`;
}

/** What matches in one view, the newest first. */
async function search(context: Context, thing: Found["thing"], text: string): Promise<Found[]> {
  const columns = NUMBERED.includes(thing) ? "id, name, state, batch_no" : "id, name, state";
  const rows = () =>
    context.session.client
      .from(VIEWS[thing])
      .select(columns)
      .order(thing === "resolve_task" ? "submitted_at" : "created_at", { ascending: false })
      .limit(MOST);
  const [from, to] = idRange(text);
  const queries = [rows().ilike("name", containing(text))];
  if (HEX.test(text)) queries.push(rows().gte("id", from).lte("id", to));
  if (NUMBERED.includes(thing) && /^L?\d{8}-\d{1,}$/.test(text)) queries.push(rows().eq("batch_no", text));
  const found = await Promise.all(queries.map((query) => answerOf<Omit<Found, "thing">[]>(query as never)));
  const byId = new Map(found.flat().map(({ id, name, state }) => [id, { thing, id, name, state }]));
  return [...byId.values()];
}

/** Names to offer while a person types: first those in a state of `prefer`, then the newest. */
export async function namesLike(
  context: Context,
  typed: string,
  things: readonly Found["thing"][],
  prefer: readonly string[] = [],
): Promise<string[]> {
  const found = (await Promise.all(things.map((thing) => search(context, thing, typed.trim())))).flat();
  const sorted = [...found].sort(
    (a, b) => Number(prefer.includes(b.state)) - Number(prefer.includes(a.state)),
  );
  return [...new Set(sorted.map((each) => each.name))].slice(0, MOST);
}

const THINGS = ["template", "send", "domain", "jump_batch"] as const;
type FoundThing = Found & { readonly thing: Thing };

/** `namesLike` among all that is reviewed. */
export function namesOfThings(
  context: Context,
  typed: string,
  prefer?: readonly string[],
  things: readonly Thing[] = THINGS,
): Promise<string[]> {
  return namesLike(context, typed, things, prefer);
}

/** `findOne` among all that is reviewed. */
export async function findThing(
  context: Context,
  text: string,
  prefer?: readonly string[],
  things: readonly Thing[] = THINGS,
): Promise<FoundThing> {
  return (await findOne(context, text, things, prefer)) as FoundThing;
}

/**
 * The one thing that `text` means. An exact name beats a part of one; when several are left, those in a state
 * of `prefer` do (what can be approved, what can be sent).
 * @throws Mistake that names the candidates, or says that there is none
 */
export async function findOne(
  context: Context,
  text: string,
  things: readonly Found["thing"][],
  prefer: readonly string[] = [],
): Promise<Found> {
  const wanted = text.trim();
  const all = (await Promise.all(things.map((thing) => search(context, thing, wanted)))).flat();
  const exact = all.filter((each) => each.name.toLowerCase() === wanted.toLowerCase() || each.id === wanted);
  const named = exact.length > 0 ? exact : all;
  const preferred = named.filter((each) => prefer.includes(each.state));
  const left = preferred.length > 0 ? preferred : named;
  const [first] = left;
  if (first && left.length === 1) return first;
  const kinds = things.map((thing) => say(THING_WORDS[thing], context.locale)).join(" / ");
  const told = (words: Words) => fillPlaces(say(words, context.locale), { text: wanted, kinds });
  if (!first) throw new Mistake(told(wanted === "" ? WORDS.nothing : WORDS.none));
  const lines = left.map(
    (each) => `${shortId(each.id)}  ${each.name}  (${say(THING_WORDS[each.thing], context.locale)})`,
  );
  throw new Mistake([told(WORDS.several), ...lines].join("\n"));
}
