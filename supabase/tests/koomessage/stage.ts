// biome-ignore-all lint/suspicious/noTemplateCurlyInString: ${name} is how a template writes a parameter
/** The demo enterprise with a channel of the sandbox whose links KooMessage makes, and a template that its vendors have approved. */
import assert from "node:assert/strict";
import { after } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { CALM } from "../../../e2e/doubles/koomessage/control.ts";
import { type Koomessage, startKoomessage } from "../../../e2e/doubles/koomessage/double.ts";
import { koomessageResolver } from "../../functions/_core/channels/koomessage/resolver.ts";
import type { Sql } from "../../functions/_core/database.ts";
import {
  claim,
  claimQuestions,
  finish,
  handoffOf,
  recordStates,
} from "../../functions/submit-templates/handoff.ts";
import { carrierTerms } from "../carriers/carrier_fixtures.ts";
import { channelOf, done, yunshan } from "../fixtures.ts";
import { draftTemplate, notice } from "../templates/checks.ts";
import { testDatabase } from "../test_database.ts";

export async function mintingStage() {
  const db = await testDatabase();
  const service: Koomessage = await startKoomessage({ control: { review_delay_ms: [0, 5] } });
  after(() => service.stop());
  const calm = () => service.control({ ...CALM, review_delay_ms: [0, 5] });
  const sql = db.sql as unknown as Sql;
  const input = {
    ...carrierTerms({ name: "KooMessage", base_url: service.url, batch_size: 100, number_prefix: "" }),
    ...{ adapter: "koomessage", sign_in: "ak_sk", idempotent: undefined },
    ...{ access_key: service.accessKey, secret_key: service.secretKey },
  };
  const carrier: string = (await done(db.as("olga").rpc("create_carrier", { input }))).id;
  const channel = await channelOf(db, await yunshan(db));
  const mintsAt = (mints_at: string | null) =>
    done(db.as("olga").rpc("set_minter_channel", { channel, input: { mints_at } }));

  /** Records what a check finds under the key that the law asks for. */
  async function check(template: string, errors: object[] = []): Promise<void> {
    await db.sql`select private.record_content_check(private.check_key(v), ${db.sql.json(errors as never)})
      from public.templates t join public.template_versions v on v.id = t.latest_version_id where t.id = ${template}`;
  }

  /** One turn of what submit-templates does. */
  async function turn(): Promise<void> {
    for (const version of await claim(sql, 20))
      await finish(
        sql,
        version.reference,
        await koomessageResolver.submitTemplate(version, handoffOf(version)),
        null,
      );
    for (const question of await claimQuestions(sql, 20))
      await recordStates(
        sql,
        question.carrier,
        (await koomessageResolver.templateStates?.(question, question.tpl_id, question.kind)) ?? [],
      );
  }

  /** A template with a parameter, approved inside and by the vendors of KooMessage. */
  async function approved(): Promise<string> {
    const content = {
      ...notice("${name}，您的包裹已到。拒收请回复R"),
      params: [{ name: "name", example: "李先生" }],
    };
    const template = await draftTemplate(db, { content });
    await check(template);
    await done(db.as("bob").rpc("submit_template", { template }));
    await done(db.as("carol").rpc("approve_template", { template, reason: "Fine." }));
    for (;;) {
      await turn();
      const [row] = await db.sql`select v.state from public.templates t
        join public.template_versions v on v.id = t.latest_version_id where t.id = ${template}`;
      if (row?.state === "approved") return template;
      assert.equal(row?.state, "vendor_review");
      // The next question is due in ten minutes.
      await db.sql`update private.vendor_handoffs set asked_at = now() - interval '1 hour', lease_until = '-infinity'
        where done_at is not null and taken_by is not null`;
      await pause(10);
    }
  }
  return { db, sql, service, calm, carrier, channel, mintsAt, check, turn, approved };
}
