/** What the database answers to one request for a link. */
import { type LinkCodes, linkCodes } from "@tidings/shared/links/code.ts";
import type { Content } from "@tidings/shared/templates/content.ts";
import type { Vendor } from "@tidings/shared/vendors/vendors.ts";
import type { Sql } from "../_core/database.ts";

/** Why a link shows nothing. */
export type Closed = "unknown" | "frozen" | "expired" | "used_up" | "vendor_unsupported";

/** A link that is open: what it shows. */
export type Open = {
  verdict: "ok";
  layout: string;
  title: string;
  version: number;
  content: Content;
  params: Record<string, string>;
};
export type Resolved = Open | { verdict: Closed };

export type Links = {
  /** One request, counted by what it is; only `resolution` uses the link up. The count is committed before this answers. */
  resolve(code: string, asked: "resolution" | "human" | "bot", vendor: Vendor | null): Promise<Resolved>;
  /** Where our own media are fetched. */
  origin(): Promise<string>;
};

/** How long the deployment's address is remembered, in ms: it changes when somebody deploys. */
const REMEMBER_MS = 60_000;

/** The links in the database. */
export function linksOn(sql: Sql): Links {
  let known = { origin: "", until: 0 };
  let codes: LinkCodes | undefined;
  const codesOf = async (): Promise<LinkCodes> => {
    const [row] = await sql<{ words: number[] }[]>`select words from private.link_key`;
    return linkCodes(row?.words ?? []);
  };
  return {
    async resolve(code, asked, vendor) {
      codes ??= await codesOf();
      const delivery = codes.idOf(code) ?? null;
      const [row] = await sql<{ resolved: Resolved }[]>`
        select private.resolve_link(${code}, ${delivery}::bigint, ${asked}::public.link_event_kind, ${vendor}::public.vendor) as resolved`;
      return row?.resolved ?? { verdict: "unknown" };
    },
    async origin() {
      if (known.until > Date.now()) return known.origin;
      const [row] = await sql<{ url: string }[]>`select functions_url as url from private.deployment`;
      known = { origin: row ? new URL(row.url).origin : "", until: Date.now() + REMEMBER_MS };
      return known.origin;
    },
  };
}
