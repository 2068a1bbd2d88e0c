import assert from "node:assert/strict";
import { workInTurn } from "./in_turn.ts";

/** So many pieces, and how often was claimed and waited. */
function source(pieces: number) {
  const asked = { claims: 0, waits: 0 };
  const claim = () => {
    asked.claims += 1;
    return Promise.resolve(asked.claims <= pieces ? asked.claims : null);
  };
  const wait = () => {
    asked.waits += 1;
    return Promise.resolve(null);
  };
  return { asked, claim, wait };
}
const SHARE = { ms: 5_000, flying: 10 };
const turn = () => new Promise((wake) => setTimeout(wake, 1));

Deno.test("finding nothing costs one claim and one look whether it is worth another, however many may fly", async () => {
  const { asked, ...from } = source(0);
  await workInTurn(from, SHARE, () => assert.fail("there is no piece"));
  assert.deepEqual(asked, { claims: 1, waits: 1 });
});

Deno.test("every piece is worked once, as many at once as may fly and no more; with none allowed, none", async () => {
  const { asked, ...from } = source(25);
  const done: number[] = [];
  let flying = 0;
  let most = 0;
  await workInTurn(from, { ...SHARE, flying: 4 }, async (piece) => {
    flying += 1;
    most = Math.max(most, flying);
    await turn();
    flying -= 1;
    done.push(piece);
  });
  assert.deepEqual([done.length, new Set(done).size, most], [25, 25, 4]);
  await workInTurn(source(3), { ...SHARE, flying: 0 }, () => assert.fail("none may fly"));
  assert.ok(asked.claims > 25);
});

Deno.test("what fails is thrown once everything under way has ended", async () => {
  const { asked: _, ...from } = source(5);
  const done: number[] = [];
  const work = async (piece: number) => {
    if (piece === 2) throw new Error("the second");
    await turn();
    done.push(piece);
  };
  await assert.rejects(workInTurn(from, SHARE, work), /the second/);
  assert.deepEqual(
    done.sort((one, other) => one - other),
    [1, 3, 4, 5],
  );
});
