import assert from "node:assert/strict";
import { vendors } from "../_core/vendors/pass_fixture.ts";
import { makeHandler } from "./handler.ts";
import type { Click } from "./record.ts";

const { passes, pass, shows } = await vendors();
const huawei = Object.fromEntries(shows(await pass("huawei")));
const CLICK = {
  ...{ id: "e-1", place: "menu", of: "6a1f6d2e-7a36-4c53-9d0b-0a1b2c3d4e5f" },
  ...{ item: "1.2", at: "2026-11-26T09:00:00+08:00" },
};

/** A door that counts whatever it is given; what it counted. */
function door() {
  const told: [string, readonly Click[]][] = [];
  const handle = makeHandler((vendor, clicks) => {
    told.push([vendor, clicks]);
    return Promise.resolve({ counted: clicks.length - 1, repeated: 0, faults: [[0, "click_frozen"]] });
  }, passes);
  const post = (body: unknown, headers: Record<string, string> = huawei) =>
    handle(new Request("http://x/receive-clicks", { method: "POST", headers, body: JSON.stringify(body) }));
  return { post, told };
}

Deno.test("clicks are a vendor's by its pass; without one nothing is counted", async () => {
  const { post, told } = door();
  const answer = await post({ clicks: [CLICK] }, {});
  assert.deepEqual([answer.status, (await answer.json()).code], [401, "pass_required"]);
  assert.equal(told.length, 0);
  assert.equal((await post({ clicks: [CLICK] })).status, 200);
  assert.equal(told[0]?.[0], "huawei");
});

Deno.test("what cannot be read is told by its place, and the rest is counted", async () => {
  const { post, told } = door();
  const bad = [
    { ...CLICK, at: "0000-01-01T00:00:00Z" },
    { ...CLICK, place: "door" },
    7,
    { ...CLICK, id: "" },
  ];
  const answer = await post({ clicks: [bad[0], CLICK, bad[1], CLICK, bad[2], bad[3]] });
  const { counted, faults } = await answer.json();
  assert.equal(told[0]?.[1].length, 2);
  assert.equal(
    told[0]?.[1][0]?.at,
    "2026-11-26T01:00:00.000Z",
    "as the database reads it, whatever the offset",
  );
  assert.equal(counted, 1);
  assert.deepEqual(
    faults.map(({ place, code }: { place: number; code: string }) => [place, code]),
    [
      [0, "click_malformed"],
      [1, "click_frozen"],
      [2, "click_malformed"],
      [4, "click_malformed"],
      [5, "click_malformed"],
    ],
  );
  for (const body of [{}, { clicks: [] }, [], { clicks: Array(1_001).fill(CLICK) }])
    assert.equal((await post(body)).status, 400);
});
