/**
 * A client of KooMessage that nobody here wrote: the vendor's published SDK core signs and sends, and which operations there are, with their fields
 * and types, is read from its SDK's own tables. It is told an endpoint and a key, and nothing else.
 */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { MadeKey } from "../keys/key_fixtures.ts";
import { clientOf, vendorCall } from "./signed.ts";
import type { Json } from "./stage.ts";

type Model = Readonly<Record<string, string>>;
type Operation = { op: string; method: string; path: string; request: string; response: string };
const TABLES = JSON.parse(readFileSync(join(import.meta.dirname, "koomessage_operations.json"), "utf8")) as {
  operations: readonly Operation[];
  models: Readonly<Record<string, Model>>;
};

export type OperationName = string;
export const OPERATIONS: readonly OperationName[] = TABLES.operations.map(({ op }) => op);

const PLAIN: Readonly<Record<string, (value: unknown) => boolean>> = {
  str: (value) => typeof value === "string",
  int: (value) => Number.isInteger(value),
  bool: (value) => typeof value === "boolean",
  datetime: (value) => typeof value === "string" && !Number.isNaN(Date.parse(value)),
  object: () => true,
};

/** What of a value its model does not have, lacks, or has of another type. */
function faultsIn(value: unknown, type: string, at: string): string[] {
  const list = /^list\[(.+)\]$/.exec(type)?.[1];
  if (list !== undefined)
    return Array.isArray(value)
      ? value.flatMap((one, nth) => faultsIn(one, list, `${at}[${nth}]`))
      : [`${at}: no list`];
  if (PLAIN[type]) return PLAIN[type](value) ? [] : [`${at}: no ${type}`];
  if (value === null || typeof value !== "object") return [`${at}: no ${type}`];
  if (type.startsWith("dict(")) return [];
  const model = TABLES.models[type];
  if (model === undefined) return [`${at}: ${type} is in no table`];
  const given = Object.entries(value);
  const missing = Object.entries(model)
    .filter(([name, kind]) => kind.endsWith("*") && !given.some(([own]) => own === name))
    .map(([name]) => `${at}.${name}: missing`);
  return [
    ...missing,
    ...given.flatMap(([name, one]) => {
      const kind = model[name];
      return kind === undefined
        ? [`${at}.${name}: unknown`]
        : faultsIn(one, kind.replace("*", ""), `${at}.${name}`);
    }),
  ];
}

/** Its operations. What is asked and what is answered both have to be as the SDK has them. */
export function drawnClient(key: Pick<MadeKey, "key_id" | "secret">, endpoint: string) {
  const client = clientOf(key, endpoint);
  const used = new Set<OperationName>();
  const call = async (op: OperationName, asked: Record<string, unknown> = {}): Promise<Json> => {
    const found = TABLES.operations.find((one) => one.op === op);
    assert.ok(found, `the SDK has no ${op}`);
    assert.deepEqual(faultsIn(asked, found.request, op), [], "the test asks what the SDK would not");
    used.add(op);
    const { body, ...others } = asked;
    const places = Array.from(found.path.matchAll(/\{(\w+)\}/g), ([, name = ""]) => name);
    const inPath = Object.fromEntries(Object.entries(others).filter(([name]) => places.includes(name)));
    const inQuery = Object.fromEntries(Object.entries(others).filter(([name]) => !places.includes(name)));
    const { httpStatusCode: _, ...answer } = await vendorCall(client, {
      ...{ url: found.path, method: found.method, contentType: "application/json" },
      ...{ queryParams: inQuery, pathParams: inPath, headers: {} },
      ...(body === undefined ? {} : { data: body }),
    });
    assert.deepEqual(faultsIn(answer, found.response, op), [], `${op} answers what the SDK has no field for`);
    return answer;
  };
  /** What an operation is refused with. */
  const refused = async (op: OperationName, asked: Record<string, unknown> = {}) => {
    const error = await call(op, asked).then(
      () => assert.fail(`${op} was not refused`),
      (thrown) => thrown,
    );
    if (error instanceof assert.AssertionError) throw error;
    return {
      status: error?.status ?? error?.httpStatusCode,
      code: error?.data?.error_code ?? error?.errorCode,
      message: error?.data?.error_msg ?? error?.errorMsg,
    };
  };
  return { call, refused, used };
}
