import { DECLARED } from "@tidings/shared/catalogue/declared.ts";
import { headOf, type Noun } from "@tidings/shared/resource/nouns.ts";
import { Refusal, UserError } from "../ground/errors.ts";
import type { AnyCommand, Context } from "../registry/registry.ts";
import { findOne, type Match } from "./find.ts";
import { pageLink } from "./page_link.ts";
import { commandOf } from "./view.ts";

/** The act that a command is of each noun that has it; of a numbered one no row has a UUID. */
export function actsOf(command: string): Map<Noun, string> {
  const all = new Map<Noun, string>();
  for (const of of Object.values(DECLARED).filter(({ numbered }) => !numbered))
    for (const [act, offer] of Object.entries(of.transitions))
      if (commandOf(of, act, offer) === command) all.set(of.noun, act);
  return all;
}

type Input = Readonly<Record<string, unknown>>;

/** The row that a command would act on, as its act finds it; null where it is of none, or none is found. */
async function rowMeant(context: Context, typed: unknown, nouns: readonly Noun[]): Promise<Match | null> {
  if (nouns.length === 0 || typeof typed !== "string") return null;
  try {
    return await findOne(context, typed, nouns);
  } catch (error) {
    if (error instanceof UserError || error instanceof Refusal) return null;
    throw error;
  }
}

/** What the row is called that a command would act on; null where it is of none, or none is found. */
export async function rowCalled(context: Context, command: AnyCommand, input: Input): Promise<string | null> {
  const found = await rowMeant(context, input.resource, [...actsOf(command.name).keys()]);
  return found?.name ?? null;
}

/** The noun that a command is of by its name: `group` of `group edit`. */
const nounOf = ({ name }: AnyCommand): Noun | undefined =>
  Object.values(DECLARED).find(({ noun }) => name.startsWith(`${headOf(noun).command} `))?.noun;

/** Where in the panel a person does what a command does, and the same input with the row that it names bound by its id. */
export interface Place {
  /** The page of its row, else the list of its noun; null where the panel is not known. */
  readonly panel: string | null;
  readonly input: Input;
}

/** The place of a command with this input, as the caller sees it. */
export async function placeOf(context: Context, command: AnyCommand, input: Input): Promise<Place> {
  const { panel, locale } = context;
  const [acts, noun] = [[...actsOf(command.name).keys()], nounOf(command)];
  const option = acts.length > 0 ? "resource" : noun;
  const nouns = acts.length > 0 ? acts : noun ? [noun] : [];
  const meant = option === undefined ? null : await rowMeant(context, input[option], nouns);
  const bound = meant && option ? { ...input, [option]: meant.id } : input;
  if (panel === null) return { panel, input: bound };
  const page = meant ? pageLink(panel, { resource: meant.resource, id: meant.id }, locale) : null;
  const kind = meant?.resource ?? nouns[0];
  const list = kind === undefined ? panel : `${panel}/${headOf(kind).path}`;
  return { panel: page?.url ?? list, input: bound };
}
