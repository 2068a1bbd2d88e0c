import { timeText } from "../ground/clock.ts";
import { fillPlaces, type Locale, say, type Words, w } from "../ground/locale.ts";
import { VERB_WORDS } from "../people/words.ts";
import { alertWords } from "./text.ts";
import { ALERT_KINDS } from "./words.ts";

/** A line of the time line of an incident (`incident_cards.events`). */
export interface IncidentEvent {
  readonly id: number;
  readonly at: string;
  /** The kind of an alert, the verb of an act, or `over`. */
  readonly what: string;
  readonly by: string | null;
  readonly reason: string | null;
  readonly details: unknown;
}

const SAYS = {
  take: w("{by} 接手", "{by} took ownership"),
  take_over: w("{by} 接任负责人", "{by} took over"),
  note: w("{by}：{reason}", "{by}: {reason}"),
  close: w("{by} 结束了事件：{reason}", "{by} closed the incident: {reason}"),
  over: w("已恢复正常，事件自动结束", "Recovered; the incident closed automatically"),
  act: w("{by}：{act}", "{by}: {act}"),
  because: w("{said}（{reason}）", "{said} ({reason})"),
  system: w("系统", "The system"),
  lasted: w("持续 {span}", "Lasted {span}"),
  taken: w("{span}后由 {owner} 接手", "{owner} took ownership after {span}"),
  taken_over: w(
    "{span}后由 {first} 接手，随后改由 {owner} 负责",
    "{first} took ownership after {span}, then {owner} took over",
  ),
  untaken: w("无人接手", "no owner"),
  ended: w("{by} 结束：{reason}", "{by} closed it: {reason}"),
  itself: w("自行恢复", "recovered on its own"),
  updates: w("记录 {count} 条", "{count} timeline {count:entry|entries}"),
} as const satisfies Record<string, Words>;

const isOwn = (what: string): what is "take" | "take_over" | "note" | "close" | "over" =>
  ["take", "take_over", "note", "close", "over"].includes(what);

/** One line of the time line, without its time. */
export function eventText({ what, by, reason, details }: IncidentEvent, locale: Locale): string {
  const who = by ?? say(SAYS.system, locale);
  if (isOwn(what)) return fillPlaces(say(SAYS[what], locale), { by: who, reason });
  if (ALERT_KINDS.some((kind) => kind === what)) return say(alertWords({ kind: what, details }), locale);
  const act = Object.hasOwn(VERB_WORDS, what)
    ? say(VERB_WORDS[what as keyof typeof VERB_WORDS], locale)
    : what;
  const said = fillPlaces(say(SAYS.act, locale), { by: who, act });
  return reason ? fillPlaces(say(SAYS.because, locale), { said, reason }) : said;
}

/** The time line as lines: when, and what happened. `zone` is the enterprise's. */
export function timeLine(events: readonly IncidentEvent[], zone: string): Words {
  const lines = (locale: Locale) =>
    events.map((event) => `${timeText(event.at, zone)} ${eventText(event, locale)}`).join("\n");
  return { zh: lines("zh-CN"), en: lines("en") };
}

const UNITS: readonly [seconds: number, words: Words][] = [
  [86_400, w("{count} 天", "{count} {count:day|days}")],
  [3_600, w("{count} 小时", "{count} {count:hour|hours}")],
  [60, w("{count} 分钟", "{count} {count:minute|minutes}")],
  [1, w("{count} 秒", "{count} {count:second|seconds}")],
];

/** A span between two instants in its largest unit. */
function spanText(from: string, to: string, locale: Locale): string {
  const seconds = Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / 1_000));
  const [size, words] = UNITS.find(([each]) => seconds >= each) ?? [1, UNITS[3]?.[1] as Words];
  return fillPlaces(say(words, locale), { count: Math.floor(seconds / size) });
}

/** What the report of an incident is made of. */
interface Ended {
  readonly opened_at: string;
  readonly taken_at: string | null;
  readonly owner_name: string | null;
  readonly closed_at: string | null;
  readonly closed_by_name: string | null;
  readonly closed_reason: string | null;
  readonly events: unknown;
}

/** The short report of an incident that is over: how long it lasted, who had it how soon, and how it ended. Null while it is open. */
export function incidentReport(row: Ended): Words | null {
  const { closed_at } = row;
  if (closed_at === null) return null;
  const events = Array.isArray(row.events) ? (row.events as readonly IncidentEvent[]) : [];
  const told = (locale: Locale) => {
    const lasted = fillPlaces(say(SAYS.lasted, locale), { span: spanText(row.opened_at, closed_at, locale) });
    const owner = row.owner_name;
    const first = events.find(({ what }) => what === "take")?.by ?? owner;
    const taken =
      row.taken_at === null
        ? say(SAYS.untaken, locale)
        : fillPlaces(say(first === owner ? SAYS.taken : SAYS.taken_over, locale), {
            first,
            owner,
            span: spanText(row.opened_at, row.taken_at, locale),
          });
    const how =
      row.closed_reason === null
        ? say(SAYS.itself, locale)
        : fillPlaces(say(SAYS.ended, locale), { by: row.closed_by_name, reason: row.closed_reason });
    const count = events.length;
    const stop = locale === "zh-CN" ? "；" : "; ";
    return [lasted, taken, how, fillPlaces(say(SAYS.updates, locale), { count })].join(stop);
  };
  return { zh: told("zh-CN"), en: told("en") };
}
