import assert from "node:assert/strict";
import { test } from "node:test";
import { DECLARED } from "../catalogue/declared.ts";
import type { Input } from "../resource/kinds.ts";

test("no form offers what is of the basic edition alone, which nothing can be sent with", () => {
  const choices = Object.values(DECLARED).flatMap(({ noun, forms }) =>
    Object.values(forms ?? {}).flatMap((form) =>
      Object.entries(("inputs" in form ? form.inputs : {}) as Readonly<Record<string, Input>>).flatMap(
        ([name, input]) =>
          input.kind === "choice" ? [{ where: `${noun}.${name}`, values: Object.keys(input.values) }] : [],
      ),
    ),
  );
  assert.ok(choices.length > 20, `${choices.length} choices`);
  assert.deepEqual(
    choices.filter(({ values }) => values.includes("basic")).map(({ where }) => where),
    [],
  );
});
