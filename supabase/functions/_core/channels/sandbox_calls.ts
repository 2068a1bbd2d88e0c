/** Calls of the sandbox carrier (docs/carrier.md, "From the carrier"), read item by item. */
import { phoneOrNull } from "@tidings/shared/numbers/phone.ts";
import { VENDORS } from "@tidings/shared/vendors/vendors.ts";
import { z } from "zod";
import { plainReceipt } from "./plain_receipts.ts";
import type { Call, CallItems, Issue, Receipt, Reply, TemplateState } from "./port.ts";
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

/** A time that cannot be read is left out: it must not cost the receipt it stands in. */
const at = z
  .unknown()
  .optional()
  .transform((value) =>
    z.iso.datetime({ offset: true }).safeParse(value).success ? new Date(String(value)) : null,
  )
  .transform((date) => (date && !Number.isNaN(date.getTime()) ? date.toISOString() : null));

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
}) satisfies z.ZodType<Receipt>;

const reply = z.object({
  id: name,
  /** As we write numbers, so that an opt-out hits whatever form the carrier uses. */
  from: name.transform((value) => phoneOrNull(value) ?? value),
  signature: maybe(64),
  text: text(1000),
  at,
}) satisfies z.ZodType<Reply>;

const state = z.object({
  reference: z.guid(),
  vendor: z.enum(VENDORS),
  state: z.enum(["approved", "rejected"]),
  reason: maybe(500),
  at,
}) satisfies z.ZodType<TemplateState>;

const list = z.array(z.unknown()).max(MOST);
const envelope = z.discriminatedUnion("type", [
  z.object({ type: z.literal("receipts"), receipts: list }),
  z.object({ type: z.literal("replies"), replies: list }),
  z.object({ type: z.literal("template_states"), states: list }),
]);

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

function itemsOf(
  call: z.output<typeof envelope>,
  signed: string,
): { call: CallItems; issues: Issue[]; given: number } {
  if (call.type === "receipts") {
    const { items, issues } = sorted(call.receipts, receipt, "receipts", plainReceipt);
    return { call: { type: call.type, items }, issues, given: call.receipts.length };
  }
  if (call.type === "replies") {
    const { items, issues } = sorted(call.replies, reply, "replies");
    return { call: { type: call.type, items }, issues, given: call.replies.length };
  }
  const { items, issues } = sorted(call.states, state, "states");
  // A decision without a time has that of the call, which is signed: said once more, it is no later decision.
  const timed = items.map((item) => ({ ...item, at: item.at ?? signed }));
  return { call: { type: call.type, items: timed }, issues, given: call.states.length };
}

/** Checks and reads a call. One in which nothing can be read is malformed as a whole. */
export async function readSandboxCall(headers: Headers, body: Uint8Array, secret: string): Promise<Call> {
  const why = await forgery(headers, body, secret);
  if (why) return { outcome: "forged", why };
  let parsed: unknown;
  try {
    parsed = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body));
  } catch {
    return { outcome: "malformed", issues: [{ where: "body", what: "is not JSON in UTF-8" }] };
  }
  const read = envelope.safeParse(parsed);
  if (!read.success) return { outcome: "malformed", issues: issuesIn(read.error, "") };
  const signed = new Date(Number(headers.get("webhook-timestamp")) * 1_000).toISOString();
  const { call, issues, given } = itemsOf(read.data, signed);
  if (given > 0 && call.items.length === 0) return { outcome: "malformed", issues };
  return { outcome: "taken", call, issues };
}
