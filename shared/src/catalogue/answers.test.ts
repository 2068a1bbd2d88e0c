import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { z } from "zod";
import { rowSchema, wholeSchema } from "./answers.ts";
import { DECLARED } from "./declared.ts";

/** What programs are answered is what the views have, by the types that are made of the database. */

const TYPES = readFileSync(new URL("../ground/database.ts", import.meta.url), "utf8");

/** The columns of a view, each with what its JSON is. */
function columnsIn(view: string): Map<string, string> {
  const [, block = ""] = new RegExp(`^ {2}${view}: \\{\\n([\\s\\S]*?)^ {2}\\};`, "m").exec(TYPES) ?? [];
  const kindOf = (type: string) =>
    /Json/.test(type)
      ? "json"
      : /\[\]/.test(type)
        ? "array"
        : /^(number|boolean)/.test(type)
          ? type.replace(/ .*/, "")
          : "string";
  return new Map(
    Array.from(block.matchAll(/^ {4}(\w+): (.*);$/gm), ([, name = "", type = ""]) => [name, kindOf(type)]),
  );
}

/** What JSON a schema takes; null for any. */
function takenBy(schema: z.ZodType): string[] | null {
  const of = ({ type, anyOf }: z.core.JSONSchema.BaseSchema): (string | undefined)[] =>
    anyOf ? anyOf.flatMap(of) : [type].flat();
  const taken = of(z.toJSONSchema(schema, { unrepresentable: "any" }));
  return taken.includes(undefined)
    ? null
    : taken.map((type) => (type === "integer" ? "number" : String(type)));
}

for (const of of Object.values(DECLARED))
  test(`${of.noun}: a program is returned columns of ${of.view}, as they are`, () => {
    const columns = columnsIn(of.view);
    assert.ok(columns.size > 0);
    for (const [name, schema] of Object.entries(rowSchema(of).shape)) {
      const [has, taken] = [columns.get(name), takenBy(schema as z.ZodType)];
      assert.ok(has !== undefined, `${of.view} has no ${name}`);
      const kinds = has === "json" ? ["object", "array"] : [has];
      const fits = taken === null || kinds.some((kind) => taken.includes(kind));
      assert.ok(fits, `${name} is ${has}, and ${taken?.join(" or ")} is told`);
    }
    assert.deepEqual(
      Object.keys(rowSchema(of).shape).filter((name) => !(name in wholeSchema(of).shape)),
      [],
    );
  });
