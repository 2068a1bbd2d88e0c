/** Fixtures: sends of the basic edition, with templates as they stand once networks have approved them. */
import { randomUUID } from "node:crypto";
import { account, channelOf, done, finishPart, phones, type SendWishes, tick, yunshan } from "../fixtures.ts";
import type { TestDatabase } from "../test_database.ts";

/** What a template is laid into: also the ground of a soak. */
type Ground = Pick<TestDatabase, "sql">;

/** A text and a picture, with these parameters in the text. */
export const storyboard = (parameters: readonly string[]) => ({
  slots: {
    subject: "会员日",
    frames: [
      { type: "text", text: `你好 ${parameters.map((name) => `\${${name}}`).join(" ")}` },
      { type: "image", image: { src: "https://media.example.test/a.png" } },
    ],
  },
});

/** An approved signature of the basic edition. */
export async function basicSignature(db: Ground, name = "云杉影像"): Promise<string> {
  const home = await yunshan(db);
  const [known] =
    await db.sql`select id from public.basic_signatures where name = ${name} and enterprise_id = ${home}`;
  if (known) return known.id;
  const [made] =
    await db.sql`insert into public.basic_signatures (enterprise_id, name, company_name, third_party, state)
    values (${home}, ${name}, '云杉商城有限公司', false, 'approved') returning id`;
  return made?.id;
}

/** A template of the basic edition that is approved, live and known to the carrier. */
export async function basicTemplate(
  db: Ground,
  parameters: readonly string[] = [],
  name = `影像 ${randomUUID().slice(0, 8)}`,
): Promise<string> {
  const home = await yunshan(db);
  const signature = await basicSignature(db);
  const channel = await channelOf(db, home);
  const content = db.sql.json(storyboard(parameters) as never);
  const [template] = await db.sql`insert into public.templates (enterprise_id, kind, name, usage, category)
    values (${home}, 'basic', ${name}, 'commercial', 'basic') returning id`;
  const [version] =
    await db.sql`insert into public.template_versions (template_id, enterprise_id, kind, version, vendors, content, parameters,
        content_hash, signature_id, channel_id, validity_days, valid_until, state, decided_at)
      values (${template?.id}, ${home}, 'basic', 1, '{}', ${content}, array(select jsonb_array_elements_text(${db.sql.json(parameters as never)})), ${randomUUID()}, ${signature}, ${channel}, 30,
        now() + interval '30 days', 'approved', now()) returning id`;
  await db.sql`update public.templates set latest_version_id = ${version?.id}, live_version_id = ${version?.id} where id = ${template?.id}`;
  await db.sql`insert into public.vendor_reviews (version_id, enterprise_id, network, state, decided_at)
    select ${version?.id}, ${home}, n, 'approved', now() from unnest('{mobile,unicom,telecom}'::public.network[]) as n`;
  await db.sql`insert into private.vendor_handoffs (version_id, reference, content_hash, carrier_id, done_at)
    values (${version?.id}, gen_random_uuid(), '', ${`tpl-${name}`}, now())`;
  return template?.id;
}

/** Which columns a file of the basic edition has, and what its fifth row has. */
export interface BasicFile {
  readonly numbers?: readonly string[];
  readonly columns?: readonly string[];
  readonly fifth_row?: Readonly<Record<string, string>> | null;
  readonly params?: (place: number) => Record<string, string>;
}

/** An imported number file of the basic edition. */
export async function basicFile(db: TestDatabase, wishes: BasicFile = {}): Promise<string> {
  const { numbers = phones(6), columns = [], fifth_row = null } = wishes;
  const { params = () => Object.fromEntries(columns.map((name) => [name, "值"])) } = wishes;
  // With values for all, the first number is in the fifth row, as in a sample that was filled.
  const first = fifth_row ? 5 : 2;
  const bob = db.as("bob");
  const input = { name: "基础版名单.csv", bytes: 1000, parts: 1, purpose: "basic" };
  const { id } = await done(bob.rpc("begin_number_file", { input }));
  await done(bob.rpc("add_number_part", { file: id, input: { part: 1, bytes: 100, first_line: 1 } }));
  await done(bob.rpc("start_import", { file: id }));
  await finishPart(
    db,
    id,
    1,
    numbers.map((phone, place) => ({
      line: first + place,
      phone,
      params: place === 0 && fifth_row ? { ...fifth_row } : params(place),
    })),
  );
  await db.sql`update public.number_files set columns = ${["phone", ...columns]}, phone_column = 'phone' where id = ${id}`;
  return id;
}

/** What a send of the basic edition needs that one of cards has not; bob's, of a static template unless told. */
export async function basicInput(
  db: TestDatabase,
  wishes: SendWishes = {},
): Promise<Record<string, unknown>> {
  const { file, template, count = 6, ...rest } = wishes;
  return {
    name: "影像故事",
    template_id: template ?? (await basicTemplate(db)),
    number_file_id: file ?? (await basicFile(db, { numbers: phones(count) })),
    consent: "入会时勾选",
    ...rest,
  };
}

/** Bob's draft of the basic edition. */
export async function basicDraft(db: TestDatabase, wishes: SendWishes = {}): Promise<string> {
  const input = await basicInput(db, wishes);
  return (await done(db.as("bob").rpc("create_send", { input }))).id;
}

/** Approved by carol; not expanded yet. */
export async function basicApproved(db: TestDatabase, wishes: SendWishes = {}): Promise<string> {
  const send = await basicDraft(db, wishes);
  await done(db.as("bob").rpc("submit_send", { send }));
  await done(db.as("carol").rpc("approve_send", { send }));
  return send;
}

/** Expanded, started, nothing claimed yet. */
export async function basicStarted(db: TestDatabase, wishes: SendWishes = {}): Promise<string> {
  const send = await basicApproved(db, wishes);
  while ((await account(db, send)).state !== "sending") await tick(db);
  return send;
}

/** The balance of units of the basic edition: available, reserved, used, pay-as-you-go. */
export async function basicBalance(db: TestDatabase): Promise<number[]> {
  const [row] = await db.as("dan").rows("select * from public.quota_balances where kind = 'basic'");
  return row ? [row.available, row.reserved, row.used, row.payg_used].map(Number) : [0, 0, 0, 0];
}
