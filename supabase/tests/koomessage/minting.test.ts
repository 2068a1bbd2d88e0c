import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import type { Carrier, Message } from "../../functions/_core/channels/carrier.ts";
import type { MintedLink, Resolver } from "../../functions/_core/channels/resolver.ts";
import { ledgerOn } from "../../functions/_core/dispatch/ledger.ts";
import { MINT_SHARE, mintLedgerOn, mintLinks } from "../../functions/_core/dispatch/mint.ts";
import { dispatch } from "../../functions/_core/dispatch/run.ts";
import { account, booksAgree, cardOf, done, imported, phones, sendInput, startedSend } from "../fixtures.ts";
import { clearQueue, leasesEnd, noCaps, refused } from "../sends/sends_fixtures.ts";
import { mintingStage } from "./stage.ts";

/** CHL-1, RES-1: links that KooMessage makes, for messages that go out through a channel of the sandbox. */
const stage = await mintingStage();
const { db, sql, service, carrier, channel, mintsAt } = stage;
await noCaps(db);
await mintsAt(carrier);
const template = await stage.approved();
const ledger = ledgerOn(sql);
const mints = mintLedgerOn(sql);

beforeEach(async () => {
  await stage.calm();
  await clearQueue(db);
  await db.sql`update private.mint_batches set done_at = now() where done_at is null`;
  await db.sql`delete from private.mint_rests`;
});

/** A carrier that takes everything, and what it got. */
function taker() {
  const taken: Message[] = [];
  const carrier: Carrier = {
    handOver: async (_channel, { messages }) => {
      taken.push(...messages);
      const results = messages.map(({ reference }) => ({
        ...{ reference, status: "accepted" as const, carrier_id: `c-${reference}`, code: null },
      }));
      return { outcome: "answered", results };
    },
    query: async (_channel, { messages }) =>
      messages.map(({ reference }) => ({ reference, status: "unknown", carrier_id: null, code: null })),
    readCall: async () => ({ outcome: "other" }),
  };
  return { carrier, taken };
}

const share = { batches: 100, ms: 5_000, flying: 4, illnesses: 4 };
const mintAll = (flying = MINT_SHARE.flying) => mintLinks(mints, { ms: 5_000, flying });
/** The links of a send as they stand, by delivery. */
async function linksOf(send: string): Promise<Map<string, { url: string | null; code: string | null }>> {
  const rows = await db.sql`select l.delivery_id::text as id, l.url, l.code from private.minted_links l
    join public.deliveries d on d.id = l.delivery_id where d.send_id = ${send}`;
  return new Map(rows.map(({ id, url, code }) => [id, { url, code }]));
}
const mintLeasesEnd = () =>
  db.sql`update private.mint_batches set lease_until = now() - interval '1 second' where done_at is null`;
let used = 0;
/** A send to numbers that no other story has used. */
async function sending(count: number): Promise<string> {
  used += count;
  return startedSend(db, { template_id: template, file: await imported(db, phones(count, 50_000 + used)) });
}

test("250 messages each have the link that was made for them in their text, and none goes before it", async () => {
  const send = await sending(250);
  const { carrier, taken } = taker();
  assert.equal((await dispatch(ledger, { ...share, ms: 50 }, () => carrier)).batches, 0, "no link, no claim");
  assert.equal(await mintAll(), 250);
  await dispatch(ledger, share, () => carrier);
  const links = await linksOf(send);
  assert.equal(taken.length, 250);
  assert.equal(new Set(taken.map(({ link }) => link)).size, 250);
  for (const { reference, link, text } of taken) {
    assert.equal(link, links.get(reference)?.url);
    assert.ok(link && text.includes(link) && !text.includes("{link}"), text);
  }
  assert.deepEqual((await account(db, send)).links_made, { by: "KooMessage", minted: 250, of: 250 });
  await booksAgree(db);
});

test("whoever dies in the middle leaves a lease: it is asked for again, and what came late is not used", async () => {
  const send = await sending(150);
  const lost = await mints.claim();
  assert.ok(lost && lost.order.items.length === 100);
  await mintLeasesEnd();
  assert.equal(await mintAll(), 150);
  const late = lost.order.items.map(
    ({ flag }): MintedLink => ({
      flag,
      url: `km2g.cn/late${flag}`,
      ends_at: "2099-01-01T00:00:00Z",
      code: null,
    }),
  );
  assert.equal(await mints.record(lost, late), null);
  for (const { url } of (await linksOf(send)).values()) assert.doesNotMatch(url ?? "", /late/);
});

test("an answer that is lost is asked for again; the first links are never handed over", async () => {
  await sending(30);
  await service.control({ half_rate: 1 });
  assert.equal(await mintLinks(mints, { ms: 300, flying: 1 }), 0);
  await service.control({ half_rate: 0 });
  await mintLeasesEnd();
  assert.equal(await mintAll(), 30);
  const { carrier, taken } = taker();
  await dispatch(ledger, share, () => carrier);
  assert.equal(new Set(taken.map(({ link }) => link)).size, 30);
});

test("links that end soon, as after a long pause, are made anew before anything goes out", async () => {
  const send = await sending(120);
  await mintAll();
  const before = await linksOf(send);
  await done(db.as("bob").rpc("pause_send", { send, reason: "等一等" }));
  await db.sql`update private.minted_links set ends_at = now() + interval '1 hour'
    where delivery_id in (select id from public.deliveries where send_id = ${send})`;
  await done(db.as("bob").rpc("resume_send", { send }));
  const { carrier, taken } = taker();
  assert.equal((await dispatch(ledger, { ...share, ms: 50 }, () => carrier)).batches, 0);
  assert.equal(await mintAll(), 120);
  await dispatch(ledger, share, () => carrier);
  assert.equal(taken.length, 120);
  for (const { reference, link } of taken) assert.notEqual(link, before.get(reference)?.url);
});

test("a batch that comes back after its links have ended waits for new ones", async () => {
  const send = await sending(20);
  await mintAll();
  assert.ok(await ledger.claim());
  await db.sql`update private.minted_links set ends_at = now() + interval '1 hour'
    where delivery_id in (select id from public.deliveries where send_id = ${send})`;
  await leasesEnd(db);
  assert.equal(await ledger.claim(), null);
  assert.equal(await mintAll(), 20);
  await leasesEnd(db);
  const again = await ledger.claim();
  assert.equal(again?.links?.length, 20);
});

/** Refuses the values of some flags, as a service that looks at each. */
const picky = (bad: (flag: string) => boolean): Resolver => ({
  submitTemplate: async () => "",
  readCall: async () => ({ outcome: "other" }),
  mint: async (_channel, { items }) => ({
    outcome: "answered",
    links: items.map(({ flag }) =>
      bad(flag)
        ? { flag, url: null, ends_at: null, code: "KM.90016801" }
        : {
            flag,
            url: `km2g.cn/a${flag}`,
            ends_at: new Date(Date.now() + 7 * 86_400_000).toISOString(),
            code: null,
          },
    ),
  }),
});

test("a message whose link is refused ends as failed with the code, and gives its unit back; the others go out", async () => {
  const send = await sending(40);
  await mintLinks(mints, { ms: 2_000, flying: 2 }, () => picky((flag) => flag.endsWith("7")));
  const { carrier, taken } = taker();
  await dispatch(ledger, share, () => carrier);
  const { failed, handed } = await account(db, send);
  assert.deepEqual([failed, handed], [4, 36]);
  assert.equal(taken.length, 36);
  const codes =
    await db.sql`select distinct code from public.deliveries where send_id = ${send} and state = 'failed'`;
  assert.deepEqual(
    codes.map(({ code }) => code),
    ["KM.90016801"],
  );
  await booksAgree(db);
});

test("an order that is refused for one of its items is halved until it is found", async () => {
  const send = await sending(100);
  let calls = 0;
  const whole: Resolver = {
    ...picky(() => false),
    mint: async (asked, order) => {
      calls += 1;
      if (order.items.some(({ flag }) => flag.endsWith("13")))
        return { outcome: "refused", whose: "items", code: "KM.90016802", why: "no" };
      return (await picky(() => false).mint?.(asked, order)) ?? { outcome: "in_doubt", why: "" };
    },
  };
  await mintLinks(mints, { ms: 2_000, flying: 1 }, () => whole);
  const links = [...(await linksOf(send)).values()];
  assert.deepEqual([links.length, links.filter(({ code }) => code !== null).length], [100, 1]);
  assert.ok(calls < 20, `${calls}`);
});

test("while nobody is let in, nothing is asked, and the send says why", async () => {
  const send = await sending(10);
  await service.control({ denied: ["create_resolve_task"] });
  assert.equal(await mintAll(), 0);
  assert.equal(await mints.wait(), null);
  assert.match((await account(db, send)).links_made.error, /answered/);
  const { carrier } = taker();
  assert.equal(
    (await dispatch(ledger, { ...share, ms: 50 }, () => carrier)).more,
    false,
    "no polling meanwhile",
  );
});

test("a thousand links a second are asked for by ten calls in flight", async () => {
  await sending(3_000);
  await service.control({ latency: [400, 400] });
  const began = performance.now();
  assert.equal(await mintLinks(mints, { ms: 10_000, flying: 10 }), 3_000);
  const seconds = (performance.now() - began) / 1000;
  assert.ok(seconds < 3, `${seconds.toFixed(1)} s`);
});

test("an opening that the service tells of counts once, as one of ours", async () => {
  const send = await sending(5);
  await mintAll();
  await dispatch(ledger, share, () => taker().carrier);
  const ids = (await db.sql`select id::text from public.deliveries where send_id = ${send} order by id`).map(
    ({ id }) => id,
  );
  const told = async (of: string[], by = carrier) =>
    (await db.sql`select private.record_resolutions(${by}::uuid, ${of}::bigint[]) as n`)[0]?.n;
  assert.equal(await told(ids.slice(0, 2)), 2);
  assert.equal(await told(ids.slice(0, 3)), 1);
  assert.equal(await told(ids.slice(3), crypto.randomUUID()), 0, "another carrier is not heard");
  const [row] = await db.sql`select sum(resolved)::int as n from public.deliveries where send_id = ${send}`;
  assert.equal(row?.n, 3);
});

test("a card goes through a minting channel only when its template is there; other channels wait for no link", async () => {
  const input = await sendInput(db, { count: 3 });
  const create = () => db.as("bob").rpc("create_send", { input });
  const details = await refused(db, create, "template_not_at_minter", 409);
  assert.equal(details.carrier, "KooMessage");
  await mintsAt(null);
  const ours = await startedSend(db, { file: await imported(db, phones(3, 90_000)) });
  assert.equal((await account(db, ours)).links_made, null);
  assert.equal((await ledger.claim())?.ids.length, 3);
  const card = await cardOf(db, "channel_cards", channel, "bob");
  assert.equal(card.mints_at_name, null);
  await mintsAt(carrier);
});

test("a large send keeps its links in a partition of its own, and they go with its messages", async () => {
  used += 25_000;
  const send = await startedSend(db, {
    template_id: template,
    file: await imported(db, phones(25_000, 200_000)),
  });
  await db.sql`select private.expand_due()`;
  const claimedAhead = [];
  for (let mint = await mints.claim(); mint; mint = await mints.claim()) claimedAhead.push(mint);
  assert.equal(claimedAhead.length, 200, "20,000 ahead of the hand-over, and no more");
  const [home] = await db.sql`select to_regclass('partitions.minted_' || id_base)::text as part
    from private.send_progress where send_id = ${send}`;
  assert.match(home?.part ?? "", /^partitions\.minted_\d+$/);
});
