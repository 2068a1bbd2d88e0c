import assert from "node:assert/strict";
import { readEnv } from "./env.ts";

const GOOD: Record<string, string | undefined> = {
  SUPABASE_URL: "https://abc.supabase.co/",
  SUPABASE_ANON_KEY: "sb_publishable_x",
  SUPABASE_SERVICE_ROLE_KEY: "sb_secret_y",
  TIDINGS_DB_URL: "postgresql://postgres:pw@db.abc.supabase.co:5432/postgres",
};

Deno.test("a function starts with what Supabase gives it, and the address loses its last slash", () => {
  assert.equal(readEnv((name) => GOOD[name]).SUPABASE_URL, "https://abc.supabase.co");
});

Deno.test("a function refuses to start, naming every wrong variable and showing no value", () => {
  const bad: Record<string, string | undefined> = {
    ...GOOD,
    SUPABASE_URL: "s3cret",
    TIDINGS_DB_URL: "mysql://s3cret",
    SUPABASE_ANON_KEY: undefined,
  };
  const error = (() => {
    try {
      readEnv((name) => bad[name]);
    } catch (thrown) {
      return String(thrown);
    }
  })();
  for (const name of ["SUPABASE_URL", "TIDINGS_DB_URL", "SUPABASE_ANON_KEY"])
    assert.match(error ?? "", new RegExp(name));
  assert.doesNotMatch(error ?? "", /s3cret/);
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
