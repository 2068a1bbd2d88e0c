import assert from "node:assert/strict";
import { test } from "node:test";
import { described } from "./openapi.ts";
import { ROUTES } from "./routes.ts";

type Json = { [key: string]: Json } & { $ref?: string };
const told = described(ROUTES, "/functions/v1/api") as unknown as Json;
const operations = Object.entries(told.paths ?? {}).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
);

/** Every reference in a document. */
const refs = (at: unknown): string[] =>
  at === null || typeof at !== "object"
    ? []
    : Object.entries(at).flatMap(([name, one]) =>
        name === "$ref" && typeof one === "string" ? [one] : refs(one),
      );

test("every route is described once, under an id of its own", () => {
  assert.equal(operations.length, ROUTES.length, "two routes of one method and path");
  const ids = operations.map(({ operation }) => operation.operationId as unknown as string);
  assert.deepEqual(
    ids.filter((id, at) => ids.indexOf(id) !== at),
    [],
  );
});

test("every reference leads somewhere, and every place in a path is a parameter", () => {
  for (const ref of new Set(refs(told))) {
    const found = ref
      .slice(2)
      .split("/")
      .reduce((at: Json | undefined, part) => at?.[part], told);
    assert.ok(found, ref);
  }
  for (const { path, operation } of operations) {
    const places = Array.from(path.matchAll(/\{(\w+)\}/g), ([, name]) => name);
    const named = (operation.parameters as unknown as { in?: string; name?: string }[]).filter(
      (one) => one.in === "path",
    );
    assert.deepEqual(
      named.map(({ name }) => name),
      places,
      path,
    );
  }
});

test("each says in words what it does, what it answers, and how it refuses in its own shape", () => {
  for (const { path, method, operation } of operations) {
    const { summary, responses = {} } = operation as unknown as {
      summary: string;
      responses: Record<string, Json>;
    };
    assert.ok(summary.length > 2, `${method} ${path}`);
    const statuses = Object.keys(responses).map(Number);
    assert.equal(statuses.filter((status) => status < 300).length, 1);
    assert.ok([401, 403, 404, 409, 422, 429, 500, 503].every((status) => statuses.includes(status)));
    const dialect = path.startsWith("/v1/") ? "vendor" : "own";
    assert.equal(responses["401"]?.$ref, `#/components/responses/${dialect}401`);
  }
});

test("what sends names an Idempotency-Key, what only reads names none", () => {
  const keyOf = (path: string, method: string) =>
    JSON.stringify(told.paths?.[path]?.[method]?.parameters ?? []).match(/parameters\/(Key\w*)/)?.[1] ?? null;
  assert.equal(keyOf("/resources/sends/{id}/submit", "post"), "Key");
  assert.equal(keyOf("/resources/sends", "post"), "KeyIfAny");
  assert.equal(keyOf("/resources/sends", "get"), null);
});
