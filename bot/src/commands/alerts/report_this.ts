import { dayPlus } from "@tidings/shared/ground/clock.ts";
import { fillPlaces, say, type Words, w } from "@tidings/shared/ground/locale.ts";
import { resourceName } from "@tidings/shared/people/words.ts";
import { MOST_DAYS } from "@tidings/shared/reports/define.ts";
import { type ReportQuery, spanOf } from "@tidings/shared/reports/query.ts";
import { z } from "zod";
import { answerOf } from "../../data/database.ts";
import { rowWithId } from "../../data/rows.ts";
import { reportAnswer } from "../../engine/drawn/report.ts";
import { findResource, namesLike } from "../../engine/find.ts";
import type { Answer, Resource } from "../../ground/answer.ts";
import { Refusal } from "../../ground/errors.ts";
import { dayText } from "../../ground/times.ts";
import { type Context, defineCommand } from "../../registry/registry.ts";

const SAYS = {
  none: w(
    "「{name}」是{kind}，没有对应的报表。只有发送任务、模板和解析任务有报表。",
    "“{name}” ({kind}) has no report. Only sends, templates and link tasks have reports.",
  ),
  title: w("{kind}「{name}」：{report}", "The {kind} {name}: {report}"),
} as const satisfies Record<string, Words>;

type Asked = Pick<ReportQuery, "report" | "filters" | "by" | "period">;

/** The report of each noun that has one: the view of the row, the columns that it needs, and what is asked of which report. */
const OF: Readonly<
  Partial<
    Record<
      Resource,
      {
        readonly view: string;
        readonly since: string;
        readonly columns: readonly string[];
        asked(row: Readonly<Record<string, string | null>>): Asked;
      }
    >
  >
> = {
  send: {
    view: "send_cards",
    since: "created_at",
    columns: ["id"],
    asked: ({ id }) => ({ report: "sends", filters: { send: id ?? "" }, by: [], period: "day" }),
  },
  template: {
    view: "template_cards",
    since: "created_at",
    columns: ["id"],
    asked: ({ id }) => ({
      report: "templates",
      filters: { template_id: id ?? "" },
      by: ["kind"],
      period: "total",
    }),
  },
  resolve_task: {
    view: "resolve_task_cards",
    since: "submitted_at",
    columns: ["id", "address"],
    // A group task has one link, with an address.
    asked: ({ id, address }): Asked =>
      address
        ? { report: "group_links", filters: { link: address }, by: ["vendor"], period: "total" }
        : { report: "personal_links", filters: { task: id ?? "" }, by: ["vendor"], period: "day" },
  },
};
const REPORTED = Object.keys(OF) as Resource[];

/** RPT-1 of one row: the report of a send, a template or a resolve task since it was made, for anyone who asks. */
export const reportThis = defineCommand({
  name: "report-this",
  feature: "alerts",
  words: {
    title: w("看报表", "View report"),
    description: w(
      "发送任务、模板或解析任务的报表，仅您可见",
      "Report on a send, template or link task; only you see it",
    ),
    options: { resource: w("名称或编号", "Name or ID") },
  },
  input: z.object({ resource: z.string().trim().min(1).max(100) }),
  positional: ["resource"],
  permission: "KooMessage:report:list",
  reads: true,
  audience: "person",
  onMessage: "resource",
  suggests: { resource: (context, typed) => namesLike(context, typed, REPORTED) },
  async run(context, { resource }): Promise<Answer> {
    const { locale } = context;
    const found = await findResource(context, resource, [], REPORTED);
    const places = { kind: say(resourceName(found.resource), locale), name: found.name };
    const of = OF[found.resource];
    if (!of) return { tone: "plain", text: fillPlaces(say(SAYS.none, locale), places) };
    const columns = [of.since, ...of.columns].join(", ");
    const row = await answerOf<Readonly<Record<string, string | null>> | null>(
      rowWithId(context.session, of.view, found.id, columns) as never,
    );
    if (!row) throw new Refusal("not_found", 404, { details: { resource: found.resource } });
    const answer = await reportAnswer(
      context,
      { ...of.asked(row), ...daysSince(context, row[of.since]) },
      `report-${found.resource}-${found.id.slice(0, 8)}`,
    );
    const title = fillPlaces(say(SAYS.title, locale), { ...places, report: answer.title });
    return { ...answer, title };
  },
});

/** From the day on which it was made until today, as far back as a report goes. */
function daysSince({ zone, at }: Context, since: string | null | undefined) {
  const last = dayText(at, zone);
  const first = dayText(since ? new Date(since) : at, zone);
  return spanOf({ first, last }) > MOST_DAYS
    ? { first: dayPlus(last, 1 - MOST_DAYS), last }
    : { first, last };
}
