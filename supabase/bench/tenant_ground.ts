/** Enterprises beside the demo's, with all that a send of cards needs; their sends. The demo's people work in each of them. */
import { MOST_SIZE } from "@tidings/shared/quotas/offers.ts";
import { bought, done, joins } from "../tests/fixtures.ts";
import { laidSignature } from "../tests/sms/sms_fixtures.ts";
import type { Person, TestDatabase } from "../tests/test_database.ts";
import { approve, readyFile, submittedSend } from "./ground.ts";

/** An enterprise by its name. */
export type Tenant = { id: string; name: string };

/** These people go to work in an enterprise. */
async function goTo(db: TestDatabase, enterprise: string, ...people: Person[]): Promise<void> {
  for (const person of people) await done(db.as(person).rpc("switch_enterprise", { enterprise }));
}

/** The demo's card, its text and its signature as another enterprise has them once all is approved. */
async function layContents({ sql }: TestDatabase, { id: home, name }: Tenant): Promise<void> {
  const [app] =
    await sql`insert into public.sms_apps (enterprise_id, name) values (${home}, 'mall') returning id`;
  const signature = await laidSignature({ sql }, { home, app: app?.id, name, state: "approved" });
  await sql`select private.lay_sms_template('订单通知', jsonb_populate_record(v, private.next_version(0) || jsonb_build_object(
      'enterprise_id', ${home}::text, 'sms_template_id', gen_random_uuid(), 'signature_id', ${signature}::text, 'state', 'approved')))
    from public.sms_templates m join public.sms_template_versions v on v.id = m.live_version_id
    join public.enterprises e on e.id = m.enterprise_id where m.name = '订单通知' and e.name = '云杉商城'`;
  const [template] =
    await sql`insert into public.templates (enterprise_id, kind, name, usage, category, layout)
    select ${home}, t.kind, t.name, t.usage, t.category, t.layout from public.templates t join public.enterprises e on e.id = t.enterprise_id
    where t.name = '签收提醒' and e.name = '云杉商城' returning id`;
  const [version] =
    await sql`insert into public.template_versions (template_id, enterprise_id, kind, version, usage, vendors, content, parameters, content_hash, state, decided_at)
    select ${template?.id}, ${home}, v.kind, 1, v.usage, v.vendors, v.content, v.parameters, v.content_hash, v.state, v.decided_at
    from public.templates t join public.template_versions v on v.id = t.live_version_id join public.enterprises e on e.id = t.enterprise_id
    where t.name = '签收提醒' and e.name = '云杉商城' returning id`;
  // As the seed has them.
  await sql`with laid as (insert into public.filings (enterprise_id, form) select ${home}, f from unnest(enum_range(null::public.filing_form)) f returning id, enterprise_id, form),
      made as (insert into public.filing_versions (filing_id, enterprise_id, version, certificate, state, decided_at)
        select l.id, l.enterprise_id, 1, case l.form when 'service_account' then 'three_in_one' else 'business_licence' end::public.filing_certificate, 'approved', now() from laid l returning id, filing_id)
    select count(*) from made`;
  await sql`update public.filings f set latest_version_id = v.id, live_version_id = v.id
    from public.filing_versions v where v.filing_id = f.id and f.enterprise_id = ${home}`;
  await sql`update public.templates set latest_version_id = ${version?.id}, live_version_id = ${version?.id} where id = ${template?.id}`;
  await sql`insert into public.vendor_reviews (version_id, enterprise_id, vendor, state, decided_at)
    select ${version?.id}, ${home}, x, 'approved', now() from public.template_versions v, unnest(v.vendors) x where v.id = ${version?.id}`;
}

/** Packages of so many units in all, for the enterprise that alice works in. */
async function units(db: TestDatabase, all: number): Promise<void> {
  for (let left = all; left > 0; left -= MOST_SIZE) await bought(db, Math.min(left, MOST_SIZE));
}

/** So many enterprises, the demo's the first; units for `each` cards in each. */
export async function tenants(db: TestDatabase, count: number, each: number): Promise<Tenant[]> {
  const [demo] = await db.sql<Tenant[]>`select id, name from public.enterprises where name = '云杉商城'`;
  if (!demo) throw new Error("there is no demo enterprise");
  const all = [demo];
  await units(db, each);
  while (all.length < count) {
    const name = `企业${all.length + 1}`;
    const input = { name, statements: ["koomessage", "sms"] };
    const { enterprise } = await done(db.as("alice").rpc("create_enterprise", { input }));
    const tenant = { id: enterprise.id, name };
    await goTo(db, tenant.id, "alice");
    await joins(db, "bob", ["Operators"]);
    await joins(db, "carol", ["Reviewers"]);
    await layContents(db, tenant);
    await units(db, each);
    all.push(tenant);
  }
  return all;
}

/** A number file in each enterprise. */
export async function filesOf(db: TestDatabase, all: readonly Tenant[], rows: number): Promise<string[]> {
  const files = [];
  for (const tenant of all) files.push(await readyFile(db, rows, null, tenant.name));
  return files;
}

/** So many sends of each file, all submitted before the first is approved. Answers them by enterprise. */
export async function sendsOf(
  db: TestDatabase,
  all: readonly Tenant[],
  files: readonly string[],
  each: number,
): Promise<Map<string, string[]>> {
  const sends = new Map<string, string[]>();
  for (const [place, tenant] of all.entries()) {
    await goTo(db, tenant.id, "bob");
    const own = [];
    for (let n = 0; n < each; n++) own.push(await submittedSend(db, files[place] ?? "", tenant.name));
    sends.set(tenant.id, own);
  }
  return sends;
}

/** Approves them, in turn: the first of each enterprise, the second of each, and so on; the demo's people end in the demo's enterprise. */
export async function approveInTurn(db: TestDatabase, sends: ReadonlyMap<string, string[]>): Promise<void> {
  const most = Math.max(...[...sends.values()].map(({ length }) => length));
  for (let n = 0; n < most; n++)
    for (const [enterprise, own] of sends) {
      const send = own[n];
      if (send === undefined) continue;
      await goTo(db, enterprise, "carol");
      await approve(db, send);
    }
  const [demo] = sends.keys();
  if (demo) await goTo(db, demo, "alice", "bob", "carol");
}
