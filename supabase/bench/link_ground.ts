/** What benchmarks of links share: a template, group links, and personal links by the million. */
import { type LinkCodes, linkCodes } from "../../shared/src/links/code.ts";
import type { TestDatabase } from "../tests/test_database.ts";
import { readyFile } from "./ground.ts";

/** A live template without parameters: its card is the same for everybody. */
async function plainTemplate({ sql }: TestDatabase): Promise<string> {
  const [made] = await sql`
    with t as (
      insert into public.templates (enterprise_id, name, usage, category, layout)
      select t.enterprise_id, 'bench', t.usage, t.category, t.layout from public.templates t where t.name = '开卡欢迎图文' returning id, enterprise_id
    ), v as (
      insert into public.template_versions (template_id, enterprise_id, version, vendors, content, parameters, content_hash, state)
      select t.id, t.enterprise_id, 1, x.vendors, regexp_replace(x.content::text, '\\$\\{[a-z]+\\}', '五十', 'g')::jsonb, '{}', 'bench', 'approved'
      from t, public.template_versions x join public.templates y on y.id = x.template_id where y.name = '开卡欢迎图文' and x.version = 1 returning id, template_id, enterprise_id
    )
    insert into public.vendor_reviews (version_id, enterprise_id, vendor, state) select v.id, v.enterprise_id, 'huawei', 'approved' from v
    returning (select v.template_id from v) as id, version_id`;
  await sql`update public.templates set live_version_id = ${made?.version_id}, latest_version_id = ${made?.version_id} where id = ${made?.id}`;
  return made?.id;
}

async function made(
  db: TestDatabase,
  input: Record<string, unknown>,
): Promise<{ id: string; link_id: number }> {
  const { data, error } = await db.as("bob").rpc("create_resolve_task", { input });
  if (error) throw new Error(`create_resolve_task: ${error.message}`);
  return data;
}

const plain = { name: "bench", signatures: ["云杉会员"] };

/** As many group links as asked for, each with room for everybody; their ids. */
export async function groupLinks(db: TestDatabase, count: number): Promise<number[]> {
  const { sql } = db;
  const template_id = await plainTemplate(db);
  const { id } = await made(db, { ...plain, kind: "group", template_id, max_resolutions: 1_000_000_000 });
  const rows = await sql`
    with block as (
      update private.link_blocks set next = next + ${count} where not large returning next - ${count} as first
    ), tasks as (
      insert into public.resolve_tasks (enterprise_id, name, batch_no, kind, template_id, version_id, domain_id, signatures, max_resolutions, validity_days, expires_at, link_id, asked, made, state, source)
      select t.enterprise_id, t.name, 'bench-' || n, t.kind, t.template_id, t.version_id, t.domain_id, t.signatures, t.max_resolutions, t.validity_days, t.expires_at,
        block.first + n, 1, 1, 'done', t.source
      from public.resolve_tasks t, block, generate_series(1, ${count - 1}) n where t.id = ${id} returning id, enterprise_id, link_id, max_resolutions
    )
    insert into public.links (id, task_id, enterprise_id, ordinal, maximum) select t.link_id, t.id, t.enterprise_id, 1, t.max_resolutions from tasks t returning id`;
  await sql`analyze public.resolve_tasks, public.links`;
  const [first] = await sql`select link_id from public.resolve_tasks where id = ${id}`;
  return [Number(first?.link_id), ...rows.map((row) => Number(row.id))];
}

/** Makes the personal links of a file to their end; the task. */
export async function mint(db: TestDatabase, file: string): Promise<string> {
  const { sql } = db;
  const [template] = await sql`select id from public.templates where name = '开卡欢迎图文'`;
  const task = await made(db, {
    ...plain,
    kind: "personal",
    template_id: template?.id,
    number_file_id: file,
  });
  for (;;) {
    await sql`select private.mint_slice(${task.id})`;
    const [row] = await sql`select state from public.resolve_tasks where id = ${task.id}`;
    if (row?.state === "done") return task.id;
    if (row?.state !== "generating") throw new Error(`the task is ${row?.state}`);
  }
}

/** A file whose every line has the values that the template asks for. */
export const valuedFile = (db: TestDatabase, rows: number): Promise<string> =>
  readyFile(db, rows, { name: "张女士", amount: "50" });

/** What turns ids into codes here. */
export async function codesOf({ sql }: TestDatabase): Promise<LinkCodes> {
  const [row] = await sql<{ words: number[] }[]>`select words from private.link_key`;
  return linkCodes(row?.words ?? []);
}
