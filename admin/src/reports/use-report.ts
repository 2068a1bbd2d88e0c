import { useQuery } from "@tanstack/react-query";
import { emptyAnswer, type ReportAnswer } from "@tidings/shared/reports/answer.ts";
import { argumentsOf, findsNothing, type ReportQuery, reportOf } from "@tidings/shared/reports/query.ts";
import { useEnterprise } from "../ui/me.tsx";
import { useStickyError } from "../ui/sticky-error.ts";
import { callVerb } from "../ui/verb.ts";

/** A report, asked for every few seconds because receipts keep arriving. */
export function useReport(query: ReportQuery) {
  const { id } = useEnterprise();
  const answer = useQuery({
    queryKey: ["report", id, query],
    refetchInterval: 4_000,
    // The figures of one report are none of another.
    placeholderData: (before: ReportAnswer | undefined, last) =>
      (last?.queryKey[2] as ReportQuery | undefined)?.report === query.report ? before : undefined,
    queryFn: () =>
      findsNothing(query)
        ? emptyAnswer(reportOf(query.report))
        : callVerb<ReportAnswer>("report", argumentsOf(query)),
  });
  return useStickyError(answer);
}
