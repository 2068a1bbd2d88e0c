/**
 * A carrier of KooMessage, for tests: the functions and the database of a stage, and the double of the service (e2e/doubles/koomessage) in this
 * process. The demo enterprise's channel is of that carrier, its templates are known there, and receipts come to its address.
 */
import { setTimeout as pause } from "node:timers/promises";
import { type Koomessage, startKoomessage } from "../../../e2e/doubles/koomessage/double.ts";
import type { Channel } from "../../functions/_core/channels/calls.ts";
import { ask } from "../../functions/_core/channels/koomessage/client.ts";
import { done } from "../fixtures.ts";
import { type FunctionName, type Stage, testStage } from "../functions/stage.ts";
import { forTests } from "../test_database.ts";

/** What the double has from the start: a text with a link. */
const SMS = "sms-order";

const param = (name: string) => `\${${name}}`;
/** A card with the parameters of 签收提醒, which sends of tests are made of. */
const CARD = {
  ...{ card_id: "NativePureText", tpl_name: "签收提醒", use_id: 1, scene: "" },
  pages: [
    {
      page_order: 1,
      contents: [
        { type: "text", content: `${param("name")}，您的包裹已送达。拒收请回复R`, position_number: 1 },
        { type: "text", content: `${param("order_no")} ${param("pickup_code")}`, position_number: 2 },
      ],
    },
  ],
  params: ["name", "order_no", "pickup_code"].map((name) => ({
    type: 1,
    name: param(name),
    example: "6-2-1024",
  })),
  factorys: [{ factory_type: "HUAWEI", state: 1 }],
};

/** Makes the card there, and waits until it is approved. Returns its id. */
async function cardMade(channel: Channel): Promise<string> {
  const made = await ask(channel, { method: "POST", path: "/v1/aim/templates", body: CARD });
  if (made.outcome !== "done") throw new Error(JSON.stringify(made));
  const { tpl_id } = made.body.data as { tpl_id: string };
  for (;;) {
    const found = await ask(channel, { method: "GET", path: "/v1/aim/templates", query: { tpl_id } });
    if (found.outcome !== "done") throw new Error(JSON.stringify(found));
    const [template] = found.body.templates as { audit_state: number; audit_desc: string }[];
    if (template?.audit_state === 2) return tpl_id;
    if (template?.audit_state === 3) throw new Error(template.audit_desc);
    await pause(20);
  }
}

/** How the carrier is laid. `door`: where receipts come to, in front of the carrier's id; without one the deployment's. */
export type Wishes = { sign_in: "ak_sk" | "token"; batch: number; door?: string };
type Service = Pick<
  Koomessage,
  "url" | "iamUrl" | "accessKey" | "secretKey" | "account" | "user" | "password"
>;

/** A carrier for the service; the demo enterprise's channel becomes one of it. */
export async function layKoomessage(
  { db, channel }: Stage,
  service: Service,
  { sign_in, batch, door }: Wishes,
): Promise<{ carrierId: string; koomessage: Channel }> {
  const { accessKey: access_key, secretKey: secret_key, account, user, password } = service;
  const credentials: Record<string, string> =
    sign_in === "ak_sk"
      ? { access_key, secret_key }
      : { iam_account: account, iam_user: user, iam_password: password };
  const input = {
    ...{ name: "云消息", adapter: "koomessage", base_url: service.url, sms_app_name: "tidings", sign_in },
    ...(sign_in === "token" ? { iam_url: service.iamUrl } : {}),
    ...credentials,
    ...{ rate_per_s: null, receipt_hours: 72, open_to_all: false, number_prefix: "" },
  };
  const { id } = await done(db.as("olga").rpc("create_carrier", { input }));
  await db.sql`update public.channels c set carrier_id = k.id, adapter = k.adapter, base_url = k.base_url,
      settings = k.settings, idempotent = false, batch_size = ${batch}
    from public.carriers k where k.id = ${id} and c.id = ${channel}`;
  await db.sql`update private.channel_secrets set credentials = s.credentials
    from private.carrier_secrets s where s.carrier_id = ${id} and channel_id = ${channel}`;
  await db.sql`update public.sms_template_versions v set carrier_template_id = ${SMS} from public.sms_templates m where m.id = v.sms_template_id and m.name = '订单通知'`;
  const [row] = await db.sql<
    Omit<Channel, "credentials">[]
  >`select base_url, settings, number from public.channels where id = ${channel}`;
  if (!row) throw new Error("The demo has no channel.");
  const koomessage = { ...row, credentials };
  const card = await cardMade(koomessage);
  await db.sql`insert into private.vendor_handoffs (version_id, reference, content_hash, carrier_id, taken_by, done_at)
    select v.id, gen_random_uuid(), v.content_hash, ${card}, ${id}, now()
    from public.templates t join public.template_versions v on v.id = t.live_version_id where true
    on conflict (version_id) do update set carrier_id = excluded.carrier_id, taken_by = excluded.taken_by`;
  const [told] = await db.sql`select private.callback_url(${channel}, ${id}, 'koomessage') as url`;
  const usual: string = told?.url;
  const callback_url = door === undefined ? usual : usual.replace(/^.*\/receive-receipts/, door);
  const post = (path: string, body: object) => ask(koomessage, { method: "POST", path, body });
  const answers = await Promise.all([
    ...[0, 1, 2].map((url_type) => post("/v1/aim/callbacks", { callback_url, url_type })),
    ...[0, 1].map((url_type) => post("/v1/aim-basic/callbacks", { callback_url, url_type })),
  ]);
  for (const answer of answers) if (answer.outcome !== "done") throw new Error(JSON.stringify(answer));
  return { carrierId: id, koomessage };
}

export type KoomessageStage = Stage & { double: Koomessage; carrierId: string; koomessage: Channel };

export async function testKoomessageStage(...more: FunctionName[]): Promise<KoomessageStage> {
  const stage = await testStage({ volatile: true }, "dispatch", "receive-receipts", ...more);
  const started = await startKoomessage({ control: { open_rate: 0, receipt_delay_ms: [0, 50] } });
  const double = forTests({ ...started, close: () => started.stop() });
  return { ...stage, double, ...(await layKoomessage(stage, double, { sign_in: "ak_sk", batch: 10 })) };
}
