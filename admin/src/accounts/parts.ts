import type { AccountContent, Home, Menu, Profile } from "@tidings/shared/accounts/content.ts";
import {
  type AccountProblem,
  homeProblems,
  menusProblems,
  profileProblems,
} from "@tidings/shared/accounts/problems.ts";
import { useRows } from "../ui/data.ts";
import type { RowOf } from "../ui/rows.ts";

/** The parts of an account, and what a form of each begins with, is checked by and sends. */

export type PartCard = RowOf<"account_part_cards">;
export type PartKind = "profile" | "menus" | "home";
export const PART_KINDS: readonly PartKind[] = ["profile", "menus", "home"];

export interface Values {
  readonly profile: Profile;
  readonly menus: readonly Menu[];
  readonly home: Home;
}

export const EMPTY: Values = {
  profile: { name: "", remark: "", intro: "", all_ports: false, signatures: [] },
  menus: [],
  home: { intro: "", hotline: "", quick_apps: [] },
};

/** A picture as it is handed in: the law adds what it measured. */
const bare = (picture: { path?: string | null; name?: string | null } | null | undefined) =>
  picture ? { path: picture.path, name: picture.name } : null;

/** A stored content as a form takes it. */
export function valuesOf(kind: PartKind, content: unknown): Values {
  if (content === null || content === undefined) return EMPTY;
  if (kind === "profile") {
    const profile = content as Profile;
    const { logo, authorisation } = profile;
    return { ...EMPTY, profile: { ...profile, logo: bare(logo), authorisation: bare(authorisation) } };
  }
  if (kind === "menus") return { ...EMPTY, menus: content as Menu[] };
  const home = content as Home;
  return { ...EMPTY, home: { ...home, background: bare(home.background) } };
}

/** What is wrong with what was typed for a part. */
export function problemsOf(kind: PartKind, values: Values): AccountProblem[] {
  if (kind === "profile") return profileProblems(values.profile);
  return kind === "menus" ? menusProblems(values.menus) : homeProblems(values.home);
}

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
