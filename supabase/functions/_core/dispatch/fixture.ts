/** A claimed batch for tests, and a ledger in memory that keeps the law's promises about it. */
import type { Claimed } from "./batch.ts";
import type { Ledger, Outcome, Recorded } from "./ledger.ts";

/** A batch of three messages on an idempotent channel, first try. */
export function claimed(changes: Partial<Claimed> & { idempotent?: boolean } = {}): Claimed {
  const { idempotent = true, ...rest } = changes;
  return {
    batch: 5,
    attempts: 1,
    doubtful: false,
    channel: {
      ...{ id: "c", adapter: "sandbox", base_url: "http://c", number: "106", idempotent, carrier: null },
      ...{ credentials: { api_key: "k" }, settings: {} },
    },
    claimed_at: "2026-11-30T04:00:00+00:00",
    callback_url: "http://us/receive-receipts/c",
    trace_id: "4bf92f3577b34da6a3ce929d0e0e4736",
    signature: "云杉",
    kind: "aim",
    template: "t1",
    sms_template: null,
    days: 7,
    minted: false,
    text: "您好，点击 {link} 查看",
    link_base: "https://l.example/l",
    link_key: [1, 2, 3, 4],
    ids: ["101", "102", "103"],
    phones: ["+8613800000101", "+8613800000102", "+8613800000103"],
    params: [{ name: "张101" }, { name: "张102" }, { name: "张103" }],
    ...rest,
  };
}

export type Written = {
  outcomes: Outcome[];
  givenBack: { seconds: number; nothingTaken: boolean; why: string }[];
};

/** A ledger that gives these batches and remembers what it is told; a message is open until it has an outcome. */
export function ledgerOf(batches: Claimed[]): { ledger: Ledger; written: Written } {
  const written: Written = { outcomes: [], givenBack: [] };
  const waiting = [...batches];
  const open = new Map(batches.map(({ batch, ids }) => [batch, new Set(ids)]));
  const ledger: Ledger = {
    claim: () => Promise.resolve(waiting.shift() ?? null),
    wait: () => Promise.resolve(null),
    record({ batch }, outcomes, rest): Promise<Recorded> {
      written.outcomes.push(...outcomes);
      if (rest) written.givenBack.push({ ...rest, nothingTaken: true });
      const left = open.get(batch);
      for (const { reference } of outcomes) left?.delete(reference);
      const count = (status: string) => outcomes.filter((outcome) => outcome.status === status).length;
      return Promise.resolve({
        accepted: count("accepted"),
        rejected: count("rejected"),
        open: left?.size ?? 0,
      });
    },
    giveBack(_batch, seconds, nothingTaken, why) {
      written.givenBack.push({ seconds, nothingTaken, why });
      return Promise.resolve();
    },
  };
  return { ledger, written };
}
