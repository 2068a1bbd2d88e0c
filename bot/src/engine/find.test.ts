import assert from "node:assert/strict";
import { after, test } from "node:test";
import { typist, whoamiOf } from "../testing/person.ts";
import { NO_ROWS, startRest } from "../testing/rest_double.ts";
import { unmarked } from "./find.ts";

/** An incident is named by its number, its name or the beginning of its id. */

const INCIDENTS = [
  { id: "1c000000-0000-4000-8000-000000000001", number: 1, name: "sandbox", state: "open" },
  { id: "2c000000-0000-4000-8000-000000000002", number: 2, name: "会员日", state: "open" },
];
const PARTS = ["profile", "menus", "home"].map((kind, at) => ({
  ...{ id: `${at + 1}d000000-0000-4000-8000-000000000001`, name: "面包房", kind, state: "approved" },
}));
const SENDS = ["own", "resend", "resend", "occurrence"].map((origin, at) => ({
  ...{ id: `${at + 1}e000000-0000-4000-8000-000000000001`, name: "会员日", origin, state: "done" },
  batch_no: `20261124-0001${["", "-R0", "-R1", "-2"][at]}`,
}));
const rest = await startRest(
  {
    whoami: () =>
      whoamiOf("b0b", "Bob", [
        "KooMessage:alert:list",
        "KooMessage:alert:update",
        "KooMessageSA:serviceAccount:list",
        "KooMessage:sendTask:list",
      ]),
    take_incident: ({ incident }) => ({ id: incident }),
    allowed_transitions: () => ({}),
  },
  {
    ...NO_ROWS,
    account_part_cards: (_user, query) => (query.get("name")?.includes("面包房") ? PARTS : []),
    send_cards: (_user, query) =>
      SENDS.filter(({ name }) => query.get("name")?.replace(/^ilike\.%|%$/g, "") === name),
    incident_cards: (_user, query) => {
      const name = query.get("name")?.replace(/^ilike\.%|%$/g, "");
      const number = query.get("number")?.replace("eq.", "");
      const found = INCIDENTS.filter(
        (each) =>
          (name === undefined || each.name.includes(name)) &&
          (number === undefined || String(each.number) === number),
      );
      return query.has("limit") ? found : found.slice(0, 1);
    },
  },
);
after(() => rest.close());
const run = typist(rest, "UBOB");

test("an incident is taken by its number or its name", async () => {
  for (const [typed, wanted] of [
    ["1", 0],
    ["2", 1],
    ["sandbox", 0],
    ["会员日", 1],
  ] as const) {
    rest.calls.length = 0;
    const said = await run("incident take", { resource: typed });
    const taken = rest.calls.find(({ verb }) => verb === "take_incident");
    assert.equal(taken?.args.incident, INCIDENTS[wanted]?.id, `${typed}: ${JSON.stringify(said)}`);
  }
});

test("a number that no incident has is told as such", async () => {
  assert.match((await run("incident take", { resource: "7" })).text ?? "", /no incident with “7”/i);
});

test("the three parts of a service account have one name, and are told apart", async () => {
  const { text } = await run("show", { resource: "面包房" });
  assert.match(text ?? "", /^1d000000 {2}面包房 {2}\(Profile, /m);
  assert.match(text ?? "", /^2d000000 {2}面包房 {2}\(Menus, /m);
  assert.match(text ?? "", /^3d000000 {2}面包房 {2}\(Home page, /m);
});

test("a name is found as lists and titles print it, with the mark of its row behind it", async () => {
  for (const resource of ["会员日 · Resend", "会员日 (Resend)", "会员日 · 重发", "会员日（重发）"]) {
    const { text = "" } = await run("show", { resource });
    const found = text.split("\n").flatMap((line) => /^2026\S+/.exec(line) ?? []);
    assert.deepEqual(found, ["20261124-0001-R0", "20261124-0001-R1"], resource);
  }
  assert.deepEqual(unmarked("example.com · Default", ["domain"]), { name: "example.com", origin: undefined });
  assert.equal(unmarked("example.com · Resend", ["domain"]), null);
  assert.equal(unmarked("会员日 (第二场)", ["send", "domain"]), null);
});
