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
    proof: await licence(db, home),
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
