import type { CrudFilters } from "@refinedev/core";
import { useQuery } from "@tanstack/react-query";
import type { SendOrigin } from "@tidings/shared/sends/words.ts";
import type { Vendor } from "@tidings/shared/vendors/vendors.ts";
import { useState } from "react";
import type { RowTableState } from "../../ui/data.ts";
import { useEnterprise } from "../../ui/me.tsx";
import { useStickyError } from "../../ui/sticky-error.ts";
import { callVerb } from "../../ui/verb.ts";
import { type DetailsQuery, type Result, timeProblem, windowOf } from "./query.ts";

/** A message as `send_details` returns it; its number is masked. */
export type Detail = {
  readonly id: number;
  readonly send_id: string;
  readonly send_name: string;
  readonly batch_no: string;
  readonly origin: SendOrigin;
  readonly template_id: string;
  readonly template_name: string;
  readonly signature: string;
  readonly phone: string;
  readonly state: Result;
  readonly code: string | null;
  readonly vendor: Vendor | null;
  readonly sent_at: string;
  readonly final_at: string | null;
};

interface Answer {
  readonly from: string;
  readonly to: string;
  readonly rows: Detail[];
  readonly more: boolean;
}

/** Where a page begins: after this message, in the time range of the first page. */
interface Place {
  readonly after: number;
  readonly from: string;
  readonly to: string;
}

const SIZE = 20;

/** The details, paged by keyset. The first page is polled; later ones are not, so that they stay put. */
export function useDetails(query: DetailsQuery, filters: CrudFilters): RowTableState<Detail> {
  const { id } = useEnterprise();
  const key = JSON.stringify([id, query]);
  const [turned, setTurned] = useState<{ key: string; places: readonly Place[] }>({ key, places: [] });
  const places = turned.key === key ? turned.places : [];
  const place = places.at(-1);
  const answer = useQuery({
    queryKey: ["send_details", key, place],
    queryFn: () => {
      const { from, to } = place ?? windowOf(query.time, new Date());
      return callVerb<Answer>("send_details", {
        ...(from && { sent_from: from }),
        ...(to && { sent_to: to }),
        ...(query.signature && { signature: query.signature }),
        ...(query.template && { template: query.template }),
        ...(query.phone && { number: query.phone }),
        ...(query.result && { result: query.result }),
        ...(place && { after: place.after }),
        most: SIZE,
      });
    },
    enabled: timeProblem(query.time) === null,
    refetchInterval: place ? false : 10_000,
    placeholderData: (before: Answer | undefined) => before,
  });
  const { data, loading, failure, retry } = useStickyError(answer);
  const page = places.length + 1;
  const last = data?.rows.at(-1);
  // While the next page loads, the previous one is shown; it has no further page.
  const more = !answer.isPlaceholderData && data?.more === true;
  return {
    rows: data?.rows ?? [],
    total: page * SIZE + (more ? 1 : 0),
    counted: false,
    loading: loading || answer.isPlaceholderData,
    failure,
    retry,
    filters,
    sorters: [],
    filter: () => undefined,
    sort: () => undefined,
    page,
    pageSize: SIZE,
    goToPage: (next) => {
      if (next < page) setTurned({ key, places: places.slice(0, next - 1) });
      else if (data && last && more)
        setTurned({ key, places: [...places, { after: last.id, from: data.from, to: data.to }] });
    },
  };
}
