/** What else a carrier and time do: receipts nobody asked for, forged ones, in a bad order, too late, or never. */
import { setTimeout as pause } from "node:timers/promises";
import type { Sql } from "postgres";
import { Webhook } from "standardwebhooks";
import type { Chance } from "./chance.ts";
import type { Cluster } from "./cluster.ts";
import type { Sent } from "./invariants.ts";

/** A receipt that fits a delivered message and says less of it: it changes nothing, whenever it comes. */
const LESS = ["failed", "expired"] as const;

export class Noise {
  readonly #cluster: Cluster;
  readonly #chance: Chance;
  readonly #channel: string;
  #calls = 0;
  readonly tally = { strangers: 0, badOrder: 0, forged: 0, timedOut: 0 };

  constructor(cluster: Cluster, chance: Chance, channel: string) {
    this.#cluster = cluster;
    this.#chance = chance;
    this.#channel = channel;
  }

  /** One turn: some of everything. A process that is down just now misses it. */
  async turn(sent: ReadonlyMap<string, Sent>): Promise<void> {
    const luck = this.#chance.draw();
    if (luck < 0.25) await this.#strangers();
    else if (luck < 0.4) await this.#forged();
    else if (luck < 0.7) await this.#badOrder([...sent.keys()]);
    else await this.#age();
  }

  async #post(secret: string, receipts: object[]): Promise<number | null> {
    const { callbacks } = this.#cluster;
    const id = `soak-call-${++this.#calls}`;
    const text = JSON.stringify({ type: "receipts", receipts });
    const at = new Date();
    const headers = {
      "webhook-id": id,
      "webhook-timestamp": String(Math.floor(at.getTime() / 1000)),
      "webhook-signature": new Webhook(secret).sign(id, at, text),
    };
    const url = `${callbacks}/receive-receipts/${this.#channel}`;
    const answer = await fetch(url, { method: "POST", headers, body: text }).catch(() => null);
    await answer?.body?.cancel();
    return answer?.status ?? null;
  }

  #receipt(reference: string, status: string): object {
    return { reference, carrier_id: null, status, code: "SOAK", vendor: null, at: new Date().toISOString() };
  }

  async #strangers(): Promise<void> {
    const references = ["no reference of ours", String(900_000_000_000_000 + this.#chance.whole(0, 99))];
    const receipts = references.map((reference) => this.#receipt(reference, "delivered"));
    if ((await this.#post(this.#cluster.secrets.webhookSecret, receipts)) === 200) this.tally.strangers += 2;
  }

  async #forged(): Promise<void> {
    const wrong = `whsec_${Buffer.alloc(32, 7).toString("base64")}`;
    if ((await this.#post(wrong, [this.#receipt("1", "failed")])) === 401) this.tally.forged += 1;
  }

  /** Of messages that the carrier delivers in the end, something worse is said, before or after the truth. */
  async #badOrder(references: string[]): Promise<void> {
    const some = this.#chance.shuffled(references.slice(-60)).slice(0, 20);
    const delivered = await deliveredOf(this.#cluster, some);
    const receipts = delivered.flatMap((reference) => LESS.map((status) => this.#receipt(reference, status)));
    if (receipts.length === 0) return;
    const status = await this.#post(this.#cluster.secrets.webhookSecret, receipts);
    if (status === 200) this.tally.badOrder += receipts.length;
  }

  /** For one send the limit of the channel passes at once: what is handed over and has no receipt times out; its receipts come late. */
  async #age(): Promise<void> {
    const { sql } = this.#cluster;
    await ageOne(sql)
      .then((count) => {
        this.tally.timedOut += count;
      })
      .catch(() => pause(0));
  }
}

async function ageOne(sql: Sql): Promise<number> {
  const rows = await sql`
    with chosen as (
      select b.send_id from private.batches b where b.closed_at is null and b.done_at is not null order by b.done_at desc limit 1
    )
    update private.batches b set done_at = b.done_at - c.receipt_timeout
    from chosen x, public.channels c where b.send_id = x.send_id and c.id = b.channel_id and b.done_at is not null and b.closed_at is null
      and b.done_at > clock_timestamp() - c.receipt_timeout
    returning b.id`;
  return rows.length;
}

/** The carrier's own word on references. @throws when it is down, or answers one of the 503 it is set to */
export async function askCarrier(
  cluster: Cluster,
  references: string[],
): Promise<{ reference: string; status: string }[]> {
  if (references.length === 0) return [];
  const headers = {
    authorization: `Bearer ${cluster.secrets.carrierKey}`,
    "content-type": "application/json",
  };
  const asked = { method: "POST", headers, body: JSON.stringify({ references }) };
  const answer = await fetch(`${cluster.carrierUrl}/v1/messages/query`, asked);
  if (!answer.ok) throw new Error(`the carrier answered ${answer.status}`);
  return ((await answer.json()) as { results: { reference: string; status: string }[] }).results;
}

async function deliveredOf(cluster: Cluster, references: string[]): Promise<string[]> {
  const known = await askCarrier(cluster, references).catch(() => []);
  return known.filter(({ status }) => status === "delivered").map(({ reference }) => reference);
}
