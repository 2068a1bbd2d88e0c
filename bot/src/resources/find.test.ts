import assert from "node:assert/strict";
import { after, test } from "node:test";
import { typist, whoamiOf } from "../testing/person.ts";
import { startRest } from "../testing/rest_double.ts";

/** An incident is named by its number, a part of its name or the beginning of its id. */

const INCIDENTS = [
  { id: "1c000000-0000-4000-8000-000000000001", batch_no: 1, name: "sandbox", state: "open" },
  { id: "2c000000-0000-4000-8000-000000000002", batch_no: 2, name: "会员日", state: "open" },
];
const rest = await startRest(
  {
    whoami: () => whoamiOf("b0b", "Bob", ["KooMessage:alert:list", "KooMessage:alert:update"]),
    take_incident: ({ incident }) => ({ id: incident }),
    allowed_transitions: () => ({}),
  },
  {
    incident_cards: (_user, query) => {
      const name = query.get("name")?.replace(/^ilike\.%|%$/g, "");
      const number = query.get("number")?.replace("eq.", "");
      const found = INCIDENTS.filter(
        (each) =>
          (name === undefined || each.name.includes(name)) &&
          (number === undefined || String(each.batch_no) === number),
      );
      return query.has("limit") ? found : found.slice(0, 1);
    },
  },
);
after(() => rest.close());
const run = typist(rest, "UBOB");

test("an incident is taken by its number, its name or a part of it", async () => {
  for (const [typed, wanted] of [
    ["1", 0],
    ["2", 1],
    ["sandbox", 0],
    ["会员", 1],
  ] as const) {
    rest.calls.length = 0;
    await run("incident take", { resource: typed });
    const taken = rest.calls.find(({ verb }) => verb === "take_incident");
    assert.equal(taken?.args.incident, INCIDENTS[wanted]?.id, typed);
  }
});

test("a number that no incident has is told as such", async () => {
  assert.match((await run("incident take", { resource: "7" })).text ?? "", /no incident with “7”/i);
});
