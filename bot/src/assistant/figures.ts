import type { Answer } from "../ground/answer.ts";

/**
 * Figures in what a model says that nobody gave it: they are marked, not left to be believed. Numbers are compared by what they are worth, however they
 * are written (`176,920`, `17.7万`, `98%` of 98.2 %). Dates, times and ids are no figures. A number in words is not seen.
 */

export const MARK = "⚠";

const MONTH = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*";
/** What has digits and is no figure. */
const NO_FIGURE = new RegExp(
  [
    String.raw`[LJ]?\d{8}-P?\d+(?:-R?\d+)*`,
    String.raw`\d{4}(?:-|\/|\.|年)\d{1,2}(?:(?:-|\/|\.|月)\d{1,2}[日号]?)?月?(?:[T ]?\d{1,2}:\d{2})?`,
    String.raw`(?:19|20)\d{2} ?年|(?<=\b(?:in|of|since|until) )(?:19|20)\d{2}\b(?![,.]\d)`,
    String.raw`\d{1,2} ?月(?:\d{1,2} ?[日号])?|\d{1,2} ?[日号]`,
    String.raw`\d{1,2}[:：]\d{2}(?:[:：]\d{2})?|\d{1,2}[点时](?:\d{1,2}分?)?`,
    String.raw`\b\d{1,2}(?:st|nd|rd|th)\b`,
    String.raw`\b${MONTH} \d{1,2}(?:, ?\d{4})?|\b\d{1,2} ${MONTH}(?: \d{4})?`,
    String.raw`\d*\*+\d*`,
    String.raw`^\s*\d{1,2}(?:[.)]\s|、)`,
    // A word with letters and digits in it: an id, a version, a name.
    String.raw`\b(?=\w*[a-z_])(?!\d+(?:[km]|bn)\b)\w*\d\w*(?:[.-]\w+)*`,
    String.raw`\+\d{6,}`,
  ].join("|"),
  "gimu",
);

const UNITS: Readonly<Record<string, number>> = {
  千: 1e3,
  k: 1e3,
  thousand: 1e3,
  万: 1e4,
  m: 1e6,
  million: 1e6,
  百万: 1e6,
  亿: 1e8,
  bn: 1e9,
  billion: 1e9,
};
const FIGURE =
  /(?<![\d.,])(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?(?:\s?(%|％|百万|千|万|亿|thousand|million|billion|bn|k|m)(?![a-z]))?/giu;
const ABOUT =
  /(?:\b(?:about|around|roughly|nearly|almost|over|under|more than|less than|some)|约|近|大约|将近|超过|不到|逾) ?$/iu;

interface Figure {
  readonly text: string;
  readonly at: number;
  /** What it is worth; of a share, in percent. */
  readonly value: number;
  /** The least step that it is written in: 1,000 of `17.7万`. */
  readonly step: number;
  readonly percent: boolean;
  /** Another figure may be meant that it is the round one of. */
  readonly round: boolean;
}

function figuresOf(text: string): Figure[] {
  const masked = text.replace(NO_FIGURE, (found) => " ".repeat(found.length));
  return Array.from(masked.matchAll(FIGURE), (hit) => {
    const [all, whole = "", fraction = "", unit = ""] = hit;
    const factor = UNITS[unit.toLowerCase()] ?? 1;
    const percent = unit === "%" || unit === "％";
    const about = ABOUT.test(masked.slice(0, hit.index));
    const zeros =
      about && fraction === "" ? 10 ** (/0+$/.exec(whole.replaceAll(",", ""))?.[0].length ?? 0) : 1;
    const decimals = fraction === "" ? 0 : fraction.length - 1;
    return {
      ...{ text: all, at: hit.index, percent, step: (factor * zeros) / 10 ** decimals },
      value: Number(`${whole.replaceAll(",", "")}${fraction}`) * factor,
      round: about || percent || factor > 1,
    };
  });
}

/** How many rows there are, and how many of them have the same in a column: what can be counted in an answer. */
function countsOf({ table, more = [], fields = [] }: Answer): number[] {
  const rows = table?.rows ?? [];
  const alike = (table?.columns ?? []).flatMap((_, at) => [
    ...Map.groupBy(rows, (row) => row[at] ?? "")
      .values()
      .map(({ length }) => length),
  ]);
  const states = more.map(({ fields }) => fields?.[0]?.value ?? "");
  const together = [...Map.groupBy(states, (state) => state).values()].map(({ length }) => length);
  return [rows.length, more.length, fields.length, ...alike, ...together, ...more.flatMap(countsOf)];
}

/** What is known: the texts of the tools and of the person, and what can be counted in the answers. */
export interface Known {
  readonly texts: readonly string[];
  readonly answers: readonly Answer[];
}

/** The figures of texts, without those that a mark stands behind. Every number counts here, also one in a name or a date. */
function valuesIn(texts: readonly string[]): number[] {
  return texts.flatMap((text) => {
    const figures = figuresOf(text).filter(
      ({ text: { length }, at }) => !text.startsWith(` ${MARK}`, at + length),
    );
    const plain = Array.from(text.matchAll(/\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?/g), ([one]) => one);
    const marked = new Set(
      Array.from(text.matchAll(new RegExp(`([\\d,.]+) ${MARK}`, "g")), ([, one = ""]) => one),
    );
    return [
      ...figures.map(({ value }) => value),
      ...plain.filter((one) => !marked.has(one)).map((one) => Number(one.replaceAll(",", ""))),
    ];
  });
}

/** The answer of a model with a mark behind each figure that nobody gave it, and those figures. */
export function markedFigures(
  answer: string,
  { texts, answers }: Known,
): { text: string; unknown: string[] } {
  const values = valuesIn(texts);
  const counts = new Set(answers.flatMap(countsOf));
  const near = (value: number, other: number, step: number) => Math.abs(value - other) < step * 0.5 + 1e-9;
  const isKnown = ({ value, step, percent, round }: Figure) =>
    values.some((other) => other === value || (round && near(value, other, step))) ||
    // A share may be told as a fraction of one.
    (percent && values.some((other) => other <= 1 && near(value, other * 100, step))) ||
    (!percent && counts.has(value));
  const unknown = figuresOf(answer).filter((figure) => !isKnown(figure));
  const text = unknown.reduceRight(
    (now, { at, text: { length } }) => `${now.slice(0, at + length)} ${MARK}${now.slice(at + length)}`,
    answer,
  );
  return { text, unknown: [...new Set(unknown.map((figure) => figure.text.trim()))] };
}
