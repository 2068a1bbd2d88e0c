// biome-ignore-all lint/suspicious/noTemplateCurlyInString: ${name} is how a template writes a parameter
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { startKoomessage } from "../../../e2e/doubles/koomessage/double.ts";
import { carrierTerms } from "../carriers/carrier_fixtures.ts";
import { account, channelOf, done, imported, phones, startedSend, yunshan } from "../fixtures.ts";
import { draftTemplate, notice } from "../templates/checks.ts";
import { type Json, testStage } from "./stage.ts";

/** CHL-1: a template of KooMessage and the links that it makes, through the functions as they run. */
const stage = await testStage({ volatile: true }, "check-template", "submit-templates", "dispatch");
const service = await startKoomessage({ control: { review_delay_ms: [0, 5] } });
after(() => service.stop());
const { db } = stage;
const input = {
  ...carrierTerms({ name: "KooMessage", base_url: service.url, batch_size: 100, number_prefix: "" }),
  ...{ adapter: "koomessage", sign_in: "ak_sk", idempotent: undefined },
  ...{ access_key: service.accessKey, secret_key: service.secretKey },
};
const carrier: string = (await done(db.as("olga").rpc("create_carrier", { input }))).id;
const channel = await channelOf(db, await yunshan(db));
await done(db.as("olga").rpc("set_minter_channel", { channel, input: { mints_at: carrier } }));

const params = [{ name: "name", example: "李先生" }];
const said = (body: string) => ({ ...notice(body), params });

test("a template is checked by KooMessage's rules, made there, decided on, and 250 messages go out with links that it made", async () => {
  const bob = db.as("bob");
  const template = await draftTemplate(db, { content: said("${name}，您的包裹已到。") });
  const check = async () => (await stage.call("check-template", "bob", { template })).body.findings;
  assert.deepEqual(
    (await check()).map((one: Json) => [one.path, one.code]),
    [["slots", "km_opt_out"]],
  );
  const refused = await bob.rpc("submit_template", { template });
  assert.equal(refused.error?.code, "content_has_errors");
  assert.match(refused.error?.details ?? "", /拒收请回复R/);
  await done(
    bob.rpc("update_template", { template, input: { content: said("${name}，您的包裹已到。拒收请回复R") } }),
  );
  assert.deepEqual(await check(), []);
  await done(bob.rpc("submit_template", { template }));
  await done(db.as("carol").rpc("approve_template", { template, reason: "Fine." }));

  assert.deepEqual((await stage.call("submit-templates", "bot")).body, {
    ...{ submitted: 1, failed: 0 },
    accounts: { handed: 0, left: 0 },
  });
  const expected = await db
    .as("bob")
    .rows("select expected_at from public.template_cards where id = $1", [template]);
  assert.ok(expected[0]?.expected_at > new Date(), "until when vendors decide is said");
  for (;;) {
    const [row] = await db.sql`select v.state from public.templates t
      join public.template_versions v on v.id = t.latest_version_id where t.id = ${template}`;
    if (row?.state === "approved") break;
    await db.sql`update private.vendor_handoffs set asked_at = now() - interval '1 hour',
      lease_until = '-infinity' where taken_by = ${carrier}`;
    await stage.call("submit-templates", "bot");
    await pause(20);
  }

  const send = await startedSend(db, {
    template_id: template,
    file: await imported(db, phones(250, 70_000)),
  });
  for (;;) {
    await stage.call("dispatch", "bot");
    const { pending } = await account(db, send);
    if (pending === 0) break;
  }
  const links =
    await db.sql`select l.url from private.minted_links l join public.deliveries d on d.id = l.delivery_id
    where d.send_id = ${send} and d.state <> 'pending'`;
  assert.equal(new Set(links.map(({ url }) => url)).size, 250);
  for (const { url } of links) assert.match(url, /^km2g\.cn\//);
  assert.deepEqual(service.violations(), []);

  // Off here is off there, and no vendor has taken anything back.
  await done(bob.rpc("disable_template", { template }));
  assert.equal((await stage.call("submit-templates", "bot")).status, 200);
  const [told] = await db.sql`select off_there from private.vendor_handoffs where taken_by = ${carrier}`;
  assert.equal(told?.off_there, true);
});
