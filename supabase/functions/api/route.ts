/** What a route is: one declaration, of which the router, the checks of its input and the description are made. */
import type { Words } from "@tidings/shared/ground/locale.ts";
import type { z } from "zod";
import type { Caller } from "../_core/caller.ts";
import type { Sql } from "../_core/database.ts";
import type { Env } from "../_core/env.ts";

/** `own`: refusals are problems (RFC 9457) · `vendor`: `{error_code, error_msg}`, as clients of KooMessage read them. */
export type Dialect = "own" | "vendor";
type Method = "get" | "post" | "put" | "patch" | "delete";

/** A request whose caller is known and whose input has the shape that the route says. */
export interface Asked {
  readonly caller: Caller;
  readonly env: Env;
  readonly sql: Sql;
  /** The parts of the path. */
  readonly place: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly body: Readonly<Record<string, unknown>>;
  /** The body as it came, of a route that takes something else than JSON. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** The `request` of a verb: the same for a repeated request, so that it acts once. `step` tells the verbs of one request apart. */
  request(step?: string): string;
}

/** Without a status, that which the route says first. */
export interface Answer {
  readonly status?: number;
  readonly body: unknown;
}

/** What a program can ask. */
export interface Route {
  readonly method: Method;
  /** Behind the function's own name, as the router reads it: `/resources/templates/:id`. */
  readonly path: string;
  readonly dialect: Dialect;
  /** Under which heading the description has it. */
  readonly group: string | Words;
  readonly summary: string | Words;
  readonly description?: string | Words;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodObject;
  /** In place of JSON: what type of content it takes. */
  readonly bytes?: { readonly type: string };
  /** In place of a body of JSON: a form with a file, as the vendor's clients upload one. */
  readonly form?: z.ZodObject;
  /** The most bytes of a body, where it is more than most routes take. */
  readonly most?: number;
  /** May its request be repeated under one `Idempotency-Key`, or must it name one? `signed`: it may, and its signature is one. */
  readonly once?: "may" | "must" | "signed";
  /** What it answers by status. */
  readonly answers: Readonly<Record<number, z.ZodType>>;
  run(asked: Asked): Promise<Answer>;
}
