/** Signatures of the basic edition, of alice's enterprise. */
import { materialsOf } from "../../../shared/src/filings/forms.ts";
import { done, kept, yunshan } from "../fixtures.ts";
import type { TestDatabase } from "../test_database.ts";

/** A kept authorisation, as a form hands it in. */
export async function authorisation(db: TestDatabase): Promise<{ path: string; name: string }> {
  return { path: await kept(db, "signature-proofs", { ending: "pdf" }), name: "签名授权函.pdf" };
}

/** The input of a signature with an authorisation of its own. */
export async function basicSignatureInput(db: TestDatabase, name: string) {
  const [home] = await db.sql`select private.filed_company(${await yunshan(db)}) as company`;
  return {
    name,
    company_name: home?.company as string,
    third_party: false,
    note: "新签名",
    proof: await authorisation(db),
  };
}

/** A signature that bob asked for, in review. */
export async function askedSignature(db: TestDatabase, name: string, more: object = {}): Promise<string> {
  const input = { ...(await basicSignatureInput(db, name)), ...more };
  return (await done(db.as("bob").rpc("create_basic_signature", { input }))).id;
}

/** A signature that carol approved. */
export async function approvedSignature(db: TestDatabase, name: string, more: object = {}): Promise<string> {
  const id = await askedSignature(db, name, more);
  await done(db.as("carol").rpc("approve_basic_signature", { basic_signature: id }));
  return id;
}

/** Has the approved filing of the basic edition name these signatures in its authorisation. */
export async function fileSignatures(db: TestDatabase, names: readonly string[]): Promise<void> {
  const [filing] = await db.sql`
    select id from public.filings where enterprise_id = ${await yunshan(db)} and form = 'basic'`;
  const files = materialsOf("basic").map(async (material) => {
    const path = await kept(db, "filing-materials", { ending: "pdf" });
    return [material, { path, name: `${material}.pdf` }];
  });
  const input = { ...Object.fromEntries(await Promise.all(files)), signatures: names };
  await done(db.as("bob").rpc("update_filing", { filing: filing?.id, input }));
  await done(db.as("bob").rpc("submit_filing", { filing: filing?.id }));
  await done(db.as("carol").rpc("approve_filing", { filing: filing?.id }));
}
