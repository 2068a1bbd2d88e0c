/** A program that asks the API: each of its answers has to be one that the description names. */
import assert from "node:assert/strict";
import { z } from "zod";
import type { Caller, Json, Stage } from "./stage.ts";

type Told = { status: number; body: Json; headers: Headers };
export interface Asking {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as it is. */
  readonly raw?: string;
}

/** The part of the description that says what one operation answers. */
type Operation = { responses: Record<string, Json> };

/** Programs of this stage: `ask` asks as a person, `paths` has what the description names. */
export async function programsOf(stage: Stage) {
  const base = `${stage.api}/functions/v1/api`;
  const described = await (await fetch(`${base}/openapi.json`)).json();
  const paths = described.paths as Record<string, Record<string, Operation>>;

  /** What a reference of the description stands for, with the references inside it. */
  const whole = (at: Json): Json => {
    if (Array.isArray(at)) return at.map(whole);
    if (at === null || typeof at !== "object") return at;
    if (typeof at.$ref === "string")
      return whole(
        at.$ref
          .slice(2)
          .split("/")
          .reduce((one: Json, part: string) => one[part], described),
      );
    return Object.fromEntries(Object.entries(at).map(([name, one]) => [name, whole(one)]));
  };
  const operationAt = (method: string, path: string): Operation | undefined =>
    Object.entries(paths)
      .filter(([place]) => new RegExp(`^${place.replace(/\{\w+\}/g, "[^/]+")}$`).test(path))
      // A fixed part beats a place for anything.
      .sort(([one], [other]) => one.split("{").length - other.split("{").length)
      .flatMap(([, methods]) => methods[method.toLowerCase()] ?? [])[0];

  const ask = async (
    method: string,
    path: string,
    who: Caller,
    { body, headers = {}, raw }: Asking = {},
  ): Promise<Told> => {
    const answer = await fetch(base + path, {
      method,
      headers: { ...(await stage.headers(who)), "content-type": "application/json", ...headers },
      body: raw ?? (body === undefined ? undefined : JSON.stringify(body)),
    });
    const text = await answer.text();
    const told = {
      status: answer.status,
      body: text === "" ? null : JSON.parse(text),
      headers: answer.headers,
    };
    assert.match(told.headers.get("x-request-id") ?? "", /^[0-9a-f]{32}$/);
    checked(method, path, told);
    return told;
  };

  /** An answer has to be one that the description names. */
  const checked = (method: string, path: string, told: Pick<Told, "status" | "body"> & Partial<Told>) => {
    const operation = operationAt(method, new URL(base + path).pathname.slice(new URL(base).pathname.length));
    if (operation) checkNamed(operation, told, `${method} ${path}`);
  };

  const checkNamed = (
    { responses }: Operation,
    { status, body, headers }: Pick<Told, "status" | "body"> & Partial<Told>,
    what: string,
  ) => {
    const said = responses[status];
    assert.ok(
      said,
      `${what} answers ${status}, which the description does not name: ${JSON.stringify(body)}`,
    );
    const [type, content] = (Object.entries(whole(said).content ?? {})[0] ?? []) as [string?, Json?];
    if (type === undefined) return assert.equal(body, null);
    if (headers) assert.equal(headers.get("content-type")?.split(";")[0], type, what);
    const read = z.fromJSONSchema(content.schema).safeParse(body);
    assert.ok(read.success, `${what} answers ${JSON.stringify(body).slice(0, 600)}: ${read.error?.message}`);
  };
  return { ask, checked, paths, base };
}

export type Programs = Awaited<ReturnType<typeof programsOf>>;
