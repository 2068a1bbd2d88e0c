import { useQuery } from "@tanstack/react-query";
import type { Spending } from "@tidings/shared/reports/spending.ts";
import { useEnterprise } from "./me.tsx";
import { callVerb } from "./verb.ts";

/** Less often than counts are: it adds up the ledger. */
const POLL_MS = 30_000;

/** What messages cost, as the function `spending` is asked; null: nothing is asked. Undefined until it is known. */
export function useSpending(asked: object | null): Spending | undefined {
  const { id } = useEnterprise();
  const { data } = useQuery({
    queryKey: ["spending", id, asked],
    enabled: asked !== null,
    refetchInterval: POLL_MS,
    queryFn: () => callVerb<Spending>("spending", { ...asked }),
  });
  return asked === null ? undefined : data;
}
