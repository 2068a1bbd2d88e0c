/** What somebody asks of `npm test`: `[--today day] [--postgres major] [--repeat N [--busy N]] [words …]`. */
import { parseArgs } from "node:util";
import { BadRequest } from "./bad_request.ts";
import { type Other, otherOf } from "./other_postgres.ts";
import type { Step } from "./step.ts";
import { runsOnAnyDay, todayOf } from "./today.ts";

/** `words` choose steps by their names and files by their paths; none choose everything. `repeat` is 0 for a plain run. */
export type TestRequest = { words: string[]; repeat: number; busy: number; today?: Date; postgres?: Other };

const USAGE =
  "npm test -- [--today <day>] [--postgres 18] [words …]\nnpm test -- --repeat <times> [--busy <loops>] <words …>\nWords are parts of the name of a step or of the path of a file.";

/** A whole number from `least` to `most`. */
function count(name: string, given: string | undefined, least: number, most: number): number {
  if (given === undefined) return 0;
  const number = /^\d{1,6}$/.test(given) ? Number(given) : Number.NaN;
  if (number >= least && number <= most) return number;
  throw new BadRequest(`--${name} takes a whole number from ${least} to ${most}, not "${given}".\n${USAGE}`);
}

/** Reads the arguments. Throws {@link BadRequest} with what is wrong and the usage. */
export function requestOf(args: string[]): TestRequest {
  try {
    const options = {
      repeat: { type: "string" },
      busy: { type: "string" },
      today: { type: "string" },
      postgres: { type: "string" },
    } as const;
    const { values, positionals: words } = parseArgs({ args, options, allowPositionals: true });
    const request = {
      words,
      repeat: count("repeat", values.repeat, 1, 1000),
      busy: count("busy", values.busy, 0, 64),
      today: values.today === undefined ? undefined : todayOf(values.today),
      postgres: values.postgres === undefined ? undefined : otherOf(values.postgres),
    };
    if (request.repeat > 0 && words.length === 0)
      throw new BadRequest(`--repeat needs words that choose files.\n${USAGE}`);
    if (request.busy > 0 && request.repeat === 0)
      throw new BadRequest(`--busy goes with --repeat.\n${USAGE}`);
    return request;
  } catch (error) {
    if (error instanceof BadRequest) throw error;
    throw new BadRequest(`${(error as Error).message}\n${USAGE}`);
  }
}

/**
 * The files of a step that are asked for: all of them by its name, else those by their path. `null` leaves the step out, as `today` does with
 * whatever does not run on another day.
 */
export function chosen(
  step: Pick<Step, "name" | "files">,
  { words, today }: Pick<TestRequest, "words" | "today">,
): readonly string[] | null {
  if (today && !runsOnAnyDay(step)) return null;
  if (words.length === 0 || words.some((word) => step.name.includes(word))) return step.files;
  const files = step.files.filter((file) => words.some((word) => file.includes(word)));
  return files.length > 0 ? files : null;
}
