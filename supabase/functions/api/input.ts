/** What a request brings, read by the schemas of its route. */
import { setAt, valueAt } from "@tidings/shared/ground/value_at.ts";
import type { z } from "zod";
import { Refusal } from "../_core/reply.ts";
import { bytesOf } from "../_core/request.ts";
import { refuse } from "./problem.ts";
import type { Route } from "./route.ts";

/** A hundred links with forty values of 1,000 characters each, as `create_resolve_task` takes them. */
export const MOST_BYTES = 4_000_000;
/** A picture of 4 MB with the parts of its form. */
const MOST_FORM_BYTES = 4_500_000;

/** All of the body: a signature is over its bytes. */
export async function bodyOf(
  request: Request,
  { form, most = form ? MOST_FORM_BYTES : MOST_BYTES }: Pick<Route, "form" | "most"> = {},
): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = await bytesOf(request.body, most);
  if (bytes === null) throw refuse(413, "body_too_large");
  return bytes;
}

type Values = Record<string, unknown>;

/**
 * The JSON of a body, as the route takes it. What the law takes is said once, by the same schemas, so this refuses what the law would.
 * @throws Refusal 400 not_json, 422 input_invalid with the field
 */
export function jsonIn(bytes: Uint8Array, { body }: Pick<Route, "body">): Values {
  if (body === undefined) return {};
  const text = textIn(bytes).trim();
  const given = text === "" ? {} : parsed(text);
  return takenBy(body, given);
}

/**
 * The fields and the file of a form, as the route takes them.
 * @throws Refusal 400 not_form, 422 input_invalid with the field
 */
export async function formIn(
  bytes: Uint8Array<ArrayBuffer>,
  headers: Headers,
  form: z.ZodObject,
): Promise<Values> {
  const type = headers.get("content-type") ?? "";
  const given = await new Response(bytes, { headers: { "content-type": type } }).formData().catch(() => {
    throw refuse(400, "not_form");
  });
  return takenBy(form, Object.fromEntries(given));
}

/** @throws Refusal 422 input_invalid with the field */
function takenBy(schema: z.ZodObject, given: Values): Values {
  const read = schema.safeParse(given);
  if (read.success) return read.data;
  throw new Refusal(422, "input_invalid", "input_invalid", { details: { field: fieldOf(read.error) } });
}

/** A body in GBK, as older systems write it, would be kept with its characters lost. */
function textIn(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw refuse(400, "not_json");
  }
}

function parsed(text: string): Values {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw refuse(400, "not_json");
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw refuse(400, "not_json");
  return value as Values;
}

/** Where the first thing is wrong: `links[2].cust_flag`, counted from 1 as the law counts. */
function fieldOf({ issues: [issue] }: z.ZodError): string {
  const place = issue?.code === "unrecognized_keys" ? [...issue.path, issue.keys[0]] : (issue?.path ?? []);
  const path = place
    .map((part) => (typeof part === "number" ? `[${part + 1}]` : `.${String(part)}`))
    .join("");
  return path.replace(/^\./, "") || "input";
}

/**
 * What the address asks. A name that comes twice is a list where the route says so, and refused elsewhere.
 * @throws Refusal 422 query_invalid
 */
export function queryOf(url: URL, { query }: Pick<Route, "query">): Values {
  if (query === undefined) return {};
  const given: Values = {};
  for (const name of new Set(url.searchParams.keys())) {
    const values = url.searchParams.getAll(name);
    const many = valueAt(query.shape, name)?.meta()?.["x-many"] === true || values.length > 1;
    setAt(given, name, many ? values : values[0]);
  }
  const read = query.safeParse(given);
  if (!read.success) throw refuse(422, "query_invalid", { field: fieldOf(read.error) });
  return read.data;
}
