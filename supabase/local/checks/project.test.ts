import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import { test } from "node:test";
import { resultsOf } from "./check.ts";
import { projectChecks } from "./project.ts";

/** What `npm run status` says of a project whose REST answers a stranger who asks for CSV like this. */
async function said(csv: object): Promise<string | undefined> {
  const project = createServer(({ headers }, response) => {
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify(headers.accept === "text/csv" ? csv : []));
  }).listen(0, "127.0.0.1");
  await once(project, "listening");
  try {
    const { port } = project.address() as { port: number };
    const checks = projectChecks(`http://127.0.0.1:${port}`, "sb_publishable_x");
    return (await resultsOf(checks, "en")).find(({ id }) => id === "rows-are-no-csv")?.state;
  } finally {
    project.close();
  }
}

test("a project whose REST gives rows as CSV is told", async () => {
  assert.equal(await said({ code: "exports_only" }), "ok");
  assert.equal(await said({ code: "42501" }), "bad");
  assert.equal(await said([]), "bad");
});
