import assert from "node:assert/strict";
import { test } from "node:test";
import { INPUTS } from "../../../shared/src/catalogue/inputs.ts";
import { FIELD_WORDS } from "../../../shared/src/refusals/fields.ts";
import { isRefusalCode, refusalPlaces, refusalWords } from "../../../shared/src/refusals/register.ts";
import { fullDatabase } from "../full_database.ts";
import { contents } from "../one_of_each.ts";
import type { Answer } from "../test_database.ts";
import { doer, VERBS, type Verb, verbsOf } from "../verbs.ts";
import { BAD_FORMS } from "./bad_forms.ts";

/**
 * T12, T17, T21: whatever is handed to a verb that is not of its shape is refused with a code of the register and a sentence,
 * and leaves nothing. The shapes are those of shared/src/catalogue/inputs.ts; the database reads them as rows.
 * Outside of this story is what PostgREST refuses before any verb runs, each with its own 4xx: a body that is no JSON, an unknown
 * argument, a verb that does not exist, a character U+0000.
 */
const { db, resources } = await fullDatabase();
const pattern = "private\\.(act|make)\\('(\\w+)', '(\\w+)'";
const framed = await db.sql`select p.proname as name, m[3] || '_' || m[2] as shape from pg_proc p
  cross join lateral regexp_matches(p.prosrc, ${pattern}) as m where p.pronamespace = 'public'::regnamespace`;
/** The key of a verb's shape: a public function is one line that names its resource and act. */
const shapes = new Map(framed.map(({ name, shape }) => [name, shape]));
const taking =
  await db.sql`select proname from pg_proc where pronamespace = 'public'::regnamespace and 'request' = any (proargnames)`;
/** The verbs that take a request id. */
const repeatable = new Set(taking.map(({ proname }) => proname));
const shapeName = (verb: string): string => shapes.get(verb) ?? verb;

/** An argument list that differs from a good one in one place, and what was done to it. */
interface Mutant {
  readonly what: string;
  readonly args: Record<string, unknown>;
}

const deep = (levels: number): unknown => JSON.parse(`${"[".repeat(levels)}${"]".repeat(levels)}`);
const WRONG: Record<string, unknown> = {
  number: 7,
  fraction: 1.5,
  huge: 1e300,
  yes: true,
  text: "yes",
  empty: "",
  long: "长".repeat(20_000),
  list: [{}],
  object: { a: 1 },
  deep: deep(200),
  "wrong way": "\u202e\u0007",
  "far year": "294276-12-31T00:00:00Z",
  never: "infinity",
};

const BAD_IDS = {
  "no id": "x",
  "empty id": "",
  injected: "' or 1=1 --",
  "nearly an id": "a11ce000-0000-4000-8000-00000000000g",
};

function* mutantsOf(verbName: string, verb: Verb): Generator<Mutant> {
  const good = verb.input(resources);
  for (const name of Object.keys(good)) {
    if (name === "input") yield* mutantsOfInput(good);
    else if (typeof good[name] === "string" && /^[0-9a-f-]{36}$/.test(good[name] as string))
      for (const [what, value] of Object.entries(BAD_IDS))
        yield { what: `${name}: ${what}`, args: { ...good, [name]: value } };
    else if (name === "reason")
      yield { what: "a reason of 501 characters", args: { ...good, reason: "因".repeat(501) } };
  }
  if (repeatable.has(verbName))
    yield { what: "a request that is no id", args: { ...good, request: "again" } };
}

function* mutantsOfInput(good: Record<string, unknown>): Generator<Mutant> {
  const input = good.input as Record<string, unknown>;
  const whole = {
    "a list": [],
    "a text": "{}",
    "a number": 7,
    deep: deep(1000),
    "nothing in it": {},
    "an unknown key": { ...input, surprise: 1 },
  };
  for (const [what, value] of Object.entries(whole)) yield { what, args: { ...good, input: value } };
  for (const key of Object.keys(input)) {
    const { [key]: _, ...rest } = input;
    yield { what: `without ${key}`, args: { ...good, input: rest } };
    for (const [what, value] of Object.entries(WRONG))
      yield { what: `${key}: ${what}`, args: { ...good, input: { ...input, [key]: value } } };
  }
}

const asJson = (args: Record<string, unknown>) =>
  "input" in args ? { ...args, input: db.sql.json(args.input as never) } : args;

function isSaid(answer: Answer, about: string): void {
  const { error, status } = answer;
  assert.ok(error && isRefusalCode(error.code), `${about}: ${JSON.stringify(answer).slice(0, 300)}`);
  assert.ok(status >= 400 && status < 500, `${about}: ${status}`);
  for (const locale of ["zh-CN", "en"] as const) {
    const { message, hint } = refusalWords(error.code, locale, error.details);
    assert.ok(message.length > 5 && hint.length > 3 && !message.includes("{"), `${about}: ${message}`);
  }
  assert.ok(error.message.length > 5 && error.message.length < 1000, `${about}: ${error.message}`);
}

/** A third of the mutants, another one from verb to verb: every way to be wrong is tried on each kind of key, and all of them by the test of the shapes. */
function* someMutantsOf(name: string, verb: Verb, turn: number): Generator<Mutant> {
  let place = turn;
  for (const mutant of mutantsOf(name, verb)) {
    if (place % 3 === 0) yield mutant;
    place += 1;
  }
}

for (const kinds of [["own", "platform"], ["member"]] as const)
  test(`what is not of the shape of a verb is refused with a code and a sentence, and leaves nothing: ${kinds}`, async (t) => {
    let refused = 0;
    const before = await contents(db);
    // A refused call is waiting more than it is work, and rolls back, so that several verbs are tried at once.
    const waiting = [...verbsOf(...kinds).entries()];
    const tried = async (): Promise<void> => {
      for (let next = waiting.pop(); next; next = waiting.pop()) {
        const [turn, [name, verb]] = next;
        for (const { what, args } of someMutantsOf(name, verb, turn)) {
          const shape = INPUTS[shapeName(name)];
          if ("input" in args && shape?.safeParse(args.input).success) continue;
          isSaid(await doer(db, verb).rpc(name, asJson(args)), `${name}, ${what}`);
          refused += 1;
        }
      }
    };
    await Promise.all(Array.from({ length: 4 }, tried));
    assert.deepEqual(await contents(db), before);
    assert.ok(refused >= 150, `${refused} refused`);
    t.diagnostic(`${refused} bad inputs`);
  });

test("what people type wrong in the forms of a beginning is said at its field, and leaves nothing", async (t) => {
  const before = await contents(db);
  const counts: Record<string, number> = {};
  const misplaced: string[] = [];
  for (const [noun, verbs] of Object.entries(BAD_FORMS)) {
    for (const [name, wrong] of Object.entries(verbs)) {
      const verb = VERBS[name];
      assert.ok(verb, name);
      const good = verb.input(resources);
      for (const [field, value, beside] of wrong) {
        const input = { ...(good.input as object), ...beside, [field]: value };
        const answer = await doer(db, verb).rpc(name, asJson({ ...good, input }));
        const about = `${name}, ${field}: ${JSON.stringify(value)?.slice(0, 60)}`;
        if (answer.error) isSaid(answer, about);
        const places = refusalPlaces(answer.error?.code, answer.error?.details);
        if (!places.includes(field))
          misplaced.push(`${about}: ${answer.error?.code ?? "taken"} at ${places}`);
        counts[noun] = (counts[noun] ?? 0) + 1;
      }
    }
  }
  assert.deepEqual(misplaced, []);
  assert.deepEqual(await contents(db), before);
  assert.ok(
    Object.values(counts).every((count) => count >= 3),
    JSON.stringify(counts),
  );
  const all = Object.values(counts).reduce((sum, count) => sum + count);
  assert.ok(all >= 60, `${all} bad inputs`);
  t.diagnostic(JSON.stringify(counts));
});

test("JSON that is nested 5,000 deep is refused like any other wrong shape", async () => {
  const nested = `${"[".repeat(5000)}${"]".repeat(5000)}`;
  const [row] =
    await db.sql`select private.shape_fault(${`{"names": ${nested}, "custom_codes": true}`}::text::jsonb, i.schema) as fault
    from private.inputs i where i.verb = 'create_domain'`;
  assert.equal(row?.fault, "names[1]");
});

test("what has the right shape and makes no sense is refused or done, and never an error of ours", async () => {
  for (const [name, verb] of verbsOf("own", "member", "platform")) {
    for (const { what, args } of mutantsOf(name, verb)) {
      const shape = INPUTS[shapeName(name)];
      if (!("input" in args) || !shape?.safeParse(args.input).success) continue;
      const answer = await doer(db, verb).rehearse(name, asJson(args));
      if (answer.error) isSaid(answer, `${name}, ${what}`);
    }
  }
});

test("the database and zod find the same inputs good and bad, and name the same place", async () => {
  let compared = 0;
  for (const [name, verb] of verbsOf("own", "member", "platform")) {
    const shape = INPUTS[shapeName(name)];
    if (!shape) continue;
    for (const { what, args } of mutantsOf(name, verb)) {
      if (!("input" in args) || JSON.stringify(args.input)?.includes("[[[[[[[[[[[[[")) continue;
      const [row] =
        await db.sql`select private.shape_fault(${db.sql.json(args.input as never)}, i.schema) as fault
        from private.inputs i where i.verb = ${shapeName(name)}`;
      const parsed = shape.safeParse(args.input);
      assert.equal(
        row?.fault === null,
        parsed.success,
        `${name}, ${what}: ${row?.fault} ${JSON.stringify(parsed.error?.issues[0])}`,
      );
      compared += 1;
    }
  }
  assert.ok(compared > 300, `${compared} compared`);
});

test("every field of an input has words for the refusal that names it", () => {
  const fields = Object.values(INPUTS).flatMap((shape) =>
    Object.keys((shape as { shape?: object }).shape ?? {}),
  );
  assert.deepEqual(
    [...new Set(fields)].filter((field) => !Object.hasOwn(FIELD_WORDS, field)),
    [],
  );
});
