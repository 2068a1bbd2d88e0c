/** Filings of alice's enterprise. */
import { materialsOf } from "../../../shared/src/filings/forms.ts";
import { done, kept, yunshan } from "../fixtures.ts";
import type { TestDatabase } from "../test_database.ts";

export type Stored = { path: string; name: string };

/** A kept file of a material, as a form hands it in. */
export async function storedMaterial(db: TestDatabase, name: string, ending = "pdf"): Promise<Stored> {
  return { path: await kept(db, "filing-materials", { ending }), name: `${name}.${ending}` };
}

/** The facts of table 6-3. */
export const FACTS = {
  certificate: "three_in_one",
  company_name: "云杉商城（杭州）有限公司",
  credit_code: "91350100M000100Y43",
  contact: "张云",
  contact_phone: "0571-88886666",
  contact_email: "filing@yunshan.example.com",
  enterprise_type: "company",
  industry: "shopping",
} as const;

/** A file for every material that a form asks for. */
export async function allMaterials(db: TestDatabase, form: string): Promise<Record<string, Stored>> {
  const entries = materialsOf(form).map(async (material) => [material, await storedMaterial(db, material)]);
  return Object.fromEntries(await Promise.all(entries));
}

/** The input with which a filing of this form is complete. */
export async function wholeFiling(db: TestDatabase, form: string): Promise<Record<string, unknown>> {
  return { ...(form === "service_account" ? FACTS : {}), ...(await allMaterials(db, form)) };
}

/** Bob's filing of a form, complete and in review: an edit of what there is, else a new one. */
export async function filingInReview(db: TestDatabase, form: string, more = {}): Promise<string> {
  const bob = db.as("bob");
  const there: string | undefined = await filedFor(db, form);
  const id = there ?? (await done(bob.rpc("create_filing", { input: { form } }))).id;
  await done(bob.rpc("update_filing", { filing: id, input: { ...(await wholeFiling(db, form)), ...more } }));
  await done(bob.rpc("submit_filing", { filing: id }));
  return id;
}

/** The filing that the demo has for a form. */
export async function filedFor(db: TestDatabase, form: string): Promise<string> {
  const [row] =
    await db.sql`select id from public.filings where enterprise_id = ${await yunshan(db)} and form = ${form}`;
  return row?.id;
}
