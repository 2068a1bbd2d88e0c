/** Signatures and SMS templates of alice's enterprise. */
import { idOf, kept, yunshan } from "../fixtures.ts";
import type { TestDatabase } from "../test_database.ts";

/** A stored licence of an enterprise, as a form hands it in. */
async function licence(db: TestDatabase, enterprise: string): Promise<{ path: string; name: string }> {
  return {
    path: await kept(db, "licence-proofs", { enterprise, ending: "jpg", type: "image/jpeg" }),
    name: "营业执照.jpg",
  };
}

/** The application of alice's enterprise. */
export async function appOf(db: TestDatabase): Promise<string> {
  const [app] =
    await db.sql`select id from public.sms_apps where enterprise_id = ${await yunshan(db)} and name = 'mall'`;
  return app?.id;
}

/** The input of a signature of alice's enterprise. */
export async function signatureInput(db: TestDatabase, name: string) {
  const home = await yunshan(db);
  return {
    name,
    app_id: await appOf(db),
    kind: "notification",
    source: "company",
    third_party: false,
    purpose: "",
    proofs: [await licence(db, home)],
  };
}

/** The input of an SMS template under the approved signature of alice's enterprise. */
export async function smsTemplateInput(db: TestDatabase, name: string) {
  return {
    name,
    signature_id: await idOf(db, "sms_signatures", "云杉商城"),
    content: "您的包裹已发出，点击 {link} 查看。",
    for_cards: true,
    purpose: "发货通知",
  };
}

/** A notification's signature of an enterprise, past every verb. */
export async function laidSignature(
  { sql }: Pick<TestDatabase, "sql">,
  { home, app, name, state }: { home: string; app: string; name: string; state: string },
): Promise<string> {
  const [made] = await sql`
    select private.lay_sms_signature(
      jsonb_populate_record(null::public.sms_signatures, jsonb_build_object('name', ${name}::text, 'kind', 'notification')),
      jsonb_populate_record(null::public.sms_signature_versions, private.next_version(0) || jsonb_build_object('enterprise_id', ${home}::text,
        'signature_id', gen_random_uuid(), 'app_id', ${app}::text, 'source', 'company', 'third_party', false, 'proofs', '[]'::jsonb, 'purpose', '', 'state', ${state}::text))) as id`;
  return made?.id;
}

/** An approved SMS template under the signature of another one, past every verb. */
export async function laidText(
  { sql }: Pick<TestDatabase, "sql">,
  { beside = "订单通知", name, content, variables = [], at }: LaidText,
): Promise<string> {
  const [made] = await sql`
    select private.lay_sms_template(${name}::text, jsonb_populate_record(v, private.next_version(0) || jsonb_build_object('sms_template_id', gen_random_uuid(),
      'content', ${content}::text, 'variables', ${sql.json(variables as never)}::jsonb, 'carrier_template_id', ${at ?? null}::text, 'state', 'approved'))) as id
    from public.sms_templates m join public.sms_template_versions v on v.id = m.live_version_id where m.name = ${beside}`;
  return made?.id;
}

interface LaidText {
  readonly beside?: string;
  readonly name: string;
  readonly content: string;
  readonly variables?: readonly object[];
  /** What the carrier calls it. */
  readonly at?: string;
}
