import assert from "node:assert/strict";
import { test } from "node:test";
import { z } from "zod";
import { Refusal } from "../_core/reply.ts";
import { queryOf } from "./input.ts";

const query = z.strictObject({
  by: z.array(z.string()).optional().meta({ "x-many": true }),
  limit: z.string().optional(),
});
const read = (asked: string) => queryOf(new URL(`http://api.test/?${asked}`), { query });

test("a name is a list where the route says so, and a name that no route knows is refused, whatever objects inherit", () => {
  assert.deepEqual(read("by=day&limit=5"), { by: ["day"], limit: "5" });
  assert.deepEqual(read("by=day&by=vendor"), { by: ["day", "vendor"] });
  for (const [asked, field] of [
    ["limit=5&limit=6", "limit"],
    ...["constructor", "toString", "__proto__", "valueOf", "nobody"].map((name) => [`${name}=1`, name]),
  ] as const)
    assert.throws(
      () => read(String(asked)),
      (error: unknown) =>
        error instanceof Refusal &&
        error.status === 422 &&
        JSON.stringify(error.details) === JSON.stringify({ field }),
      String(asked),
    );
});
