/** Template contents, and the content check that must be recorded before a template can be submitted. */
import { checkContent } from "../../../shared/src/templates/content.ts";
import { channelOf, done, yunshan } from "../fixtures.ts";
import type { TestDatabase } from "../test_database.ts";

/** A notice that every vendor of the layout accepts. */
export const notice = (body = "您好") => ({
  slots: {
    title: "标题",
    body,
    pairs: [{ label: "订单编号", value: "YS1" }],
    buttons: [{ text: "查看", action: { type: "open_browser", target: "https://mall.example.com/" } }],
  },
});

let drafts = 0;
/** Bob's draft of a template of which no check finds anything, unless `more` says otherwise. */
export async function draftTemplate(db: TestDatabase, more: object = {}): Promise<string> {
  drafts += 1;
  const usual = { usage: "commercial", layout: "notice", vendors: ["huawei"], content: notice() };
  const input = { name: `模板 ${drafts}`, ...usual, ...more };
  return (await done(db.as("bob").rpc("create_template", { input }))).id;
}

/** A public template of the layout of notices. */
export const publicInput = (name: string) => ({
  ...{ name, industry: "物流", layout: "notice", vendors: ["huawei", "xiaomi"], content: notice() },
});

/** Olga's public template. */
export async function publicTemplate(
  db: TestDatabase,
  name: string,
  { enabled = true }: { enabled?: boolean } = {},
): Promise<string> {
  const { id } = await done(db.as("olga").rpc("create_public_template", { input: publicInput(name) }));
  if (!enabled) await done(db.as("olga").rpc("disable_public_template", { public_template: id }));
  return id;
}

/** Checks the latest version of a template with the shared rules, and records the result as the function check-template does. */
export async function check(db: TestDatabase, template: string): Promise<void> {
  const [row] = await db.sql`
    select v.content_hash, t.layout, t.usage, v.vendors::text[], v.content
    from public.templates t join public.template_versions v on v.id = t.latest_version_id where t.id = ${template}`;
  const errors = checkContent(row?.layout, row?.vendors, row?.usage, row?.content)
    .filter(({ level }) => level === "error")
    .map(({ path, code, words: { zh, en } }) => ({ path, code, zh, en }));
  await db.sql`select private.record_content_check(${row?.content_hash}, ${db.sql.json(errors)})`;
}

/** Records what vendors say of versions, as the channel of an enterprise (the demo's unless told) delivers it. Returns how many states moved. */
export async function recordTemplateStates(db: TestDatabase, states: object[], enterprise?: string) {
  const channel = await channelOf(db, enterprise ?? (await yunshan(db)));
  const [row] =
    await db.sql`select private.record_template_states(${channel}, ${db.sql.json(states as never)}) as n`;
  return row?.n;
}

/** Checks a template; bob submits it. */
export async function submit(db: TestDatabase, template: string): Promise<void> {
  await check(db, template);
  await done(db.as("bob").rpc("submit_template", { template }));
}
