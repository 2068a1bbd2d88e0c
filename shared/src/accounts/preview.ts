import { INDUSTRY_WORDS } from "../filings/words.ts";
import { type Locale, say } from "../ground/locale.ts";
import type { AccountContent, MenuItem } from "./content.ts";
import { leadText } from "./text.ts";

/** What a phone shows of a service account, from its content alone: one model, drawn in the panel (SA-1, step 6 of §9.1.1). */

/** A menu as it is under the chat page; `leads` is what a tap does, null where it opens the items. */
export interface PreviewMenu {
  readonly name: string;
  readonly leads: string | null;
  readonly items: readonly { readonly name: string; readonly leads: string }[];
}

export interface AccountPreview {
  /** Above both pages. Empty texts are those that are not filled in yet. */
  readonly name: string;
  readonly logo: string | null;
  readonly chat: { readonly intro: string; readonly menus: readonly PreviewMenu[] };
  readonly home: {
    readonly background: string | null;
    readonly industry: string;
    readonly intro: string;
    readonly hotline: string;
    readonly apps: readonly { readonly name: string; readonly leads: string }[];
  };
}

/** The model of an account, whatever of it is filled in. `logo` and `background` are places in the bucket of pictures. */
export function previewOf({ profile, menus, home }: AccountContent, locale: Locale): AccountPreview {
  const lead = (item: MenuItem) => ({ name: item.name ?? "", leads: leadText(item, locale) });
  return {
    name: profile?.name ?? "",
    logo: profile?.logo?.path ?? null,
    chat: {
      intro: profile?.intro ?? "",
      menus: (menus ?? []).map((menu) =>
        menu.action === "submenu"
          ? { name: menu.name ?? "", leads: null, items: (menu.items ?? []).map(lead) }
          : { ...lead(menu), items: [] },
      ),
    },
    home: {
      background: home?.background?.path ?? null,
      industry: profile?.industry ? say(INDUSTRY_WORDS[profile.industry], locale) : "",
      intro: home?.intro ?? "",
      hotline: home?.hotline ?? "",
      apps: (home?.quick_apps ?? []).map(({ name, link }) => ({ name: name ?? "", leads: link ?? "" })),
    },
  };
}
