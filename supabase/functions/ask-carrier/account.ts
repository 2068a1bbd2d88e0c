/**
 * `{ask: "account", channel_id, kind, offset}`: reads a page of what the KooMessage account behind a channel has, and writes it down to be
 * brought (CHL-1). By a member who may bring it. Nothing is changed in the account.
 */
import { KEPT } from "@tidings/shared/files/kinds.ts";
import { resourcesOf } from "@tidings/shared/moving/from_koomessage.ts";
import {
  hasPlaces,
  type ImportItem,
  linkItem,
  resolveTaskItems,
  sendTaskItem,
  signatureItem,
  smsTemplateItem,
  templateIdOf,
  variablesOf,
} from "@tidings/shared/moving/koomessage.ts";
import type { FileHere } from "@tidings/shared/moving/reading.ts";
import { templateItem, templateThere } from "@tidings/shared/moving/template_item.ts";
import { READ_KINDS } from "@tidings/shared/moving/words.ts";
import { z } from "zod";
import type { Channel } from "../_core/channels/calls.ts";
import { type Asked, ask } from "../_core/channels/koomessage/client.ts";
import { type Sql, withRetry } from "../_core/database.ts";
import { keepBytes } from "../_core/keep_bytes.ts";
import { Refusal } from "../_core/reply.ts";
import { bytesOf } from "../_core/request.ts";
import { type Bucket, bucketOf } from "../_core/storage.ts";
import type { Ask } from "./ask.ts";

type Kind = (typeof READ_KINDS)[number];

const question = z.strictObject({
  channel_id: z.uuid(),
  kind: z.enum(READ_KINDS),
  offset: z.int().min(0).max(1_000_000),
});

type Account = Channel & { enterprise: string };
/** A page of a list: its rows, and how many there are in all where the account says it. */
type Page = { rows: unknown[]; total: number | null };

/** Rows a page: a text asks for its places besides, and a template for its pictures. */
const ROWS: Readonly<Record<Kind, number>> = {
  ...{ signature: 100, sms_template: 20, template: 5, send_task: 100, resolve_task: 100, link: 100 },
};
/** Lists of what was sent or linked answer nothing beyond it. */
const FURTHEST = 10_000;
const YEAR_MS = 365 * 86_400_000;
/** The API takes a time without fractions here. */
const instant = (at: number) => new Date(at).toISOString().replace(/\.\d+Z$/, "Z");

/** @throws Refusal 409 import_unread with what the account said */
async function read(account: Account, asked: Asked): Promise<Readonly<Record<string, unknown>>> {
  const said = await ask(account, asked);
  if (said.outcome === "done") return said.body;
  const why = said.outcome === "refused" ? `${said.code} ${said.why}` : said.why;
  throw new Refusal(409, "import_unread", `The account could not be read: ${why}`, { details: { why } });
}

const page = z.object({ page_info: z.object({ total: z.number() }).nullish() });

async function list(
  account: Account,
  path: string,
  rows: string,
  query: Record<string, string | number>,
): Promise<Page> {
  const body = await read(account, { method: "GET", path, query });
  const found = body[rows];
  return {
    rows: Array.isArray(found) ? found : [],
    total: page.safeParse(body).data?.page_info?.total ?? null,
  };
}

const PATHS: Readonly<Record<Kind, readonly [path: string, rows: string]>> = {
  signature: ["/v1/sms/signatures", "result"],
  sms_template: ["/v1/sms/templates", "result"],
  template: ["/v1/aim/templates", "templates"],
  send_task: ["/v1/aim/send-tasks", "aim_send_tasks"],
  resolve_task: ["/v1/aim/resolve-tasks", "resolve_tasks"],
  link: ["/v1/aim/resolve-details", "resolve_details"],
};

async function pageOf(account: Account, kind: Kind, offset: number): Promise<Page> {
  const [path, rows] = PATHS[kind];
  const query = { offset: kind === "signature" ? String(offset) : offset, limit: ROWS[kind] };
  const now = Date.now();
  const year = { begin_time: instant(now - YEAR_MS), end_time: instant(now) };
  if (kind === "template") return list(account, path, rows, { ...query, tpl_type: "private" });
  const timed = kind === "send_task" || kind === "resolve_task" || kind === "link";
  return list(account, path, rows, timed ? { ...query, ...year } : query);
}

/** The names of signatures by the ids that texts name them by. */
async function signaturesOf(account: Account): Promise<Map<string, string>> {
  const names = new Map<string, string>();
  for (let offset = 0; ; offset += ROWS.signature) {
    const { rows } = await pageOf(account, "signature", offset);
    for (const row of rows) {
      const item = signatureItem(row);
      if (item) names.set(item.outside_id, item.name);
    }
    if (rows.length < ROWS.signature) return names;
  }
}

async function smsTemplates(account: Account, rows: readonly unknown[]): Promise<(ImportItem | null)[]> {
  const signatures = rows.length > 0 ? await signaturesOf(account) : new Map();
  const items: (ImportItem | null)[] = [];
  for (const row of rows) {
    const id = encodeURIComponent(templateIdOf(row));
    const said = hasPlaces(row)
      ? await read(account, { method: "GET", path: `/v1/sms/templates/${id}/variable` })
      : { results: [] };
    items.push(smsTemplateItem(row, variablesOf(said.results), signatures));
  }
  return items;
}

// ------------------------------------------------------------------------------------------------
// Templates and their pictures

const material = z.object({
  data: z.object({
    results: z.array(z.object({ aim_resource_id: z.string(), obs_file_url: z.string().nullish() })),
  }),
});

/** Where the account's files may lie: at the service itself, or in its object storage. */
function isTheirs(address: string, account: Account): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, origin } = new URL(address);
  if (origin === new URL(account.base_url).origin) return true;
  return protocol === "https:" && /\.(myhuaweicloud|huaweicloud)\.(com|cn)$/.test(hostname);
}

async function addressOf(account: Account, resource: string): Promise<string | null> {
  if (/^https?:/i.test(resource)) return resource;
  for (const resource_type of ["image", "video"]) {
    const query = { resource_type, aim_resource_id: resource, offset: 1, limit: 10 };
    const body = await read(account, { method: "GET", path: "/v1/aim/template-materials", query });
    const found = material.safeParse(body).data?.data.results.find((one) => one.aim_resource_id === resource);
    if (found?.obs_file_url) return found.obs_file_url;
  }
  return null;
}

/** The bytes behind an address of theirs; null: it is none of theirs, or there is nothing, or too much. */
async function bytesAt(address: string, account: Account): Promise<Uint8Array<ArrayBuffer> | null> {
  if (!isTheirs(address, account)) return null;
  const answer = await fetch(address, { redirect: "error", signal: AbortSignal.timeout(20_000) }).catch(
    () => null,
  );
  if (!answer?.ok || !answer.body) return null;
  return bytesOf(answer.body, KEPT.media.bytes);
}

async function fileHere(
  sql: Sql,
  media: Bucket,
  account: Account,
  resource: string,
): Promise<FileHere | null> {
  const address = await addressOf(account, resource);
  const bytes = address === null ? null : await bytesAt(address, account);
  const kept = bytes === null ? null : await keepBytes(sql, media, "media", account.enterprise, bytes);
  if (kept === null) return null;
  const { path, width, height } = kept;
  return {
    ...{ src: `/storage/v1/object/public/media/${path}`, bytes: kept.bytes },
    ...(width !== null && height !== null ? { width, height } : {}),
  };
}

async function templates(sql: Sql, media: Bucket, account: Account, rows: readonly unknown[]) {
  const items: (ImportItem | null)[] = [];
  for (const row of rows) {
    const there = templateThere(row);
    const files = new Map<string, FileHere>();
    for (const resource of there ? resourcesOf(there) : []) {
      const file = await fileHere(sql, media, account, resource);
      if (file) files.set(resource, file);
    }
    items.push(templateItem(row, files));
  }
  return items;
}

// ------------------------------------------------------------------------------------------------

/**
 * Answers `{kind, read, fresh, next, total}`: how many items of the page were written down, how many of them are new, and the offset of the
 * next page, null at the end. Refuses 400 input_invalid, 403 person_only and forbidden, 404 not_found, 409 import_no_account, import_account_shared, import_unread.
 */
export const account: Ask = async ({ env, sql, caller, input }) => {
  const asked = question.safeParse(input);
  if (!asked.success)
    throw new Refusal(400, "input_invalid", "Send channel_id, kind and offset.", {
      details: { field: String(asked.error.issues[0]?.path[0] ?? "kind"), kinds: READ_KINDS },
    });
  if (caller.kind !== "person") throw new Refusal(403, "person_only", "Name the person who asks.");
  const { channel_id: channel, kind, offset } = asked.data;
  const [row] = await sql<{ said: Account & { code?: string; details?: unknown } }[]>`
    select private.account_of(${channel}::uuid, ${caller.user_id}::uuid) as said`;
  if (!row || row.said.code !== undefined) throw refusalOf(row?.said.code ?? "not_found", row?.said.details);
  const { rows, total } = await pageOf(row.said, kind, offset);
  const items = await itemsOf(kind, rows, row.said, sql, () => bucketOf(env, KEPT.media.bucket));
  const known = items.filter((one) => one !== null);
  const [kept] = await withRetry(
    () => sql<{ said: { read: number; fresh: number } }[]>`
      select private.keep_import_items(${channel}::uuid, ${sql.json(onceEach(known) as never)}) as said`,
  );
  const after = offset + ROWS[kind];
  const ended = rows.length < ROWS[kind] || (total !== null && after >= total) || after >= FURTHEST;
  return { kind, ...kept?.said, next: ended ? null : after, total };
};

function itemsOf(kind: Kind, rows: unknown[], of: Account, sql: Sql, media: () => Bucket) {
  switch (kind) {
    case "signature":
      return rows.map(signatureItem);
    case "sms_template":
      return smsTemplates(of, rows);
    case "template":
      return templates(sql, media(), of, rows);
    case "send_task":
      return rows.map(sendTaskItem);
    case "resolve_task":
      return resolveTaskItems(rows);
    case "link":
      return rows.map(linkItem);
  }
}

/** A page may name one thing twice, and a statement writes a row once. */
const onceEach = (items: readonly ImportItem[]) => [
  ...new Map(items.map((one) => [`${one.kind} ${one.outside_id}`, one])).values(),
];

const STATUS: Readonly<Record<string, number>> = { not_found: 404, forbidden: 403 };
const refusalOf = (code: string, details: unknown) =>
  new Refusal(STATUS[code] ?? 409, code, `The account behind this channel cannot be read: ${code}.`, {
    details,
  });
