import assert from "node:assert/strict";
import { readEnv } from "./env.ts";

const GOOD = {
  SUPABASE_URL: "https://abc.supabase.co/",
  SUPABASE_ANON_KEY: "sb_publishable_x",
  SUPABASE_SERVICE_ROLE_KEY: "sb_secret_y",
  TIDINGS_DB_URL: "postgresql://postgres:pw@db.abc.supabase.co:5432/postgres",
};

Deno.test("a function starts with what Supabase gives it, and the address loses its last slash", () => {
  assert.equal(readEnv(GOOD).SUPABASE_URL, "https://abc.supabase.co");
});

Deno.test("a function refuses to start, naming every wrong variable and showing no value", () => {
  const bad = {
    ...GOOD,
    SUPABASE_URL: "s3cret",
    TIDINGS_DB_URL: "mysql://s3cret",
    SUPABASE_ANON_KEY: undefined,
  };
  const error = (() => {
    try {
      readEnv(bad);
    } catch (thrown) {
      return String(thrown);
    }
  })();
  for (const name of ["SUPABASE_URL", "TIDINGS_DB_URL", "SUPABASE_ANON_KEY"])
    assert.match(error ?? "", new RegExp(name));
  assert.doesNotMatch(error ?? "", /s3cret/);
});
