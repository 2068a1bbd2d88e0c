import assert from "node:assert/strict";
import { Refusal } from "./reply.ts";
import { bucketOf } from "./storage.ts";

type Shown = { key: string | null; token: string | null };
/** How Storage, or the gateway before it, answers whoever shows this key. */
type Answers = (key: string) => Response;

/** A bucket behind a Storage that answers so, and what each request has shown it. */
async function withStorage(
  secretKeys: string[],
  answers: Answers,
  story: (bucket: ReturnType<typeof bucketOf>, shown: Shown[]) => Promise<void>,
): Promise<void> {
  const shown: Shown[] = [];
  const server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen: () => {} }, async (request) => {
    await request.arrayBuffer();
    const key = request.headers.get("apikey");
    shown.push({ key, token: request.headers.get("authorization") });
    return answers(key ?? "");
  });
  const env = {
    SUPABASE_URL: `http://127.0.0.1:${server.addr.port}`,
    publishableKey: "sb_publishable_x",
    secretKeys,
    TIDINGS_DB_URL: "postgres://x",
  };
  await story(bucketOf(env, "media"), shown).finally(() => server.shutdown());
}

const said = (status: number, message: string) => Response.json({ message }, { status });
const NO_TOKEN = "headers must have required property 'authorization'";
/** What a revoked key may be answered. */
const REVOKED: Record<string, () => Response> = {
  "the gateway refuses it": () => said(401, "Invalid API key"),
  "Storage takes it for no token of its own": () => said(403, "Invalid Compact JWS"),
  "the gateway exchanges it for nothing": () => said(400, NO_TOKEN),
};

for (const [how, refusal] of Object.entries(REVOKED)) {
  Deno.test(`a key that was revoked is followed by the next one, which does the same: ${how}`, async () => {
    const answers: Answers = (key) => (key === "sb_secret_old" ? refusal() : new Response("bytes"));
    await withStorage(["sb_secret_old", "sb_secret_new"], answers, async (bucket, shown) => {
      assert.equal(await (await bucket.get("a.png"))?.text(), "bytes");
      await bucket.put("a.png", new Uint8Array(9));
      await bucket.remove(["a.png"]);
      const both = ["sb_secret_old", "sb_secret_new"].map((key) => ({ key, token: null }));
      assert.deepEqual(shown, [...both, ...both, ...both]);
    });
  });
}

Deno.test("an object that is not there is asked for once, and is none", async () => {
  for (const [status, message] of [
    [404, "Object not found"],
    [400, "Object not found"],
  ] as const)
    await withStorage(
      ["sb_secret_a", "sb_secret_b"],
      () => said(status, message),
      async (bucket, shown) => {
        assert.equal(await bucket.get("a.png"), null);
        assert.equal(shown.length, 1);
      },
    );
});

Deno.test("where every key is refused Storage counts as away, and a fault of its own is not asked again", async () => {
  for (const [answer, times] of [
    [() => said(401, "Invalid API key"), 2],
    [() => said(500, "broken"), 1],
  ] as const)
    await withStorage(["sb_secret_a", "sb_secret_b"], answer, async (bucket, shown) => {
      await assert.rejects(
        bucket.get("a.png"),
        (error) => error instanceof Refusal && error.code === "storage_away",
      );
      assert.equal(shown.length, times);
    });
});
