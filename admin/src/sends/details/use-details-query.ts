import { MESSAGE_RESULTS } from "@tidings/shared/messages/results.ts";
import { NETWORKS } from "@tidings/shared/numbers/networks.ts";
import type { ListKeys } from "@tidings/shared/resource/address.ts";
import { useLocation } from "react-router";
import { type ListPlace, type ListViews, useListPlace } from "../../ui/list-place.ts";
import { usePause } from "../../ui/use-pause.ts";
import { addressOf, type DetailsQuery, queryIn } from "./query.ts";

type Part = Partial<DetailsQuery>;

/** The query as it is typed and chosen, whether it is asked already, and how to change it. */
export interface DetailsAsked {
  readonly query: DetailsQuery;
  /** Somebody is typing, or the saved views are not read yet: no rows belong to the query. */
  readonly waiting: boolean;
  readonly change: (part: Part, typed?: boolean) => void;
  readonly place: ListPlace;
}

const KEYS: ListKeys = {
  filters: [
    { name: "last", kind: "choice", options: [{ value: "1" }] },
    ...["from", "to", "signature", "template"].map((name) => ({ name, kind: "exact" as const })),
    { name: "result", kind: "choice", several: true, options: MESSAGE_RESULTS.map((value) => ({ value })) },
    { name: "network", kind: "choice", options: NETWORKS.map((value) => ({ value })) },
  ],
  sorts: [],
};

/** The query, kept in the URL, as of every list. The phone number is kept in the history state instead (see `addressOf`). */
export function useDetailsQuery(views: ListViews): DetailsAsked {
  const place = useListPlace(KEYS, true, views);
  const { state } = useLocation();
  const pause = usePause((next: DetailsQuery) =>
    place.change({ filters: addressOf(next) }, true, { phone: next.phone }),
  );
  const phone = typeof state?.phone === "string" ? state.phone : "";
  const query = pause.waiting ?? queryIn(new URLSearchParams(place.query.filters), phone);
  return {
    query,
    waiting: pause.waiting !== null || views.loading,
    change: (part, typed = false) => pause.say({ ...query, ...part }, typed),
    place,
  };
}
