/**
 * Phones that open the links they were sent: early and late, twice at once, after their message has failed or their days are over,
 * and people and programs who only say that they are a vendor. The carrier's own phones open links besides (plan.ts).
 */
import { type LinkCodes, linkCodes } from "@tidings/shared/links/code.ts";
import type { Chance } from "./chance.ts";
import type { Cluster } from "./cluster.ts";
import { type Findings, PROMISE } from "./findings.ts";
import type { Sent } from "./invariants.ts";

/** Vendors for which the template of the soak was made and approved. */
const VENDORS = ["huawei", "xiaomi"] as const;

/** What only says to be a vendor, in the ways there are. */
const SAYS_SO: Record<string, string>[] = [
  { "x-aim-vendor": "huawei" },
  { authorization: "Bearer huawei" },
  { authorization: "Bearer eyJhbGciOiJub25lIn0.eyJpc3MiOiJodWF3ZWkifQ." },
];

type Opened = { status: number; body: string };

/** The database was killed, and comes back: nothing was found. Anything else is a fault of the soak. */
function away(error: unknown): [] {
  const code = String((error as { code?: unknown }).code ?? "");
  if (/^(57P0\d|08|CONNECT|ECONN|EPIPE)/.test(code)) return [];
  throw error;
}

const isCard = ({ status, body }: Opened) => status === 200 && body.startsWith("{");

export class Phones {
  readonly #cluster: Cluster;
  readonly #chance: Chance;
  readonly #findings: Findings;
  /** References whose card a phone of ours has seen. */
  readonly #seen = new Set<string>();
  #codes: LinkCodes | undefined;
  readonly tally = { cards: 0, usedUp: 0, over: 0, pages: 0, lost: 0 };

  constructor(cluster: Cluster, chance: Chance, findings: Findings) {
    this.#cluster = cluster;
    this.#chance = chance;
    this.#findings = findings;
  }

  /** References whose card a phone of ours has seen: each has to be counted. */
  get seen(): ReadonlySet<string> {
    return this.#seen;
  }

  /** One turn: some phones of one kind. A process that is down just now misses it. */
  async turn(sent: ReadonlyMap<string, Sent>): Promise<void> {
    const references = this.#chance.shuffled([...sent.keys()].slice(-300)).slice(0, 12);
    const luck = this.#chance.draw();
    if (luck < 0.35) await Promise.all(references.flatMap((one) => [this.#open(one), this.#open(one)]));
    else if (luck < 0.55) await Promise.all(references.map((one) => this.#sayOnly(one)));
    else if (luck < 0.75) await this.#late();
    else if (luck < 0.9) await this.#tooLate(references);
    else await Promise.all(references.map((one) => this.#open(one)));
  }

  /** The address of a message's link; null while the database is away. */
  async #link(reference: string): Promise<string | null> {
    if (this.#codes === undefined) {
      const [row] = await this.#cluster.sql<{ words: number[] }[]>`
        select to_jsonb(words) as words from private.link_key`.catch(away);
      if (!row) return null;
      this.#codes = linkCodes(row.words);
    }
    return `${this.#cluster.api}/l/${this.#codes.codeOf(Number(reference))}`;
  }

  /** A phone asks through its vendor's cloud, which the carrier plays; null where somebody was away. */
  async #open(reference: string): Promise<Opened | null> {
    const link = await this.#link(reference);
    if (link === null) return null;
    const body = JSON.stringify({ link, vendor: this.#chance.one(VENDORS) });
    const answer = await fetch(`${this.#cluster.carrierUrl}/phones`, { method: "POST", body }).catch(
      () => null,
    );
    const opened = answer?.ok ? ((await answer.json().catch(() => null)) as Opened | null) : null;
    if (!answer?.ok) await answer?.body?.cancel();
    return this.#note(reference, opened);
  }

  #note(reference: string, opened: Opened | null): Opened | null {
    if (opened === null || opened.status >= 500) this.tally.lost += 1;
    else if (isCard(opened)) {
      this.tally.cards += 1;
      if (this.#seen.has(reference)) this.#findings.add(PROMISE.shown, { reference, why: "shown twice" });
      this.#seen.add(reference);
    } else if (opened.body.includes("link_used_up")) this.tally.usedUp += 1;
    else if (opened.status >= 400) this.tally.over += 1;
    else this.#findings.add(PROMISE.shown, { reference, opened, why: "a pass was not believed" });
    return opened;
  }

  /** Somebody says to be a vendor and proves nothing: they see a page, whatever they say. */
  async #sayOnly(reference: string): Promise<void> {
    const headers = { "user-agent": "Mozilla/5.0", ...this.#chance.one(SAYS_SO) };
    const link = await this.#link(reference);
    if (link === null) return;
    const answer = await fetch(`${link}?vendor=huawei`, { headers }).catch(() => null);
    const body = (await answer?.text().catch(() => "")) ?? "";
    if (answer === null || answer.status >= 500 || body === "") this.tally.lost += 1;
    else if (body.startsWith("{"))
      this.#findings.add(PROMISE.shown, { reference, body, why: "without a pass" });
    else this.tally.pages += 1;
  }

  /** The message has failed, expired or timed out, and a phone opens it all the same: the unit is taken anew. */
  async #late(): Promise<void> {
    const rows = await this.#cluster.sql<{ id: bigint }[]>`
      select d.id from public.deliveries d where d.state in ('failed', 'expired', 'timed_out') and d.resolved = 0 order by d.id desc limit 40`.catch(
      away,
    );
    const some = this.#chance.shuffled(rows.map(({ id }) => String(id))).slice(0, 6);
    await Promise.all(some.map((one) => this.#open(one)));
  }

  /** Its days are over: the link shows nothing, and costs nothing. */
  async #tooLate(references: string[]): Promise<void> {
    const [row] = await this.#cluster.sql<{ id: bigint }[]>`
      update public.deliveries d set handed_at = d.handed_at - interval '9 days'
      where d.id = (select x.id from public.deliveries x where x.id = any (${`{${references}}`}::bigint[]) and x.resolved = 0
        and x.handed_at > clock_timestamp() - interval '1 day' and x.state in ('handed', 'delivered') limit 1 for no key update skip locked)
      returning d.id`.catch(away);
    if (!row) return;
    await this.openOver(String(row.id));
  }

  /** A phone opens a link whose days are over. */
  async openOver(reference: string): Promise<void> {
    const opened = await this.#open(reference);
    if (opened && isCard(opened)) this.#findings.add(PROMISE.shown, { reference, why: "its days were over" });
  }
}
