/** Basic templates in every state: storyboards, the check that is kept of them, and what the networks of a carrier say. */
import assert from "node:assert/strict";
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

/** A template that may be sent. */
export async function liveBasic(db: TestDatabase, more: object = {}): Promise<string> {
  const id = await draftBasic(db, more);
  await sayOf(db, await handedBasic(db, id), null, "approved");
  return id;
}

/** Lets its live version have expired so many days ago. */
export async function expire(db: TestDatabase, template: string, days = 1): Promise<void> {
  await db.sql`update public.template_versions v set valid_until = now() - make_interval(days => ${days})
    from public.templates t where t.id = ${template} and v.id = t.live_version_id`;
}
