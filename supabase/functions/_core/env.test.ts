import assert from "node:assert/strict";
import { readEnv, showing } from "./env.ts";

const GOOD: Record<string, string | undefined> = {
  SUPABASE_URL: "https://abc.supabase.co/",
  SUPABASE_PUBLISHABLE_KEYS: '{"web":"sb_publishable_w","default":"sb_publishable_x"}',
  SUPABASE_SECRET_KEYS: '{"next":"sb_secret_z","default":"sb_secret_y"}',
  TIDINGS_DB_URL: "postgresql://postgres:pw@db.abc.supabase.co:5432/postgres",
};

Deno.test("a function starts with what Supabase gives it, and the address loses its last slash", () => {
  assert.deepEqual(
    readEnv((name) => GOOD[name]),
    {
      SUPABASE_URL: "https://abc.supabase.co",
      publishableKey: "sb_publishable_x",
      secretKeys: ["sb_secret_y", "sb_secret_z"],
      TIDINGS_DB_URL: GOOD.TIDINGS_DB_URL,
    },
  );
});

/** What a function says that is told `changes` besides what is good. */
const refusal = (changes: Record<string, string | undefined>): string => {
  try {
    readEnv((name) => ({ ...GOOD, ...changes })[name]);
  } catch (thrown) {
    return String(thrown);
  }
  return "";
};

const LEGACY = { SUPABASE_ANON_KEY: "h.anon.s3cret", SUPABASE_SERVICE_ROLE_KEY: "h.service.s3cret" };

Deno.test("legacy keys count where there is no dictionary, and beside one they do not", () => {
  const keys = (changes: Record<string, string | undefined>) => {
    const { publishableKey, secretKeys } = readEnv((name) => ({ ...GOOD, ...LEGACY, ...changes })[name]);
    return [publishableKey, ...secretKeys];
  };
  assert.deepEqual(keys({}), ["sb_publishable_x", "sb_secret_y", "sb_secret_z"]);
  for (const missing of [undefined, "", "{}"])
    assert.deepEqual(keys({ SUPABASE_PUBLISHABLE_KEYS: missing, SUPABASE_SECRET_KEYS: missing }), [
      "h.anon.s3cret",
      "h.service.s3cret",
    ]);
});

Deno.test("keys that are malformed, or of the other kind, are refused in words that show no value", () => {
  for (const wrong of [
    "s3cret",
    "[]",
    "null",
    '"s3cret"',
    '{"s3cret":1}',
    '{"default":"sb_publishable_s3cret"}',
    '{"default":"sb_secret_s3cret\n"}',
  ]) {
    const said = refusal({ SUPABASE_SECRET_KEYS: wrong });
    assert.match(
      said,
      /SUPABASE_SECRET_KEYS: (must be a JSON dictionary|has a key that does not begin with sb_secret_)/,
    );
    assert.doesNotMatch(said, /s3cret/);
  }
  const neither = refusal({ SUPABASE_SECRET_KEYS: undefined });
  assert.match(neither, /SUPABASE_SECRET_KEYS: has no key, and SUPABASE_SERVICE_ROLE_KEY is not set/);
  const odd = refusal({ SUPABASE_SECRET_KEYS: "{}", SUPABASE_SERVICE_ROLE_KEY: "sb_publishable_s3cret" });
  assert.match(odd, /SUPABASE_SERVICE_ROLE_KEY: must be a JWT/);
  assert.doesNotMatch(odd, /s3cret/);
});

Deno.test("a secret key of the new form is shown as a key alone; a legacy one as a token too, which it is", () => {
  assert.deepEqual(showing("sb_secret_y"), { apikey: "sb_secret_y" });
  assert.deepEqual(showing("h.b.s"), { apikey: "h.b.s", authorization: "Bearer h.b.s" });
});

Deno.test("a function refuses to start, naming every wrong variable and showing no value", () => {
  const error = refusal({
    SUPABASE_URL: "s3cret",
    TIDINGS_DB_URL: "mysql://s3cret",
    SUPABASE_PUBLISHABLE_KEYS: undefined,
  });
  for (const name of ["SUPABASE_URL", "TIDINGS_DB_URL", "SUPABASE_PUBLISHABLE_KEYS"])
    assert.match(error, new RegExp(name));
  assert.doesNotMatch(error, /s3cret/);
});

Deno.test("a function that is open to the world asks for the database alone, and for no key", () => {
  const asked: string[] = [];
  const env = readEnv((name) => {
    asked.push(name);
    return GOOD[name];
  }, "TIDINGS_DB_URL");
  assert.deepEqual(Object.keys(env), ["TIDINGS_DB_URL"]);
  assert.deepEqual(asked, ["TIDINGS_DB_URL"]);
});
