import { FILING_FORMS, type FilingForm } from "@tidings/shared/filings/forms.ts";
import type { Enum } from "@tidings/shared/ground/enums.ts";
import { Navigate, useParams } from "react-router";
import { useRows } from "../ui/data.ts";
import { useMay } from "../ui/me.tsx";
import { FactsSkeleton } from "../ui/skeletons.tsx";
import { Failed } from "../ui/states.tsx";

interface Filed {
  readonly id: string;
  readonly state: Enum<"review_state">;
}

/**
 * Leads to where the enterprise files for one use: the form of the draft, or of what was rejected or has ended; a new one where there
 * is none. What waits for a decision is shown, since it cannot be changed.
 */
export function FileFor() {
  const { form = "" } = useParams();
  const may = useMay();
  const { rows, loading, failure, retry } = useRows<Filed>("filing_cards", {
    select: "id,state",
    filters: [{ field: "form", operator: "eq", value: form }],
    enabled: Object.hasOwn(FILING_FORMS, form),
    limit: 1,
  });
  if (loading) return <FactsSkeleton />;
  if (failure) return <Failed failure={failure} retry={retry} />;
  const [filed] = rows;
  if (filed) {
    const isOpen = filed.state !== "in_review" && may("KooMessage:filing:update");
    return <Navigate to={`/filings/${filed.id}${isOpen ? "/edit" : ""}`} replace />;
  }
  if (!Object.hasOwn(FILING_FORMS, form) || !may("KooMessage:filing:create"))
    return <Navigate to="/filings" replace />;
  return <Navigate to="/filings/new" state={{ filled: { form: form as FilingForm } }} replace />;
}
