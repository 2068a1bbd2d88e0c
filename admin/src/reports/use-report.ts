import { useQuery } from "@tanstack/react-query";
import { allRows } from "../ui/all-rows.ts";
import { useEnterprise } from "../ui/me.tsx";
import { useStickyError } from "../ui/sticky-error.ts";
import type { ReportRow } from "./roll-up.ts";

/** The query of a report. Days are `YYYY-MM-DD`, both inclusive. */
export interface ReportQuery {
  readonly from: string;
  readonly to: string;
  readonly name: string;
  readonly template: string;
  readonly templateId: string;
  readonly send: string | null;
}

/** The rows of the send report, polled every few seconds because receipts keep arriving. */
export function useReport(query: ReportQuery) {
  const { id } = useEnterprise();
  const answer = useQuery({
    queryKey: ["send_report", id, query],
    refetchInterval: 4_000,
    placeholderData: (before) => before,
    queryFn: () =>
      allRows<ReportRow>(
        "send_report",
        "*",
        (rows) => {
          let narrowed = rows.eq("enterprise_id", id).gte("day", query.from).lte("day", query.to);
          if (query.name) narrowed = narrowed.ilike("send_name", `%${query.name}%`);
          if (query.template) narrowed = narrowed.ilike("template_name", `%${query.template}%`);
          if (query.templateId) narrowed = narrowed.eq("template_id", query.templateId);
          if (query.send) narrowed = narrowed.eq("send_id", query.send);
          return narrowed;
        },
        ["day", "send_id"],
      ),
  });
  return useStickyError(answer);
}
