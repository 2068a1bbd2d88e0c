import type { Words } from "../ground/locale.ts";
import type { Input } from "./kinds.ts";

/** Many short entries, typed or in the first column of a workbook. */
export type LinesInput = Input<"lines">;

interface WrongLine {
  /** The row of the workbook, or the position among the typed ones, from 1. */
  readonly line: number;
  readonly entry: string;
  readonly why: Words;
}

export interface Lines {
  /** The entries that can be taken, each once, in their order. */
  readonly good: readonly string[];
  readonly wrong: readonly WrongLine[];
  /** How many were there twice. */
  readonly repeated: number;
}

/** Wrong entries that are listed; more would not help to correct a file. */
const MOST_LISTED = 10;

/** The cells with their lines. A text belongs to what is typed and cells to a workbook; after a change of the source there is nothing yet. */
function cellsOf(input: LinesInput, value: unknown): (readonly [line: number, cell: string])[] {
  if (input.from === "text")
    return typeof value === "string" ? input.split(value).map((cell, at) => [at + 1, cell]) : [];
  const cells = Array.isArray(value) ? (value as readonly string[]) : [];
  const heading = cells.length > 0 && input.isHeading(cells[0] ?? "") ? 1 : 0;
  return cells.slice(heading).map((cell, at) => [at + heading + 1, cell]);
}

/** Is nothing given yet? */
export const isBlank = (input: LinesInput, value: unknown): boolean =>
  cellsOf(input, value).every(([, cell]) => cell.trim() === "");

/** What was made of the cells of a workbook. A form asks for it several times with every key that is typed elsewhere in it. */
const READ = new WeakMap<readonly unknown[], { readonly input: LinesInput; readonly lines: Lines }>();

/** The entries of a value, sorted into those that can be taken and those that cannot. Empty ones are skipped. */
export function linesOf(input: LinesInput, value: unknown): Lines {
  if (!Array.isArray(value)) return sorted(input, value);
  const known = READ.get(value);
  if (known?.input === input) return known.lines;
  const lines = sorted(input, value);
  READ.set(value, { input, lines });
  return lines;
}

function sorted(input: LinesInput, value: unknown): Lines {
  const good = new Map<string, string>();
  const wrong: WrongLine[] = [];
  let repeated = 0;
  for (const [line, cell] of cellsOf(input, value)) {
    const entry = cell.trim();
    if (entry === "") continue;
    const why = input.why(entry);
    const alike = why ? "" : input.alike(entry);
    if (why) wrong.push({ line, entry, why });
    else if (good.has(alike)) repeated += 1;
    else good.set(alike, entry);
  }
  return { good: [...good.values()], wrong, repeated };
}

/** What is wrong with the entries: the first ones one by one, else how many there may be; null for nothing. */
export function linesProblem(input: LinesInput, value: unknown): Words | null {
  const { good, wrong } = linesOf(input, value);
  const { label, most } = input;
  const figure = (count: number) => count.toLocaleString("en");
  if (wrong.length > 0) {
    const some = wrong.slice(0, MOST_LISTED);
    const more = wrong.length > some.length ? "\n…" : "";
    const zh = some.map(({ line, entry, why }) => `\n第 ${line} 个 ${entry.slice(0, 100)}：${why.zh}`);
    const en = some.map(({ line, entry, why }) => `\n${line}: ${entry.slice(0, 100)}, ${why.en}`);
    return {
      zh: `${label.zh}：${figure(wrong.length)} 个不能使用，请修改后重试${zh.join("")}${more}`,
      en: `${label.en}: ${figure(wrong.length)} can't be used. Fix ${wrong.length === 1 ? "it" : "them"} and try again${en.join("")}${more}`,
    };
  }
  if (good.length > 0 && good.length <= most) return null;
  return {
    zh: `${label.zh}：应为 1 到 ${figure(most)} 个，现有 ${figure(good.length)} 个`,
    en: `${label.en}: enter 1 to ${figure(most)} (there ${good.length === 1 ? "is" : "are"} ${figure(good.length)} now)`,
  };
}
