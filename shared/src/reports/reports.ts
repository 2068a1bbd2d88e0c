import { CLICK_DETAIL, CLICK_REPORT } from "./accounts.ts";
import { GROUP_LINKS, PERSONAL_LINKS, RESOLUTIONS, SENDS, TEMPLATES } from "./aim.ts";
import { BASIC_SENDS, BASIC_TEMPLATES } from "./basic.ts";
import type { Report } from "./define.ts";

/** Every report, by the name that `report` takes (RPT-1, RPT-2). */
export const REPORTS = {
  sends: SENDS,
  templates: TEMPLATES,
  resolutions: RESOLUTIONS,
  group_links: GROUP_LINKS,
  personal_links: PERSONAL_LINKS,
  basic_sends: BASIC_SENDS,
  basic_templates: BASIC_TEMPLATES,
  clicks: CLICK_REPORT,
  click_detail: CLICK_DETAIL,
} satisfies Readonly<Record<string, Report>>;
export type ReportName = keyof typeof REPORTS;
export const REPORT_NAMES = Object.keys(REPORTS) as [ReportName, ...ReportName[]];

/** A report as a row of `private.reports`. */
export function reportRow(name: string, { needs, views, groups, measures, filters, source }: Report) {
  return {
    report: name,
    needs,
    views,
    groups: Object.fromEntries(
      Object.entries(groups).map(([group, { key, named }]) => [
        group,
        { key, ...(named ? { of: named.view, names: named.columns } : {}) },
      ]),
    ),
    measures: Object.keys(measures),
    filters: Object.keys(filters),
    source,
  };
}
