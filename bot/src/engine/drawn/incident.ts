import { incident } from "@tidings/shared/alerts/incident.ts";
import {
  INCIDENT_CAUSE_WORDS,
  INCIDENT_STATE_WORDS,
  type IncidentCause,
} from "@tidings/shared/alerts/incident_words.ts";
import { eventText, type IncidentEvent, incidentReport, timeLine } from "@tidings/shared/alerts/time_line.ts";
import { fillPlaces, say, type Words, w } from "@tidings/shared/ground/locale.ts";
import { labelOf } from "@tidings/shared/ground/tone.ts";
import type { Row } from "@tidings/shared/resource/define.ts";
import { isNoun } from "@tidings/shared/resource/nouns.ts";
import type { Action, Answer } from "../../ground/answer.ts";
import { hinted } from "../../registry/hints.ts";
import { fieldsOf } from "../fields.ts";
import { rowOfCard } from "../rows.ts";
import { allowedTransitions, type Transitions } from "../transitions.ts";
import { actionsOf, toneOf, type View } from "../view.ts";

const SAYS = {
  title: w("事件 {number}：{name}", "Incident {number}: {name}"),
  earlier: w("……此前还有 {count} 条：`show`", "… and {count} earlier: `show`"),
} as const satisfies Record<string, Words>;

/** A row of `incident_cards`. */
type IncidentRow = Row & {
  readonly number: number;
  readonly cause: IncidentCause;
  readonly resource: string;
  readonly resource_id: string | null;
  readonly name: string;
  readonly state: string;
  readonly opened_at: string;
  readonly taken_at: string | null;
  readonly owner_name: string | null;
  readonly closed_at: string | null;
  readonly closed_by_name: string | null;
  readonly closed_reason: string | null;
  readonly events: readonly IncidentEvent[];
};

/** Lines of the time line on a card; the rest is in its thread. */
const MOST_LINES = 12;

const titleOf = ({ number, name, cause }: IncidentRow, { locale }: View): string =>
  fillPlaces(say(SAYS.title, locale), {
    number,
    name: name || say(labelOf(INCIDENT_CAUSE_WORDS, cause), locale),
  });

/** The card of an incident (GRD-1): its owner, its time line, and the buttons of the incident and of what it is about; at its end its report. */
export async function incidentAnswer(
  view: View,
  row: IncidentRow,
  transitions: Transitions,
): Promise<Answer> {
  const card = { resource: "incident", id: String(row.id) } as const;
  const report = incidentReport(row);
  const lines = say(timeLine(row.events.slice(-MOST_LINES), view.zone), view.locale);
  const before = row.events.length - MOST_LINES;
  const text = [
    ...(report ? [say(report, view.locale), ""] : []),
    ...(before > 0 ? [hinted(SAYS.earlier, view, { count: before })] : []),
    lines,
  ].join("\n");
  return {
    tone: row.state === "closed" ? "good" : toneOf(labelOf(INCIDENT_STATE_WORDS, row.state)),
    title: titleOf(row, view),
    text,
    fields: fieldsOf(incident, row, view),
    actions: [...actionsOf(view, card, transitions), ...(await actsOnThing(view, row))],
    card,
    live: false,
  };
}

/** The acts on what an incident is about, where they end it: each is answered beside the card. */
async function actsOnThing(view: View, { state, resource, resource_id: id }: IncidentRow): Promise<Action[]> {
  if (state === "closed" || id === null || !isNoun(resource)) return [];
  const card = { resource, id };
  const allowed = (await allowedTransitions(view.session, [card])).get(id) ?? [];
  const wanted = allowed.filter(({ verb }) => ["resume", "cancel", "unfreeze"].includes(verb));
  return actionsOf(view, card, wanted).map((action) => ({ ...action, beside: true as const }));
}

/** An update in the thread of an incident: one line of its time line, with the report where it is over. */
export async function incidentUpdate(view: View, id: string, event: number): Promise<Answer> {
  const row = await rowOfCard<IncidentRow>(view, { resource: "incident", id });
  const found = row.events.find((each) => each.id === event);
  const report = row.events.at(-1)?.id === event ? incidentReport(row) : null;
  const said = found ? eventText(found, view.locale) : titleOf(row, view);
  return {
    tone: report ? "good" : "plain",
    ...(report ? { title: titleOf(row, view) } : {}),
    text: [said, ...(report ? [say(report, view.locale)] : [])].join("\n"),
  };
}
