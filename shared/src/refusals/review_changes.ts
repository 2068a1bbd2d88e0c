import { fillPlaces, type Locale, say, type Words, w } from "../ground/locale.ts";
import type { Compared, DifferenceLine } from "../resource/difference.ts";
import { type Difference, differenceLines } from "./differences.ts";

/** What a row in review changes (BOT-3): of the version that serves, else of its submission before. */
export interface ReviewChanges {
  /** What it is compared with, as the heading of the lines. */
  readonly head: string;
  /** What each side is called. */
  readonly before: string;
  readonly after: string;
  /** Empty: it reads the same. */
  readonly lines: readonly DifferenceLine[];
  /** The ids of what it was compared with, by what they are (`template`, `file`); none where it was not the law that compared. */
  readonly rows: Readonly<Record<string, unknown>>;
}

/** As `review_changes` answers. */
interface Answered {
  readonly base: "live" | "submission";
  readonly at: string | null;
  readonly version: number | null;
  readonly rows: Readonly<Record<string, unknown>> | null;
  readonly differs: readonly Difference[];
}

/** What two versions are called beside each other. */
export const VERSIONS = {
  serves: w("第 {version} 版（使用中）", "Version {version} (in use)"),
  next: w("第 {version} 版", "Version {version}"),
} as const satisfies Record<string, Words>;

const SAYS = {
  live: w("与使用中的第 {version} 版相比", "Compared with version {version} (in use)"),
  serves: w("与使用中的内容相比", "Compared with the content in use"),
  submission: w("与上次提交（{at}）相比", "Compared with the last submission ({at})"),
  before: w("变更前", "Before"),
  after: w("变更后", "After"),
  same: w("内容相同", "no changes"),
} as const satisfies Record<string, Words>;

/** Said where nothing differs. */
export const SAME: Words = SAYS.same;

/** The heading for what is compared with the version that serves. */
export function comparedHead({ live }: Pick<Compared, "live">, locale: Locale): string {
  return fillPlaces(say(SAYS.live, locale), { version: live });
}

/** What its declaration compared, in words. */
export function changesOfCompared(compared: Compared, locale: Locale): ReviewChanges {
  return {
    head: comparedHead(compared, locale),
    before: fillPlaces(say(VERSIONS.serves, locale), { version: compared.live }),
    after: say(SAYS.after, locale),
    lines: compared.lines,
    rows: {},
  };
}

/** What the law compared, in words; null where there is nothing to compare with. `time` writes an instant in the reader's zone. */
export function changesOfLaw(
  answered: unknown,
  locale: Locale,
  time: (at: string) => string,
): ReviewChanges | null {
  if (answered === null || answered === undefined) return null;
  const { base, at, version, rows, differs } = answered as Answered;
  const served = version === null ? say(SAYS.serves, locale) : comparedHead({ live: version }, locale);
  return {
    head: base === "live" ? served : fillPlaces(say(SAYS.submission, locale), { at: at && time(at) }),
    before: say(SAYS.before, locale),
    after: say(SAYS.after, locale),
    lines: differenceLines(differs, locale, time),
    rows: rows ?? {},
  };
}
