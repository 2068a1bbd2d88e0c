import assert from "node:assert/strict";
import { after, test } from "node:test";
import { Refusal } from "../../ground/errors.ts";
import { typist, whoamiOf } from "../../testing/person.ts";
import { startRest } from "../../testing/rest_double.ts";

/** ENT-1 in chat: name and zone of the enterprise in use. */
const alice = whoamiOf("a1", "Alice", ["KooMessage:member:manage"]);
const rest = await startRest({
  whoami: () => alice,
  update_enterprise: ({ input }) => {
    const given = input as { name?: string; time_zone?: string };
    if (given.time_zone === "Mars") throw new Refusal("zone_unknown", 422, { details: { zone: "Mars" } });
    return { ...alice, enterprise: { ...alice.enterprise, ...given } };
  },
});
after(() => rest.close());
const run = typist(rest, "UALICE");
const changes = () => rest.calls.filter(({ verb }) => verb === "update_enterprise");

test("without options it shows them and changes nothing", async () => {
  const { tone, fields } = await run("enterprise-edit", {});
  assert.deepEqual([tone, fields?.map(({ value }) => value)], ["plain", ["云杉商城", "Asia/Shanghai"]]);
  assert.equal(changes().length, 0);
});

test("what is named is changed, and nothing else", async () => {
  const { tone, fields, note } = await run("enterprise-edit", { time_zone: "Europe/Berlin" });
  assert.deepEqual([tone, fields?.map(({ value }) => value)], ["good", ["云杉商城", "Europe/Berlin"]]);
  assert.match(note ?? "", /Days already reported don't change/);
  assert.deepEqual(changes()[0]?.args.input, { time_zone: "Europe/Berlin" });
  assert.equal((await run("enterprise-edit", { name: "云杉百货" })).note, undefined);
});

test("a zone that there is not is refused with an example", async () => {
  const { tone, title, text } = await run("enterprise-edit", { time_zone: "Mars" });
  assert.equal(tone, "bad");
  assert.match(`${title} ${text}`, /time zone “Mars” doesn't exist.*Asia\/Shanghai/);
});
