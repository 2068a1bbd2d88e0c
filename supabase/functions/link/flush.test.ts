import assert from "node:assert/strict";
import { type Entry, Flusher, type Line } from "./flush.ts";

/** A database that answers when it is told to. */
function database(answer: (entry: Entry, place: number) => Line | undefined) {
  const calls: Entry[][] = [];
  const open: (() => void)[] = [];
  const flusher = new Flusher(async (entries) => {
    calls.push(entries.map(({ id, asked, vendor, count }) => ({ id, asked, vendor, count })));
    await new Promise<void>((resolve) => open.push(resolve));
    return entries.map((entry, index) => answer(entry, index + 1)).filter((line) => line !== undefined);
  });
  const commit = () => open.shift()?.();
  const turn = () => new Promise((resolve) => setTimeout(resolve, 0));
  return { flusher, calls, commit, turn };
}

const granted = (entry: Entry, place: number): Line => [
  place,
  "used_up",
  Math.min(entry.count, 2),
  "v",
  null,
  null,
];

Deno.test("requests that come together are one transaction, and nobody is answered before it is over", async () => {
  const { flusher, calls, commit, turn } = database(granted);
  let answered = 0;
  const asks = [1, 1, 1, 2].map(async (id) => {
    const told = await flusher.ask(id, "resolution", "huawei");
    answered += 1;
    return told.verdict;
  });
  await turn();
  assert.deepEqual(calls, [
    [
      { id: 1, asked: "resolution", vendor: "huawei", count: 3 },
      { id: 2, asked: "resolution", vendor: "huawei", count: 1 },
    ],
  ]);
  await turn();
  assert.equal(answered, 0);
  commit();
  assert.deepEqual(await Promise.all(asks), ["ok", "ok", "used_up", "ok"]);
});

Deno.test("at most two transactions are open; what comes meanwhile gathers, with no timer between them", async () => {
  const { flusher, calls, commit, turn } = database(granted);
  const asks: Promise<unknown>[] = [];
  for (const id of [1, 2, 3, 3, 4]) {
    asks.push(flusher.ask(id, "human", null));
    await turn();
  }
  assert.deepEqual(
    calls.map((call) => call.map(({ id, count }) => [id, count])),
    [[[1, 1]], [[2, 1]]],
  );
  commit();
  await turn();
  assert.deepEqual(
    calls[2]?.map(({ id, count }) => [id, count]),
    [
      [3, 2],
      [4, 1],
    ],
  );
  commit();
  commit();
  await Promise.all(asks);
});

Deno.test("vendors and kinds of one link are counted apart, and what the database does not know is unknown", async () => {
  const { flusher, calls, commit, turn } = database((entry, place) =>
    entry.id === 9 ? undefined : [place, "ok", entry.asked === "resolution" ? 1 : 0, "v", { name: "a" }, "j"],
  );
  const asks = [
    flusher.ask(1, "resolution", "huawei"),
    flusher.ask(1, "resolution", "vivo"),
    flusher.ask(1, "bot", null),
    flusher.ask(9, "human", null),
  ];
  await turn();
  assert.equal(calls[0]?.length, 4);
  commit();
  const told = await Promise.all(asks);
  assert.deepEqual(
    told.map(({ verdict }) => verdict),
    ["ok", "ok", "ok", "unknown"],
  );
  assert.deepEqual(told[2], { verdict: "ok", version: "v", params: { name: "a" }, jump: "j" });
});

Deno.test("a crowd for more links than one transaction takes is cut, and all are answered", async () => {
  const { flusher, calls, commit, turn } = database(granted);
  const asks = Array.from({ length: 2500 }, (_, id) => flusher.ask(id, "resolution", "huawei"));
  for (let turns = 0; turns < 5; turns += 1) {
    await turn();
    commit();
  }
  await Promise.all(asks);
  assert.deepEqual(
    calls.map(({ length }) => length),
    [1000, 1000, 500],
  );
});

Deno.test("who finds a delivery held by another asks again, and is told when it is free", async () => {
  let held = 2;
  const flusher = new Flusher((entries) =>
    Promise.resolve(
      entries.map(
        (_, index): Line => [index + 1, held-- > 0 ? "busy" : "used_up", held < 0 ? 1 : 0, "v", null, null],
      ),
    ),
  );
  assert.equal((await flusher.ask(1, "resolution", "huawei")).verdict, "ok");
});

Deno.test("a transaction that fails fails those who waited for it, and nobody else", async () => {
  let calls = 0;
  const flusher = new Flusher((entries) => {
    calls += 1;
    return calls === 1
      ? Promise.reject(new Error("gone"))
      : Promise.resolve(entries.map((entry, index) => granted(entry, index + 1)));
  });
  await assert.rejects(flusher.ask(1, "resolution", "huawei"), /gone/);
  assert.equal((await flusher.ask(1, "resolution", "huawei")).verdict, "ok");
});
