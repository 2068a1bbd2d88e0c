/** The keys of a project: several at once, legacy ones, and a rotation while everything is in use. */
import assert from "node:assert/strict";
import { createHmac, randomUUID } from "node:crypto";
import { after, test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { generateApiKey } from "@supabase/lite";
import { pngOf } from "../../../shared/src/ground/files/samples.ts";
import { dictionaries } from "../../local/functions.ts";
import { yunshan } from "../fixtures.ts";
import { openFront } from "./front.ts";
import { importAll, phones, upload } from "./numbers.ts";
import { testStage } from "./stage.ts";

const stage = await testStage({ volatile: true }, "import-numbers");
const { publishableKey, secretKey, jwtSecret } = stage.secrets;
const home = await yunshan(stage.db);
const file = await upload(stage, "号码.csv", new TextEncoder().encode(`phone\n${phones(3).join("\n")}`));
await importAll(stage, file);

type Env = Record<string, string>;
const newSecretKey = async () => (await generateApiKey("secret")).key;
const secrets = (...keys: string[]) => ({
  ...dictionaries(stage.secrets),
  SUPABASE_SECRET_KEYS: JSON.stringify(
    Object.fromEntries(keys.map((key, n) => [n === 0 ? "default" : `k${n}`, key])),
  ),
});

const front = await openFront();
after(() => front.close());
const portOf = (url: string) => Number(new URL(url).port);

/** Instances of the functions that are told these keys; what they ask, they ask at the front. */
async function instances(keys: Env) {
  const [imports, keeps] = await Promise.all(
    (["import-numbers", "keep-file"] as const).map((name) =>
      stage.another(name, { SUPABASE_URL: front.url, ...keys }),
    ),
  );
  return {
    ports: { "import-numbers": portOf(imports?.url ?? ""), "keep-file": portOf(keeps?.url ?? "") },
    end: () => Promise.all([imports?.kill(), keeps?.kill()]),
  };
}

/** The project as it is with these keys alone. */
async function projectWith(gateway: Env, functions: Env = gateway): Promise<void> {
  const { ports } = await instances(functions);
  await front.toward((await stage.anotherGateway(gateway, ports)).url);
}

const ask = async (path: string, headers: Env, body?: string | Uint8Array<ArrayBuffer>) => {
  const answer = await fetch(front.url + path, {
    method: body === undefined ? "GET" : "POST",
    headers,
    body,
  });
  return { status: answer.status, text: await answer.text() };
};
const JSON_TYPE = { "content-type": "application/json" };

/** What the secret key is used for: a function, Storage and REST. Each key is shown as its form wants it. */
const asService = async (key: string): Promise<Record<string, number>> => {
  const shown: Env = key.startsWith("sb_")
    ? { apikey: key }
    : { apikey: key, authorization: `Bearer ${key}` };
  const { status: called } = await ask(
    "/functions/v1/import-numbers",
    { ...shown, ...JSON_TYPE },
    JSON.stringify({ file_id: file }),
  );
  const { status: stored } = await ask(`/storage/v1/object/numbers/${home}/${file}/1.csv`, shown);
  const { status: told } = await ask(
    "/rest/v1/rpc/record_failed_sign_in",
    { ...shown, ...JSON_TYPE },
    JSON.stringify({ email: "nobody@demo.test", address: "192.0.2.1" }),
  );
  return { called, stored, told: told === 204 ? 200 : told };
};

/** Bob sends a picture in and has it kept, for which the function reads, writes and removes in Storage. */
const asBob = async (apikey: string): Promise<Record<string, number>> => {
  const headers = { ...(await stage.headers("bob")), apikey };
  const path = `${home}/${randomUUID()}.png`;
  const { status: sent } = await ask(
    `/storage/v1/object/incoming/${path}`,
    { ...headers, "content-type": "image/png" },
    pngOf(8, 8),
  );
  const { status: kept } = await ask(
    "/functions/v1/keep-file",
    { ...headers, ...JSON_TYPE },
    JSON.stringify({ kind: "picture", path }),
  );
  const [left] = await stage.db
    .sql`select from storage.objects where bucket_id = 'incoming' and name = ${path}`;
  return { sent, kept, left: left ? 500 : 200 };
};
const GOOD = { service: { called: 200, stored: 200, told: 200 }, bob: { sent: 200, kept: 200, left: 200 } };

/** A legacy key: a JWT for ten years. */
function legacyKey(role: "anon" | "service_role"): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const text = `${part({ alg: "HS256", typ: "JWT" })}.${part({ iss: "supabase", role, iat: 1_700_000_000, exp: 2_000_000_000 })}`;
  return `${text}.${createHmac("sha256", jwtSecret).update(text).digest("base64url")}`;
}
const [anon, service] = [legacyKey("anon"), legacyKey("service_role")];
const LEGACY = { SUPABASE_ANON_KEY: anon, SUPABASE_SERVICE_ROLE_KEY: service };

test("with legacy keys switched off and their variables still set, everything works with the new ones, and a legacy key opens nothing", async () => {
  const keys = dictionaries(stage.secrets);
  await projectWith(keys, { ...keys, ...LEGACY });
  assert.deepEqual({ service: await asService(secretKey), bob: await asBob(publishableKey) }, GOOD);
  assert.deepEqual(await asService(service), { called: 401, stored: 401, told: 401 });
  assert.deepEqual(Object.values(await asBob(anon)).slice(0, 2), [401, 401]);
});

test("where a project has legacy keys alone, they work", async () => {
  await projectWith({ ...dictionaries(stage.secrets), GATEWAY_LEGACY_KEYS: "1" }, LEGACY);
  assert.deepEqual({ service: await asService(service), bob: await asBob(anon) }, GOOD);
});

test("of two secret keys each is good, and a third is refused", async () => {
  const [other, third] = [await newSecretKey(), await newSecretKey()];
  await projectWith(secrets(secretKey, other));
  for (const key of [secretKey, other]) assert.deepEqual(await asService(key), GOOD.service);
  assert.deepEqual(await asService(third), { called: 401, stored: 401, told: 401 });
});

test("a rotation of the secret key under load loses no call", async () => {
  const [older, newer] = [secretKey, await newSecretKey()];
  const [alone, both, next] = [secrets(older), secrets(older, newer), secrets(newer)];
  const gateway = async (keys: Env, { ports }: { ports: Record<string, number> }) =>
    (await stage.anotherGateway(keys, ports)).url;

  let shown = older;
  let stopped = false;
  const failed: string[] = [];
  const calls = { service: 0, bob: 0 };
  const load = async (who: keyof typeof calls, work: () => Promise<Record<string, number>>) => {
    while (!stopped) {
      const key = shown;
      for (const [what, status] of Object.entries(await work()))
        if (status !== 200)
          failed.push(`${who} ${what} ${status} (${key === older ? "older" : "newer"} key)`);
      calls[who] += 1;
    }
  };
  /** Each of them has begun and ended a call since. */
  const used = async () => {
    const before = { ...calls };
    const done = () => calls.service >= before.service + 3 && calls.bob >= before.bob + 3;
    while (!done()) await pause(20);
  };

  const first = await instances(alone);
  await front.toward(await gateway(alone, first));
  const loads = [load("service", () => asService(shown)), load("bob", () => asBob(publishableKey))];
  await used();
  // A second key is made. Instances that began before do not know it.
  const known = await gateway(both, first);
  await front.toward(known);
  await used();
  // New instances begin while the old ones still answer.
  const second = await instances(both);
  const later = await gateway(both, second);
  await front.toward(known, later);
  await used();
  await front.toward(later);
  await first.end();
  // All instances know the new key: callers move to it.
  shown = newer;
  await used();
  // The old key is deleted, and instances that show it first still answer, beside new ones.
  const revoked = await gateway(next, second);
  await front.toward(revoked);
  await used();
  const third = await instances(next);
  const last = await gateway(next, third);
  await front.toward(revoked, last);
  await used();
  await front.toward(last);
  await second.end();
  await used();
  stopped = true;
  await Promise.all(loads);
  assert.deepEqual(failed, []);
  assert.deepEqual(await asService(older), { called: 401, stored: 401, told: 401 });
});
