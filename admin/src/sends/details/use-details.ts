import { useQuery } from "@tanstack/react-query";
import type { MessageResult } from "@tidings/shared/messages/results.ts";
import { phoneOrNull } from "@tidings/shared/numbers/phone.ts";
import type { Network } from "@tidings/shared/numbers/words.ts";
import type { FilterValues } from "@tidings/shared/resource/address.ts";
import type { SendOrigin } from "@tidings/shared/sends/words.ts";
import type { Vendor } from "@tidings/shared/vendors/words.ts";
import { useState } from "react";
import type { RowTableState } from "../../ui/data.ts";
import { useEnterprise } from "../../ui/me.tsx";
import { useStickyError } from "../../ui/sticky-error.ts";
import { callVerb } from "../../ui/verb.ts";
import { type DetailsQuery, timeProblem, windowOf } from "./query.ts";
import type { DetailsAsked } from "./use-details-query.ts";

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
  readonly state: MessageResult;
  readonly code: string | null;
  readonly code_said: unknown;
  readonly vendor: Vendor | null;
  readonly network: Network;
  readonly network_told: boolean;
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

/** Is a part of a number typed? It finds nothing, because numbers are masked. */
export const isPartial = ({ phone }: DetailsQuery): boolean => phone !== "" && phoneOrNull(phone) === null;

/** The details, paged by keyset. The first page is polled; later ones are not, so that they stay put. */
export function useDetails(
  { query, waiting, place }: DetailsAsked,
  filters: FilterValues,
): RowTableState<Detail> {
  const { id } = useEnterprise();
  const key = JSON.stringify([id, query]);
  const [turned, setTurned] = useState<{ key: string; places: readonly Place[] }>({ key, places: [] });
  const places = turned.key === key ? turned.places : [];
  const last = places.at(-1);
  const askable = !waiting && timeProblem(query.time) === null && !isPartial(query);
  const answer = useQuery({
    queryKey: ["send_details", key, last],
    queryFn: () => {
      const { from, to } = last ?? windowOf(query.time, new Date());
      return callVerb<Answer>("send_details", {
        ...(from && { sent_from: from }),
        ...(to && { sent_to: to }),
        ...(query.signature && { signature: query.signature }),
        ...(query.template && { template: query.template }),
        ...(query.phone && { number: query.phone.trim() }),
        ...(query.results.length > 0 && { results: query.results }),
        ...(query.network && { network: query.network }),
        ...(last && { after: last.after }),
        most: SIZE,
      });
    },
    enabled: askable,
    // A search by number is counted (IAM-6).
    refetchInterval: last || query.phone ? false : 10_000,
    // While a page is turned, the one before stays; rows of another query never do.
    placeholderData: (before: Answer | undefined, former) =>
      former?.queryKey[1] === key ? before : undefined,
  });
  const { data, loading, failure, retry } = useStickyError(answer);
  const page = places.length + 1;
  const end = data?.rows.at(-1);
  // While the next page loads, the previous one is shown; it has no further page.
  const more = !answer.isPlaceholderData && data?.more === true;
  return {
    rows: askable ? (data?.rows ?? []) : [],
    total: page * SIZE + (more ? 1 : 0),
    counted: false,
    loading: waiting ? !isPartial(query) : loading || answer.isPlaceholderData,
    failure: askable ? failure : null,
    retry,
    filters,
    sorters: [],
    filter: () => undefined,
    sort: () => undefined,
    page,
    pageSize: SIZE,
    place,
    goToPage: (next) => {
      if (next < page) setTurned({ key, places: places.slice(0, next - 1) });
      else if (data && end && more)
        setTurned({ key, places: [...places, { after: end.id, from: data.from, to: data.to }] });
    },
  };
}
