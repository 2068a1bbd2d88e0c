/** Service accounts of a signature that serve (SA-2), and which of them a phone is shown. */
import type { Home, Menu, MenuItem, Profile } from "@tidings/shared/accounts/content.ts";
import type { Sql } from "../_core/database.ts";
import { carries, holds, type Port } from "../_core/door/places.ts";
import { type Served, servedBy } from "../_core/door/served.ts";

/** An account with its approved parts, and the bindings that carry the signature. `versions`: of each part, as clicks name them. */
export interface Account {
  readonly id: string;
  readonly versions: Readonly<Record<string, number>>;
  readonly profile: Profile;
  readonly menus: readonly Menu[] | null;
  readonly home: Home | null;
  readonly bindings: readonly (Port & { readonly region: number })[];
}

/** What a phone is shown. Each menu and quick app has its `item`, by which a click on it is told. */
export interface ShownAccount {
  readonly account: string | null;
  readonly versions: Readonly<Record<string, number>>;
  readonly profile: object | null;
  readonly menus: readonly object[];
  readonly home: object | null;
}

const NOTHING: ShownAccount = { account: null, versions: {}, profile: null, menus: [], home: null };

/** The accounts in the database. */
export const accountsOn = (sql: Sql): Served<Account> =>
  servedBy(
    (signatures) =>
      sql<{ signature: string; served: readonly Account[] }[]>`
        select * from private.show_accounts(${signatures})`,
  );

/** Without a region only what one account has alone is shown: in another region the number may be another's. */
function chosen(all: readonly Account[], sender: string, region: number | null): Account | undefined {
  const bound = (one: Account) => one.bindings.filter((own) => carries(own, sender));
  const mine = all.filter((one) => bound(one).length > 0);
  if (region === null) return mine.length === 1 ? mine[0] : undefined;
  return mine.find((one) => bound(one).some((own) => holds(own.region, region)));
}

/** A kept picture, with what its bytes say. */
type Picture = NonNullable<Profile["logo"]> & { readonly width?: number; readonly height?: number };

/** A picture by the hash of its bytes, which is its name; the bytes came with the account. */
const pictureOf = (picture: Picture | null | undefined) =>
  picture?.path
    ? { file: picture.path.split("/").at(-1), width: picture.width, height: picture.height }
    : null;

const numbered = <T extends object>(all: readonly T[], before: string) =>
  all.map((one, at) => ({ item: `${before}${at + 1}`, ...one }));

function menuOf(menu: Menu, at: number) {
  const items: readonly MenuItem[] = menu.items ?? [];
  return {
    item: `${at + 1}`,
    ...menu,
    ...(items.length > 0 ? { items: numbered(items, `${at + 1}.`) } : {}),
  };
}

/** `sender`: what the phone sees. `region`: where it is; null where it is not said. */
export function choose(all: readonly Account[], sender: string, region: number | null): ShownAccount {
  const found = chosen(all, sender, region);
  if (found === undefined) return NOTHING;
  const { name, intro, industry, logo } = found.profile;
  const { home } = found;
  return {
    account: found.id,
    versions: found.versions,
    profile: { name, intro, industry: industry ?? null, logo: pictureOf(logo) },
    menus: (found.menus ?? []).map(menuOf),
    home: home && {
      background: pictureOf(home.background),
      intro: home.intro,
      hotline: home.hotline ?? null,
      quick_apps: numbered(home.quick_apps ?? [], "app."),
    },
  };
}
