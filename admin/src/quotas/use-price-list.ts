import { useQuery } from "@tanstack/react-query";
import type { PriceList } from "@tidings/shared/quotas/offers.ts";
import { useStickyError } from "../ui/sticky-error.ts";
import { callVerb } from "../ui/verb.ts";

/** The price list of the deployment, as it is now. */
export function usePriceList() {
  const answer = useQuery({
    queryKey: ["price_list"],
    queryFn: () => callVerb<PriceList>("price_list", {}),
  });
  return useStickyError(answer);
}
