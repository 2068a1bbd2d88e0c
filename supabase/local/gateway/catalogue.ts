/** What REST may be asked here, from the database's own catalogue: arguments of the kinds that a function takes, and no writing where there is only reading. */
import type { Sql } from "postgres";
import { Refused, refusal } from "./refused.ts";

interface Argument {
  readonly type: string;
  /** The labels, of an enum. */
  readonly labels: readonly string[] | null;
}
interface Taking {
  readonly arguments: ReadonlyMap<string, Argument>;
  /** It changes nothing (stable or immutable). */
  readonly reads: boolean;
}
type Functions = ReadonlyMap<string, Taking>;

interface Kind {
  /** What it is, in words for a caller who sent something else. */
  readonly says: string;
  fits(value: unknown): boolean;
}

const wholeUpTo =
  (most: number) =>
  (value: unknown): boolean =>
    Number.isInteger(value) && Math.abs(Number(value)) <= most;
const text = (pattern: RegExp) => (value: unknown) => typeof value === "string" && pattern.test(value);
const UUID = /^[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}$/i;

/** A day of the calendar, which 30 February is not. */
function isDay(value: unknown): boolean {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(String(value)) ?? [];
  const read = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  return year !== undefined && Number(year) > 0 && read.toISOString().startsWith(String(value));
}

/** A moment with its zone, on a day of the calendar. */
const isMoment = (value: unknown): boolean =>
  typeof value === "string" &&
  /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d(:?\d\d)?)?$/.test(value) &&
  isDay(value.slice(0, 10)) &&
  !Number.isNaN(Date.parse(value.replace(" ", "T").replace(/([+-]\d\d)$/, "$1:00")));

/** By Postgres' name of the type. What is not here is taken as it comes. */
const KINDS: Readonly<Record<string, Kind>> = {
  text: { says: "a text", fits: (value) => typeof value === "string" },
  uuid: { says: "an ID (UUID)", fits: text(UUID) },
  boolean: { says: "true or false", fits: (value) => typeof value === "boolean" },
  integer: { says: "a whole number up to 2147483647", fits: wholeUpTo(2 ** 31 - 1) },
  bigint: { says: "a whole number", fits: wholeUpTo(Number.MAX_SAFE_INTEGER) },
  date: { says: "a date (YYYY-MM-DD)", fits: isDay },
  "timestamp with time zone": { says: "a time (2026-01-31T09:00:00Z)", fits: isMoment },
};

function kindOf({ type, labels }: Argument): Kind | undefined {
  const [, of] = /^(.*)\[\]$/.exec(type) ?? [];
  if (of !== undefined) {
    const each = kindOf({ type: of, labels });
    if (!each) return undefined;
    const fits = (value: unknown) => Array.isArray(value) && value.every((one) => each.fits(one));
    return { says: `a list, each ${each.says}`, fits };
  }
  if (labels !== null)
    return {
      says: `one of ${labels.join(", ")}`,
      fits: (value) => typeof value === "string" && labels.includes(value),
    };
  return Object.hasOwn(KINDS, type) ? KINDS[type] : undefined;
}

/** The functions of the API with their arguments. One that has several forms is left out: which one is meant, the database finds. */
async function functionsOf(sql: Sql): Promise<Functions> {
  const rows = await sql<{ name: string; reads: boolean; named: (Argument & { name: string })[] }[]>`
    select p.proname as name, p.provolatile <> 'v' as reads, coalesce(a.named, '[]') as named
    from pg_proc p
    cross join lateral (select jsonb_agg(jsonb_build_object('name', n.argument, 'type', format_type(t.type, null),
        'labels', (select jsonb_agg(e.enumlabel order by e.enumsortorder) from pg_enum e
          where e.enumtypid in (t.type, (select x.typelem from pg_type x where x.oid = t.type))))) as named
      from unnest(p.proargnames) with ordinality n (argument, place)
      join unnest(p.proargtypes::oid[]) with ordinality t (type, place) using (place)) a
    where p.pronamespace = 'public'::regnamespace
      and (select count(*) from pg_proc o where o.pronamespace = p.pronamespace and o.proname = p.proname) = 1`;
  return new Map(
    rows.map(({ name, reads, named }) => [
      name,
      { reads, arguments: new Map(named.map((each) => [each.name, each])) },
    ]),
  );
}

const PLACE = /^\/rest\/v1\/(?:rpc\/([^/]+)|([^/]+))/;

/** What the functions take, as it was when the gateway started. */
export class Catalogue {
  readonly #functions: Functions;

  private constructor(functions: Functions) {
    this.#functions = functions;
  }

  static async read(sql: Sql): Promise<Catalogue> {
    return new Catalogue(await functionsOf(sql));
  }

  /** Does this request to REST change nothing? */
  isRead(method: string, path: string): boolean {
    if (method === "GET" || method === "HEAD") return true;
    return this.#functions.get(PLACE.exec(path)?.[1] ?? "")?.reads === true;
  }

  /**
   * Looks at a request to REST before the database does.
   * @throws Refused 405 for a write at a table or view; 422 input_invalid that names an argument of another kind
   */
  check(method: string, path: string, body: unknown): void {
    const [, verb, relation] = PLACE.exec(path) ?? [];
    if (relation !== undefined && !/^(GET|HEAD|OPTIONS)$/.test(method))
      throw new Refused(405, "method_not_allowed", `${relation} is read with GET. Use rpc to change it.`, {
        allow: "GET, HEAD",
      });
    const known = this.#functions.get(verb ?? "")?.arguments;
    if (!known || typeof body !== "object" || body === null || Array.isArray(body)) return;
    for (const [name, value] of Object.entries(body)) {
      const argument = known.get(name);
      const kind = argument && kindOf(argument);
      if (kind && value !== null && !kind.fits(value))
        throw refusal("input_invalid", { field: name }, undefined, `${name} is ${kind.says}.`);
    }
  }
}
