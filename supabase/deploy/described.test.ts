import assert from "node:assert/strict";
import { test } from "node:test";
import { createConfig, lintFromString } from "@redocly/openapi-core";
import { breaking, type Fields } from "./breaking.ts";
import { descriptionKept, descriptionNow, driftOf } from "./described.ts";

// biome-ignore lint/suspicious/noExplicitAny: a document of any shape, read by its rules
type Json = any;
const now: Json = descriptionNow();
const operations = Object.entries<Json>(now.paths).flatMap(([path, methods]) =>
  Object.entries<Json>(methods).map(([method, it]) => ({ path, method, it, where: `${method} ${path}` })),
);

test("the description is OpenAPI 3.1 that a public linter finds no error in, and names nothing that nobody uses", async () => {
  const config = await createConfig({
    extends: ["recommended"],
    rules: { "no-unused-components": "error", "tag-description": "off", "info-license": "off" },
  });
  const source = JSON.stringify(now);
  const found = await lintFromString({ source, absoluteRef: "openapi.json", config });
  const told = found.map(
    ({ ruleId, message, location }) => `${ruleId} ${message} ${location[0]?.pointer ?? ""}`,
  );
  assert.deepEqual(told, []);
});

test("its rules: words without mark-up or a full stop, ids for code, tags that are told", () => {
  const faults = operations.flatMap(({ it, where }) => [
    ...(/^[a-z][\w]+$/.test(it.operationId) ? [] : [`${where}: ${it.operationId} is no name for code`]),
    ...(it.summary.length <= 80 && !/[<>]|\.$/.test(it.summary) ? [] : [`${where}: ${it.summary}`]),
    ...(now.tags.some(({ name }: Json) => name === it.tags[0]) ? [] : [`${where}: ${it.tags[0]} is no tag`]),
    ...(it.security.length > 0 ? [] : [`${where} is open to everybody`]),
    ...(where.startsWith("get") && it.requestBody ? [`${where} reads and takes a body`] : []),
  ]);
  assert.deepEqual(faults, []);
});

test("it is the one that is kept in the tree", async () => {
  const drift = driftOf(await descriptionKept(), now as Fields);
  assert.equal(drift, null, drift ?? "");
});

test("what is taken away or narrowed is said with its place; what is added is not", () => {
  const kept = (change: (all: Json) => void): string[] => {
    const other = structuredClone(now);
    change(other);
    return breaking(now, other);
  };
  const send = "/resources/sends/{id}";
  assert.deepEqual(
    kept(() => undefined),
    [],
  );
  assert.deepEqual(
    kept((all) => {
      all.paths["/resources/dragons"] = all.paths[send];
      all.components.schemas.Send.properties.more = { type: "string" };
    }),
    [],
  );
  assert.deepEqual(
    kept((all) => delete all.paths[send].get),
    [`GET ${send} is gone`],
  );
  assert.match(
    String(kept((all) => delete all.components.schemas.SendRow.properties.name)),
    /\.name is gone/,
  );
  const make = "/v1/aim/send-tasks";
  const body = (all: Json) => all.paths[make].post.requestBody.content["application/json"].schema;
  assert.match(String(kept((all) => body(all).required.push("batch"))), /send-tasks\.batch has to be given/);
  assert.match(
    String(kept((all) => (body(all).properties.task_name.maxLength = 10))),
    /task_name: maxLength was 300, is 10/,
  );
  assert.match(
    String(
      kept((all) => {
        all.paths["/resources/sends"].post.parameters.push({ name: "sure", in: "query", required: true });
      }),
    ),
    /the parameter sure has to be given/,
  );
});
