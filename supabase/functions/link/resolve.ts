/** What the database answers to requests for links. */
import { type LinkCodes, linkCodes } from "@tidings/shared/links/code.ts";
import type { Content } from "@tidings/shared/templates/content.ts";
import type { Vendor } from "@tidings/shared/vendors/words.ts";
import { type Sql, withRetry } from "../_core/database.ts";
import { TtlCache } from "../_core/ttl_cache.ts";
import { type Entry, Flusher, type Line, type LinkAnswer, type RequestKind, type Verdict } from "./flush.ts";

/** Why a link shows nothing. */
export type Closed = Exclude<Verdict, "ok">;

/** What a version shows: the same to everybody but for the parameters. */
export type Shown = { layout: string; title: string; version: number; content: Content };

/** A link that is open. `jump` is where a browser is sent instead of the page. */
export type Open = {
  verdict: "ok";
  shown: Shown;
  params: Record<string, string>;
  jump: string | null;
};
export type Resolved = Open | { verdict: Closed };

/** Where this deployment is reached: its own media, and its links where a domain has no host of its own. */
export type Place = { origin: string; links: string; hosts: ReadonlySet<string> };

export type Links = {
  /**
   * One request, counted by what it is; only `resolution` uses the link up. The count is committed before this
   * answers. `host` is the domain that was asked for, empty for the deployment's own address: a custom code is looked for there.
   */
  resolve(code: string, host: string, asked: RequestKind, vendor: Vendor | null): Promise<Resolved>;
  place(): Place | Promise<Place>;
};

/** How long answers are cached, in ms. Settings change with a deployment or when a domain is approved. */
const TTL_MS = 60_000;

const list = (values: (string | number | null)[]) => `{${values.map((value) => value ?? "NULL").join(",")}}`;

/** What `private.resolve_batch` returns: columns for the entries granted in full, and a line for each of the others. */
type Answer = {
  places: number[] | null;
  versions: string[];
  params: (Record<string, string> | null)[] | null;
  jumps: (string | null)[] | null;
  rest?: Line[] | null;
};

function linesOf({ places, versions, params, jumps, rest }: Answer, entries: Entry[]): Line[] {
  const lines = rest ?? [];
  for (const [n, place] of (places ?? []).entries()) {
    const count = entries[place - 1]?.count ?? 0;
    lines.push([place, "ok", count, versions[n] ?? "", params?.[n] ?? null, jumps?.[n] ?? null]);
  }
  return lines;
}

/** Counts many requests in one transaction. It is retried only on errors that rolled everything back. */
function counting(sql: Sql): (entries: Entry[]) => Promise<Line[]> {
  return async (entries) => {
    const ids = list(entries.map(({ id }) => id));
    const kinds = list(entries.map(({ asked }) => asked));
    const vendors = list(entries.map(({ vendor }) => vendor));
    const counts = list(entries.map(({ count }) => count));
    const [row] = await withRetry(
      () => sql<{ answer: string }[]>`select private.resolve_batch(${ids}::text::bigint[],
        ${kinds}::text::public.link_event_kind[], ${vendors}::text::public.vendor[], ${counts}::text::integer[])::text as answer`,
    );
    return linesOf(JSON.parse(row?.answer ?? "{}"), entries);
  };
}

/** There is no such custom code. Thrown, so that it is not cached: the code may be created at any moment. */
const UNKNOWN_ALIAS = new Error("unknown custom code");

/** The links in the database. */
export function linksOn(sql: Sql): Links {
  const flusher = new Flusher(counting(sql));
  const settings = new TtlCache(1, TTL_MS, async (): Promise<Place & { codes: LinkCodes }> => {
    const [row] = await sql<{ functions: string; links: string; hosts: string[] | null; words: number[] }[]>`
      select * from private.link_settings()`;
    return {
      origin: row?.functions ? new URL(row.functions).origin : "",
      links: row?.links ?? "",
      hosts: new Set(row?.hosts ?? []),
      codes: linkCodes(row?.words ?? []),
    };
  });
  const versions = new TtlCache(1000, TTL_MS, async (version): Promise<Shown> => {
    const [row] = await sql<{ shown: Shown }[]>`select private.show_version(${version}) as shown`;
    if (!row) throw new Error(`there is no version ${version}`);
    return row.shown;
  });
  const aliases = new TtlCache(10_000, TTL_MS, async (key): Promise<number> => {
    const [host = "", code = ""] = key.split(" ");
    const [row] = await sql<{ id: string | null }[]>`
      select private.link_of_alias(${host}, ${code})::text as id`;
    if (!row?.id) throw UNKNOWN_ALIAS;
    return Number(row.id);
  });
  const open = (answer: LinkAnswer): Resolved | Promise<Resolved> => {
    if (answer.verdict !== "ok") return { verdict: answer.verdict };
    const { version, params, jump } = answer;
    const opened = (shown: Shown): Open => ({ verdict: "ok", shown, params: params ?? {}, jump });
    const shown = versions.known(version);
    return shown ? opened(shown) : versions.get(version).then(opened);
  };
  const ask = (id: number | undefined, asked: RequestKind, vendor: Vendor | null): Promise<Resolved> =>
    id === undefined ? Promise.resolve({ verdict: "unknown" }) : flusher.ask(id, asked, vendor).then(open);
  return {
    resolve(code, host, asked, vendor) {
      if (code.length !== 8) {
        return aliases.get(`${host} ${code}`).then(
          (id) => ask(id, asked, vendor),
          (error) => {
            if (error !== UNKNOWN_ALIAS) throw error;
            return { verdict: "unknown" };
          },
        );
      }
      // Return synchronously on a cache hit: under load an extra `await` per request costs more than the look-up.
      const known = settings.known("");
      if (known) return ask(known.codes.idOf(code), asked, vendor);
      return settings.get("").then(({ codes }) => ask(codes.idOf(code), asked, vendor));
    },
    place: () => settings.known("") ?? settings.get(""),
  };
}
