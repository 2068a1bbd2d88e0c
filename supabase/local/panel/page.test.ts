import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { headersFile, securityHeaders } from "./headers.ts";
import { fillPage, panelSettings } from "./page.ts";

const SETTINGS = { apiUrl: "https://abc.supabase.co/x", publishableKey: "sb_publishable_x", demo: false };

test("the panel of this repository has the places that are filled in, and no script of its own", async () => {
  const html = await readFile(new URL("../../../admin/index.html", import.meta.url), "utf8");
  assert.match(fillPage(html, { ...SETTINGS, demo: true }), /name="tidings-demo" content="1"/);
  assert.doesNotMatch(html, /<script(?![^>]* src=)|\son[a-z]+=/);
});

test("a setting that is missing or no address is named", () => {
  const good = { SUPABASE_URL: "https://abc.supabase.co", SUPABASE_PUBLISHABLE_KEY: "sb_publishable_x" };
  assert.deepEqual(panelSettings(good), {
    apiUrl: "https://abc.supabase.co",
    publishableKey: "sb_publishable_x",
    demo: false,
  });
  for (const url of ["", "abc.supabase.co", "javascript:alert(1)", "https://"])
    assert.throws(() => panelSettings({ ...good, SUPABASE_URL: url }), /SUPABASE_URL/, url);
  assert.throws(() => panelSettings({ ...good, SUPABASE_PUBLISHABLE_KEY: "" }), /SUPABASE_PUBLISHABLE_KEY/);
});

test("another host is told the same headers in a file", () => {
  const text = headersFile(SETTINGS.apiUrl);
  for (const [name, value] of Object.entries(securityHeaders(SETTINGS.apiUrl)))
    assert.ok(text.includes(`  ${name}: ${value}\n`), name);
  assert.match(text, /connect-src 'self' https:\/\/abc\.supabase\.co;/);
  assert.match(
    text,
    /\/assets\/\*\n {2}! cache-control\n {2}cache-control: public, max-age=31536000, immutable\n/,
  );
});
