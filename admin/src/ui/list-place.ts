import {
  type ListKeys,
  type ListQuery,
  PLAIN,
  readAddress,
  writeAddress,
} from "@tidings/shared/resource/address.ts";
import { useRef, useState } from "react";
import { useLocation } from "react-router";
import { useAddress } from "./use-address.ts";

/** A saved view: a row of `list_views`. */
export interface ListView {
  readonly id: string;
  readonly name: string;
  /** As in the address of the list. */
  readonly query: string;
  readonly shared: boolean;
  readonly is_default: boolean;
}

/** The saved views of a list. Until they are there it is not known what the list shows. */
export interface ListViews {
  readonly all: readonly ListView[];
  readonly loading: boolean;
}

export const NO_VIEWS: ListViews = { all: [], loading: false };

/** Where a list stands: what it shows, and which page of it. */
export interface ListPlace {
  readonly query: ListQuery;
  /** From 1. */
  readonly page: number;
  /** The view that is open; null: the list as it is without one. */
  readonly view: ListView | null;
  /** Something else is shown than the view says. */
  readonly changed: boolean;
  /** Shows something else, from its first page. `typing` adds no step for the browser's Back; `state`: what no address may have, as a number. */
  readonly change: (part: Partial<ListQuery>, typing?: boolean, state?: unknown) => void;
  readonly goToPage: (page: number) => void;
  readonly open: (view: ListView | null) => void;
  /** Goes on in a view that was made of what is shown now. */
  readonly keptAs: (id: string) => void;
}

/** The key of a view in the address, and what it says where no view is meant although one would open first. */
const VIEW = "view";
const NONE = "all";

/**
 * The place of a list: in the address of the page, or for a list inside a page in memory. The address wins over the view that
 * it names, and the view over the list's own ways. An address that says nothing opens the default view: a person's own, else
 * that of everyone. So a link that says something shows the same to everybody.
 */
export function useListPlace(known: ListKeys, inAddress: boolean, views: ListViews): ListPlace {
  const [address, setAddress] = useAddress();
  const { state } = useLocation();
  const [own, setOwn] = useState(() => new URLSearchParams());
  const kept = useRef(own);
  const at = inAddress ? address : own;
  const usual =
    views.all.find(({ is_default, shared }) => is_default && !shared) ??
    views.all.find(({ is_default }) => is_default) ??
    null;
  const { view, base, query, page } = stand(at);

  function stand(there: URLSearchParams) {
    const named = there.get(VIEW);
    const bare = writeAddress(readAddress(there, known)).size === 0;
    const open = views.all.find(({ id }) => id === named) ?? (named === null && bare ? usual : null);
    const from = baseOf(open, known);
    return { view: open, base: from, query: readAddress(there, known, from), page: pageIn(there) };
  }

  // A dialog that was open meanwhile, and what else was drawn before, goes on from what is shown by now.
  const now = () => stand(inAddress ? new URLSearchParams(location.search) : kept.current);

  function go(next: ListQuery, to: number, under: ListView | null, replace = false, beside: unknown = state) {
    const said = writeAddress(next, baseOf(under, known));
    const silent = said.size === 0 && under === usual;
    set(silent ? null : (under?.id ?? (said.size === 0 ? NONE : null)), said, to, replace, beside);
  }

  function set(
    id: string | null,
    said: URLSearchParams,
    to: number,
    replace = false,
    beside: unknown = state,
  ) {
    const told = new URLSearchParams([
      ...(id === null ? [] : [[VIEW, id]]),
      ...said,
      ...(to > 1 ? [["page", String(to)]] : []),
    ]);
    kept.current = told;
    if (inAddress) setAddress(told, { replace, state: beside });
    else setOwn(told);
  }

  return {
    query,
    page,
    view,
    changed: writeAddress(query, base).size > 0,
    change: (part, typing, beside) => {
      const there = now();
      go({ ...there.query, ...part }, 1, there.view, typing, beside);
    },
    goToPage: (to) => {
      const there = now();
      go(there.query, to, there.view);
    },
    open: (other) => go(baseOf(other, known), 1, other),
    // It is not among the views yet: until it is, the address says it all.
    keptAs: (id) => set(id, writeAddress(now().query), page, true),
  };
}

function baseOf(view: ListView | null, known: ListKeys): ListQuery {
  return view === null ? PLAIN : readAddress(new URLSearchParams(view.query), known);
}

/** More pages than this no list has: an offset beyond what Postgres counts is refused. */
const LAST_PAGE = 1_000_000;

function pageIn(at: URLSearchParams): number {
  const said = at.get("page") ?? "";
  return /^[1-9]\d{0,6}$/.test(said) ? Math.min(Number(said), LAST_PAGE) : 1;
}
