/** Basic templates in every state: storyboards, the check that is kept of them, and what the networks of a carrier say. */
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { vectorMedia } from "../../../shared/src/basic/vectors.ts";
import { channelOf, done, yunshan } from "../fixtures.ts";
import { recordTemplateStates } from "../templates/checks.ts";
import type { TestDatabase } from "../test_database.ts";

/** The bytes of what is in these frames. */
const PICTURE = {
  src: "https://mall.example.com/a.jpg",
  width: 960,
  height: 540,
  bytes: 40_000,
};

/** A text and a picture, with whatever parameters the text has. */
export const storyboard = (text = "会员日全场八折，欢迎光临。") => ({
  slots: {
    subject: "会员日",
    frames: [
      { type: "text", text },
      { type: "image", image: PICTURE },
    ],
  },
});

let made = 0;

/** An approved signature of the enterprise of the demo. */
export async function basicSignature(db: TestDatabase, state = "approved"): Promise<string> {
  made += 1;
  const [row] =
    await db.sql`insert into public.basic_signatures (enterprise_id, name, company_name, third_party, state)
    values (${await yunshan(db)}, ${`云杉签名${made}`}, '云杉商城有限公司', false, ${state}) returning id`;
  return row?.id;
}

/** Bob's draft with all that a submission needs, unless `more` says otherwise. */
export async function draftBasic(db: TestDatabase, more: object = {}): Promise<string> {
  made += 1;
  const chosen = {
    signature_id: await basicSignature(db),
    channel_id: await channelOf(db, await yunshan(db)),
    validity_days: 90,
  };
  const input = { name: `基础版 ${made}`, content: storyboard(), ...chosen, ...more };
  return (await done(db.as("bob").rpc("create_basic_template", { input }))).id;
}

/** What check-template keeps of the latest version. */
export async function checkBasicly(db: TestDatabase, template: string, errors: object[] = []): Promise<void> {
  await db.sql`select private.record_content_check(private.check_key(v), ${db.sql.json(errors as never)}, v.id, 40000)
    from public.templates t join public.template_versions v on v.id = t.latest_version_id where t.id = ${template}`;
}

/** Checks it; bob submits it. */
export async function submitBasic(db: TestDatabase, template: string): Promise<void> {
  await checkBasicly(db, template);
  await done(db.as("bob").rpc("submit_basic_template", { basic_template: template }));
}

/** Submitted by bob, approved by carol, handed to the carrier: the reference by which it speaks of it. */
export async function handedBasic(db: TestDatabase, template: string): Promise<string> {
  await submitBasic(db, template);
  await done(db.as("carol").rpc("approve_basic_template", { basic_template: template }));
  const [claimed, ...more] = await db.sql`select reference from private.claim_vendor_handoffs(20)`;
  assert.equal(more.length, 0);
  await db.sql`select private.finish_vendor_handoff(${claimed?.reference}, ${`carrier ${template}`}, null)`;
  return claimed?.reference;
}

/** What the carrier says of it: of one network, or of all (null). */
export const sayOf = (
  db: TestDatabase,
  reference: string,
  network: string | null,
  state: string,
  more = {},
) => recordTemplateStates(db, [{ reference, network, state, ...more }]);

/** A template that may be sent: its carrier approves it for all networks at once. */
export async function liveBasic(db: TestDatabase, more: object = {}): Promise<string> {
  const id = await draftBasic(db, more);
  await submitBasic(db, id);
  await done(db.as("carol").rpc("approve_basic_template", { basic_template: id }));
  const [handoff] = await db.sql`update private.vendor_handoffs h
    set carrier_id = ${`carrier ${id}`}, done_at = now(), taken_by = c.carrier_id
    from public.template_versions v join public.channels c on c.id = v.channel_id
    where v.template_id = ${id} and h.version_id = v.id returning h.reference`;
  await sayOf(db, handoff?.reference, null, "approved");
  return id;
}

/** One of each state, so that no act takes another's; with what one more is made of. */
export async function someBasics(db: TestDatabase) {
  const waiting = async () => {
    const id = await draftBasic(db);
    await submitBasic(db, id);
    return id;
  };
  const draft = await draftBasic(db);
  await checkBasicly(db, draft);
  const off = await liveBasic(db);
  await done(db.as("bob").rpc("disable_basic_template", { basic_template: off }));
  const named = await waiting();
  return {
    ...{ draft, waiting: named, off },
    ...{ live: await liveBasic(db), spare: await draftBasic(db) },
    input: {
      name: "会员日动态",
      content: storyboard(),
      signature_id: await basicSignature(db),
      channel_id: await channelOf(db, await yunshan(db)),
      validity_days: 30,
    },
  };
}

/** Lets its live version have expired so many days ago. */
export async function expire(db: TestDatabase, template: string, days = 1): Promise<void> {
  await db.sql`update public.template_versions v set valid_until = now() - make_interval(days => ${days})
    from public.templates t where t.id = ${template} and v.id = t.live_version_id`;
}

/** A channel of the demo's enterprise by another carrier, which nothing asks anything. */
export async function channelBy(db: TestDatabase, adapter: "smpp" | "koomessage"): Promise<string> {
  const address = adapter === "smpp" ? "smpp://carrier.test:2775" : "https://koomessage.test";
  const [carrier] = await db.sql`
    insert into public.carriers (name, adapter, base_url, idempotent, batch_size)
    values (${`运营商 ${adapter}`}, ${adapter}, ${address}, false, 100) returning id`;
  const [channel] = await db.sql`
    insert into public.channels (enterprise_id, carrier_id, name, adapter, base_url, settings, number, resolver,
      idempotent, batch_size, receipt_timeout)
    values (${await yunshan(db)}, ${carrier?.id}, ${`通道 ${adapter}`}, ${adapter}, ${address}, '{}', '1069555',
      ${adapter === "smpp" ? "by_hand" : "carrier"}, false, 100, '72 hours') returning id`;
  return channel?.id;
}

/** Puts the media of the storyboards of vectors.ts into the library of an enterprise, as keep-file would. */
export async function keepVectorMedia(db: TestDatabase, home: string): Promise<void> {
  for (const { path, type, bytes, width, height, duration_ms } of vectorMedia(home)) {
    await db.sql`insert into private.kept_objects (bucket, path, enterprise_id, sha256, type, bytes, width, height, duration_ms)
      values ('media', ${path}, ${home}, ${createHash("sha256").update(path).digest("hex")}, ${type}, ${bytes}, ${width}, ${height}, ${duration_ms})`;
    await db.sql`insert into public.media (enterprise_id, kind, name, path, bytes, width, height)
      values (${home}, ${type.slice(0, type.indexOf("/"))}, ${path.slice(path.lastIndexOf("/") + 1)}, ${path}, ${bytes}, ${width}, ${height})`;
  }
}
