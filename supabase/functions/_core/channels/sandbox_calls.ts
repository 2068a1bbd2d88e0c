/** Calls of the sandbox carrier (docs/carrier.md, "From the carrier"), read item by item. */
import { NETWORKS } from "@tidings/shared/numbers/networks.ts";
import { phoneOrNull } from "@tidings/shared/numbers/phone.ts";
import { VENDORS } from "@tidings/shared/vendors/words.ts";
import { z } from "zod";
import type { Call, Issue } from "./calls.ts";
import type { Receipt, Reply, Report } from "./carrier.ts";
import { plainReceipt } from "./plain_receipts.ts";
import type { Decisions, TemplateState } from "./resolver.ts";
import { forgery } from "./webhooks.ts";

/** Most items in a call. */
const MOST = 1000;
/** Issues reported, so that a call of a thousand bad items does not get a thousand answers. */
const MOST_ISSUES = 20;

/** Text that Postgres can keep: without NUL and without half characters, cut to `most`. */
const text = (most: number) =>
  z.string().transform((value) => value.replaceAll("\0", "").toWellFormed().slice(0, most));
const name = text(128).refine((value) => value !== "", "is empty");
const maybe = (most: number) =>
  text(most)
    .nullish()
    .transform((value) => value ?? null);

/** A time that cannot be read is left out: it must not cost the receipt it is in. */
const at = z
  .unknown()
  .optional()
  .transform((value) =>
    z.iso.datetime({ offset: true }).safeParse(value).success ? new Date(String(value)) : null,
  )
  // The database has no year 0, and none before it.
  .transform((date) => (date && date.getUTCFullYear() >= 1 ? date.toISOString() : null));

export const receipt = z.object({
  reference: name,
  carrier_id: maybe(128),
  status: z.enum(["delivered", "failed", "expired"]),
  code: maybe(64),
  vendor: z
    .enum(VENDORS)
    .nullable()
    .catch(null)
    .optional()
    .transform((vendor) => vendor ?? null),
  at,
  network: z
    .enum(NETWORKS)
    .nullable()
    .catch(null)
    .optional()
    .transform((network) => network ?? null),
}) satisfies z.ZodType<Receipt>;

const reply = z.object({
  id: name,
  /** As we write numbers, so that an opt-out hits whatever form the carrier uses. */
  from: name.transform((value) => phoneOrNull(value) ?? value),
  signature: maybe(64),
  text: text(1000),
  at,
}) satisfies z.ZodType<Reply>;

/** A vendor decides about cards, a network about the basic edition: null is all networks at once. One of them is named. */
const state = z
  .object({
    reference: z.guid(),
    vendor: z.enum(VENDORS).nullish(),
    network: z.enum(NETWORKS).nullish(),
    state: z.enum(["approved", "rejected"]),
    reason: maybe(500),
    at,
  })
  .refine(({ vendor, network }) => Boolean(vendor) || network !== undefined, {
    path: ["vendor"],
    message: "names neither a vendor nor a network",
  })
  .transform(
    ({ vendor, network, ...said }): TemplateState =>
      vendor ? { ...said, vendor } : { ...said, network: network ?? null },
  );

const list = z.array(z.unknown()).max(MOST);
/** The address that the call is for. It is signed with the rest, so a call for one channel is none for another one with the same secret. */
const callback_url = z.string().max(2_000).nullish();
const reports = z.discriminatedUnion("type", [
  z.object({ type: z.literal("receipts"), receipts: list, callback_url }),
  z.object({ type: z.literal("replies"), replies: list, callback_url }),
]);
const decisions = z.object({ type: z.literal("template_states"), states: list, callback_url });

function issuesIn(error: z.ZodError, where: string): Issue[] {
  return error.issues.map((issue) => ({
    where: [where, ...issue.path.map(String)].filter(Boolean).join("."),
    what: issue.message,
  }));
}

function sorted<T>(
  items: unknown[],
  schema: z.ZodType<T>,
  where: string,
  plain: (item: unknown) => T | null = () => null,
): { items: T[]; issues: Issue[] } {
  const good: T[] = [];
  const issues: Issue[] = [];
  for (const [index, item] of items.entries()) {
    const easy = plain(item);
    if (easy !== null) {
      good.push(easy);
      continue;
    }
    const read = schema.safeParse(item);
    if (read.success) good.push(read.data);
    else issues.push(...issuesIn(read.error, `${where}.${index}`));
  }
  return { items: good, issues: issues.slice(0, MOST_ISSUES) };
}

/** The items that can be read, with what is wrong with the others; one in which nothing can be read is malformed as a whole. */
function taken<Items extends { readonly items: readonly unknown[] }>(
  call: Items,
  issues: Issue[],
  given: number,
  to: string | null | undefined,
): Call<Items> {
  if (given > 0 && call.items.length === 0) return { outcome: "malformed", issues };
  return { outcome: "taken", call, issues, to: to ?? null };
}

/** The JSON of a call whose signature fits, or why there is none. */
async function opened(
  headers: Headers,
  body: Uint8Array,
  secret: string,
): Promise<{ json: unknown } | Extract<Call<never>, { outcome: "forged" | "malformed" }>> {
  const why = await forgery(headers, body, secret);
  if (why) return { outcome: "forged", why };
  try {
    return { json: JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body)) };
  } catch {
    return { outcome: "malformed", issues: [{ where: "body", what: "is not JSON in UTF-8" }] };
  }
}

const typeOf = (json: unknown): unknown => (json as { type?: unknown } | null)?.type;

/** Checks and reads receipts and replies: what a carrier reports. Decisions are left to the resolver. */
export async function readReport(headers: Headers, body: Uint8Array, secret: string): Promise<Call<Report>> {
  const call = await opened(headers, body, secret);
  if (!("json" in call)) return call;
  if (typeOf(call.json) === "template_states") return { outcome: "other" };
  const read = reports.safeParse(call.json);
  if (!read.success) return { outcome: "malformed", issues: issuesIn(read.error, "") };
  if (read.data.type === "receipts") {
    const { items, issues } = sorted(read.data.receipts, receipt, "receipts", plainReceipt);
    return taken({ type: "receipts", items }, issues, read.data.receipts.length, read.data.callback_url);
  }
  const { items, issues } = sorted(read.data.replies, reply, "replies");
  return taken({ type: "replies", items }, issues, read.data.replies.length, read.data.callback_url);
}

/** Checks and reads what vendors have decided. Everything else is left to the carrier. */
export async function readDecisions(
  headers: Headers,
  body: Uint8Array,
  secret: string,
): Promise<Call<Decisions>> {
  const call = await opened(headers, body, secret);
  if (!("json" in call)) return call;
  if (typeOf(call.json) !== "template_states") return { outcome: "other" };
  const read = decisions.safeParse(call.json);
  if (!read.success) return { outcome: "malformed", issues: issuesIn(read.error, "") };
  const { items, issues } = sorted(read.data.states, state, "states");
  // A decision without a time has that of the call, which is signed: said once more, it is no later decision.
  const signed = new Date(Number(headers.get("webhook-timestamp")) * 1_000).toISOString();
  const timed = items.map((item) => ({ ...item, at: item.at ?? signed }));
  return taken(
    { type: "template_states", items: timed },
    issues,
    read.data.states.length,
    read.data.callback_url,
  );
}
