import { DECLARED } from "@tidings/shared/catalogue/declared.ts";
import type { Noun } from "@tidings/shared/resource/nouns.ts";
import { Refusal, UserError } from "../ground/errors.ts";
import type { AnyCommand, Context } from "../registry/registry.ts";
import { findOne } from "./find.ts";
import { commandOf } from "./view.ts";

/** The act that a command is of each noun that has it; of a numbered one no row has a UUID. */
export function actsOf(command: string): Map<Noun, string> {
  const all = new Map<Noun, string>();
  for (const of of Object.values(DECLARED).filter(({ numbered }) => !numbered))
    for (const [act, offer] of Object.entries(of.transitions))
      if (commandOf(of, act, offer) === command) all.set(of.noun, act);
  return all;
}

/** What the row is called that a command would act on, as its act finds it; null where it is of none, or none is found. */
export async function rowCalled(
  context: Context,
  command: AnyCommand,
  input: Readonly<Record<string, unknown>>,
): Promise<string | null> {
  const nouns = [...actsOf(command.name).keys()];
  const { resource } = input;
  if (nouns.length === 0 || typeof resource !== "string") return null;
  try {
    return (await findOne(context, resource, nouns)).name;
  } catch (error) {
    if (error instanceof UserError || error instanceof Refusal) return null;
    throw error;
  }
}
