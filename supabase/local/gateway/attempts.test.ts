import assert from "node:assert/strict";
import { test } from "node:test";
import { Attempts } from "./attempts.ts";
import { Buckets } from "./buckets.ts";
import { limits, MINUTE } from "./limits.ts";
import { Refused } from "./refused.ts";

const HERE = "127.0.0.1";
const EMAIL = "alice@demo.test";

/** Attempts on a clock of their own. */
function on(given: object = {}) {
  let now = 0;
  const attempts = new Attempts(limits.parse(given), () => now);
  const pass = (ms: number) => {
    now += ms;
  };
  return { attempts, pass };
}

const isOver = (code: string) => (error: unknown) =>
  error instanceof Refused &&
  error.status === 429 &&
  error.code === code &&
  Number(error.more.retryAfter) >= 1;

test("ten wrong passwords for an account from one address lock it there, and a lock opens by itself", () => {
  const { attempts, pass } = on();
  for (let wrong = 0; wrong < 10; wrong += 1) {
    attempts.checkGuess("sign_in_sign_ups", HERE, EMAIL);
    attempts.wrong("sign_in_sign_ups", HERE, EMAIL.toUpperCase());
  }
  assert.throws(
    () => attempts.checkGuess("sign_in_sign_ups", HERE, EMAIL),
    isOver("over_request_rate_limit"),
  );
  attempts.checkGuess("sign_in_sign_ups", HERE, "bob@demo.test");
  attempts.checkGuess("sign_in_sign_ups", "127.0.0.2", EMAIL);
  pass(MINUTE / 2);
  attempts.checkGuess("sign_in_sign_ups", HERE, EMAIL);
});

test("an account takes a hundred wrong passwords an hour from all addresses; where its owner has signed in before it stays open", () => {
  const { attempts } = on();
  attempts.right(HERE, EMAIL);
  for (let wrong = 0; wrong < 100; wrong += 1) attempts.wrong("sign_in_sign_ups", `127.0.1.${wrong}`, EMAIL);
  assert.throws(
    () => attempts.checkGuess("sign_in_sign_ups", "127.0.0.2", EMAIL),
    isOver("over_request_rate_limit"),
  );
  attempts.checkGuess("sign_in_sign_ups", HERE, EMAIL);
});

test("an address takes as many failures as config.toml says, and who signs in rightly is not counted", () => {
  const { attempts, pass } = on({ auth: { sign_in_sign_ups: 30 } });
  for (let good = 0; good < 500; good += 1) {
    attempts.checkGuess("sign_in_sign_ups", HERE, `u${good}@demo.test`);
    attempts.right(HERE, `u${good}@demo.test`);
  }
  for (let wrong = 0; wrong < 30; wrong += 1) attempts.wrong("sign_in_sign_ups", HERE, `n${wrong}@demo.test`);
  assert.throws(
    () => attempts.checkGuess("sign_in_sign_ups", HERE, "new@demo.test"),
    isOver("over_request_rate_limit"),
  );
  attempts.checkGuess("sign_in_sign_ups", HERE, "u7@demo.test");
  pass(5 * MINUTE);
  attempts.checkGuess("sign_in_sign_ups", HERE, "new@demo.test");
});

test("guesses that fly are no more than may be wrong still: the others wait for their answers", async () => {
  const { attempts } = on({ auth: { sign_in_sign_ups: 30 } });
  let flying = 0;
  let most = 0;
  const guess = async (at: number, right: boolean) => {
    await attempts.begin("sign_in_sign_ups", HERE, `n${at}@demo.test`);
    flying += 1;
    most = Math.max(most, flying);
    await new Promise((done) => setImmediate(done));
    flying -= 1;
    if (right) attempts.right(HERE, `n${at}@demo.test`);
    else attempts.wrong("sign_in_sign_ups", HERE, `n${at}@demo.test`);
    attempts.end(HERE);
  };
  const team = await Promise.allSettled(Array.from({ length: 200 }, (_, at) => guess(at, true)));
  assert.ok(
    team.every(({ status }) => status === "fulfilled"),
    "nobody who is right is refused",
  );
  assert.ok(most <= 30, `${most} at once`);
  const burst = await Promise.allSettled(Array.from({ length: 200 }, (_, at) => guess(1_000 + at, false)));
  assert.equal(burst.filter(({ status }) => status === "fulfilled").length, 30);
  // Where somebody has signed in before, they wait for nobody.
  await attempts.begin("sign_in_sign_ups", HERE, "n7@demo.test");
  attempts.end(HERE);
});

test("mails and codes are counted whatever comes of them", () => {
  const { attempts } = on({ auth: { email_sent: 3, token_verifications: 2 } });
  for (let at = 0; at < 3; at += 1) attempts.countMail(HERE, `u${at}@demo.test`);
  assert.throws(() => attempts.countMail(HERE, EMAIL), isOver("over_email_send_rate_limit"));
  for (let at = 0; at < 10; at += 1) attempts.countMail(`127.0.1.${at}`, EMAIL);
  assert.throws(() => attempts.countMail("127.0.2.1", EMAIL), isOver("over_email_send_rate_limit"));
  for (let at = 0; at < 2; at += 1) attempts.count("token_verifications", HERE);
  assert.throws(() => attempts.count("token_verifications", HERE), isOver("over_request_rate_limit"));
  attempts.count("token_verifications", "127.0.0.2");
});

test("who asks on and on waits for the answer, and nobody else does", () => {
  const { attempts, pass } = on({ holdMs: 700 });
  for (let at = 0; at < 4; at += 1) assert.equal(attempts.holdOf(HERE), 0);
  for (let at = 0; at < 4; at += 1) assert.equal(attempts.holdOf(HERE), 700);
  assert.equal(attempts.holdOf(HERE), 7_000);
  assert.equal(attempts.holdOf("127.0.0.2"), 0);
  pass(2 * MINUTE);
  assert.equal(attempts.holdOf(HERE), 0);
});

test("memory has a bound: a bucket forgets the key that was used longest ago", () => {
  const buckets = new Buckets(1, MINUTE, () => 0);
  for (let key = 0; key < 50_000; key += 1) buckets.take(`${key}`);
  assert.ok(buckets.size <= 20_000);
  assert.ok(buckets.wait("49999") > 0);
  assert.equal(buckets.wait("0"), 0);
});

test("requests without a token have a limit by address, which others do not share and which fades", () => {
  const { attempts, pass } = on({ strangers: 5 });
  for (let asked = 0; asked < 5; asked += 1) attempts.countStranger(HERE);
  assert.throws(() => attempts.countStranger(HERE), isOver("over_request_rate_limit"));
  attempts.countStranger("127.0.0.2");
  pass(MINUTE);
  attempts.countStranger(HERE);
});
