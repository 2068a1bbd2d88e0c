import type { AccountContent, Home, Menu, Profile } from "@tidings/shared/accounts/content.ts";
import { useRows } from "../ui/data.ts";
import type { RowOf } from "../ui/rows.ts";

/** The parts of an account, and what a phone shows of them. */

export type PartCard = RowOf<"account_part_cards">;
export type PartKind = "profile" | "menus" | "home";
export const PART_KINDS: readonly PartKind[] = ["profile", "menus", "home"];

/** The parts of an account with what may be done with each, by kind. */
export function useParts(account: string | undefined) {
  const { rows, transitions, loading, failure, retry } = useRows<PartCard>("account_part_cards", {
    filters: [{ field: "account_id", operator: "eq", value: account }],
    enabled: account !== undefined,
    transitions: "account_part",
  });
  const byKind = Object.fromEntries(rows.map((row) => [row.kind, row])) as Partial<
    Record<PartKind, PartCard>
  >;
  return { parts: byKind, transitions, loading, failure, retry };
}

/** What a phone shows of an account: of each part the version that serves, or the latest. */
export function contentOf(parts: Partial<Record<PartKind, PartCard>>): AccountContent {
  const of = (kind: PartKind) => parts[kind]?.live_content ?? parts[kind]?.content ?? null;
  return {
    profile: of("profile") as Profile | null,
    menus: of("menus") as Menu[] | null,
    home: of("home") as Home | null,
  };
}
