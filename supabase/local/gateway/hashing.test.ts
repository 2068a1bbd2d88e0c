import assert from "node:assert/strict";
import { after, test } from "node:test";
import { Worker } from "node:worker_threads";
import bcrypt from "bcryptjs";
import { type Asker, asker, Hasher } from "./hashing.ts";
import { Refused } from "./refused.ts";

const hasher = new Hasher({ threads: 1, waiting: 4 });
after(() => hasher.close());

const hash = bcrypt.hashSync("right", 4);
const slow = bcrypt.hashSync("right", 10);
const compare = (who: Asker, text: string, with_ = hash) =>
  asker.run(who, () => hasher.run({ text, with: { hash: with_ } }));

test("a thread hashes and compares as bcryptjs does, and says what it cannot read", async () => {
  assert.equal(await hasher.run({ text: "right", with: { hash } }), true);
  assert.equal(await hasher.run({ text: "wrong", with: { hash } }), false);
  assert.equal(
    await bcrypt.compare("new", String(await hasher.run({ text: "new", with: { cost: 4 } }))),
    true,
  );
  await assert.rejects(hasher.run({ text: "x", with: { cost: "no salt" } }), /salt/i);
});

test("the loop goes on while a password is hashed", async () => {
  let turns = 0;
  const timer = setInterval(() => {
    turns += 1;
  }, 1);
  await compare({ trusted: true }, "right", slow);
  clearInterval(timer);
  assert.ok(turns > 3, `${turns} turns`);
});

test("strangers wait behind members; a full queue turns strangers away at once, and members still get in", async () => {
  const order: string[] = [];
  const ask = (name: string, who: Asker) => compare(who, name, slow).then(() => order.push(name));
  const strangers = [1, 2, 3].map((at) => ask(`stranger ${at}`, { trusted: false }));
  const late: Asker = { trusted: false };
  await assert.rejects(
    compare(late, "late", slow),
    (error: unknown) => error instanceof Refused && error.status === 429,
  );
  assert.equal(late.refused?.code, "over_request_rate_limit");
  await Promise.all([...strangers, ask("member", { trusted: true })]);
  assert.deepEqual(order, ["stranger 1", "member", "stranger 2", "stranger 3"]);
});

test("one whose account was locked while it waited is refused without being hashed", async () => {
  const refused = new Refused(429, "over_request_rate_limit", "Request rate limit reached", {
    retryAfter: 30,
  });
  const who: Asker = {
    trusted: false,
    check: () => {
      throw refused;
    },
  };
  await assert.rejects(compare(who, "right"), refused);
  assert.equal(who.refused, refused);
  assert.equal(await compare({ trusted: true }, "right"), true, "and the thread is free again");
});

test("a thread that dies fails its job alone, and the queue goes on with another one", async (t) => {
  for (const die of [
    // As where its memory is used up.
    (worker: Worker) => worker.emit("error", new Error("out of memory")),
    () => undefined,
  ]) {
    const dies = function (this: Worker) {
      die(this);
      void this.terminate();
    };
    t.mock.method(Worker.prototype, "postMessage", dies, { times: 1 });
    const first = compare({ trusted: true }, "right");
    const second = compare({ trusted: true }, "right");
    await assert.rejects(first, /out of memory|has ended/);
    assert.equal(await second, true);
  }
});
