import { useQuery } from "@tanstack/react-query";
import { allRows } from "../../ui/all-rows.ts";
import { useEnterprise } from "../../ui/me.tsx";
import type { RowOf } from "../../ui/rows.ts";
import { useStickyError } from "../../ui/sticky-error.ts";
import type { LiveRow, Subject } from "./live-rows.ts";

/** The query of a live report. Days are `YYYY-MM-DD`, both inclusive. */
export interface LiveQuery {
  readonly from: string;
  readonly to: string;
  /** Part of the name of the template or the task. */
  readonly name: string;
  /** A template's id. */
  readonly template: string;
  readonly split: boolean;
}

/** Ids are UUIDs; the database answers any other text with an error. */
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The rows of a live report, polled every few seconds. */
export function useLive(subject: Subject, query: LiveQuery) {
  const { id } = useEnterprise();
  const answer = useQuery({
    queryKey: ["live_report", subject, id, query],
    refetchInterval: 4_000,
    placeholderData: (before: LiveRow[] | undefined) => before,
    queryFn: async () => {
      if (query.template !== "" && !UUID.test(query.template)) return [];
      return subject === "templates" ? templateRows(id, query) : groupLinkRows(id, query);
    },
  });
  return useStickyError(answer);
}

type NonNullValues<T> = { [Key in keyof T]: NonNullable<T[Key]> };

async function templateRows(enterprise: string, query: LiveQuery): Promise<LiveRow[]> {
  const view = query.split ? "vendor_resolution_days" : "template_resolution_days";
  const rows = await allRows<
    NonNullValues<RowOf<"template_resolution_days">> & Partial<NonNullValues<RowOf<"vendor_resolution_days">>>
  >(
    view,
    "*",
    (all) => {
      let found = all.eq("enterprise_id", enterprise).gte("day", query.from).lte("day", query.to);
      if (query.name) found = found.ilike("template_name", `%${query.name}%`);
      if (query.template) found = found.eq("template_id", query.template);
      return found;
    },
    query.split ? ["day", "template_id", "vendor"] : ["day", "template_id"],
  );
  return rows.map((row) => ({
    day: row.day,
    id: row.template_id,
    name: row.template_name,
    detail: "",
    vendor: row.vendor ?? null,
    minted: row.minted ?? 0,
    resolutions: row.resolutions,
    humans: row.humans ?? 0,
    bots: row.bots ?? 0,
    refused: row.refused,
  }));
}

async function groupLinkRows(enterprise: string, query: LiveQuery): Promise<LiveRow[]> {
  const narrow = (all: Parameters<Parameters<typeof allRows>[2]>[0]) => {
    let found = all.eq("enterprise_id", enterprise).gte("day", query.from).lte("day", query.to);
    if (query.template) found = found.eq("template_id", query.template);
    return found;
  };
  const days = await allRows<NonNullValues<RowOf<"group_link_days">>>(
    "group_link_days",
    "*",
    (all) => (query.name ? narrow(all).ilike("task_name", `%${query.name}%`) : narrow(all)),
    ["day", "task_id"],
  );
  if (!query.split) {
    return days.map((day) => ({ ...day, ...named(day), vendor: null, minted: 0 }));
  }
  const tasks = new Map(days.map((day) => [day.task_id, named(day)]));
  const vendors = await allRows<RowOf<"link_days">>(
    "link_days",
    "*",
    (all) => narrow(all).not("link_id", "is", null).not("vendor", "is", null),
    ["day", "task_id", "vendor"],
  );
  return vendors.flatMap((row) => {
    const task = row.task_id === null ? undefined : tasks.get(row.task_id);
    return task ? [{ ...row, ...task, minted: 0 }] : [];
  });
}

const named = (day: NonNullValues<RowOf<"group_link_days">>) => ({
  id: day.task_id,
  name: day.task_name,
  detail: `${day.batch_no} · ${day.template_name}`,
});
