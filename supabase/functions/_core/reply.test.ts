import assert from "node:assert/strict";
import { answering, onlyMethods, Refusal, withoutNumbers } from "./reply.ts";

Deno.test("a log line has no phone number in it, however it is written, and keeps ids", () => {
  const line = "delivery 20000000123 to +8613800138000, 0086 138-0013-8000 and 13800138000";
  const clean = withoutNumbers(line);
  assert.doesNotMatch(clean, /138/);
  assert.match(clean, /20000000123/);
  const id = "00000000-0138-4612-8345-13800138000a";
  assert.equal(withoutNumbers(`send ${id} to 13800138000`), `send ${id} to …`);
});

Deno.test("a refusal is told to the caller with its status, code, details and headers", async () => {
  const handle = answering("x", () =>
    Promise.reject(
      new Refusal(409, "wrong_state", "No.", { details: { a: 1 }, headers: { "retry-after": "2" } }),
    ),
  );
  const answer = await handle(new Request("http://x/x"));
  assert.equal(answer.status, 409);
  assert.equal(answer.headers.get("retry-after"), "2");
  assert.equal(answer.headers.get("access-control-allow-origin"), "*");
  assert.deepEqual(await answer.json(), { code: "wrong_state", message: "No.", details: { a: 1 } });
});

Deno.test("an error of ours is a 500 whose words tell nothing but the id under which the log has it", async () => {
  const said: string[] = [];
  const { error } = console;
  console.error = (line: string) => said.push(line);
  try {
    const handle = answering("x", () => Promise.reject(new Error("password hunter2 of +8613800138000")));
    const answer = await handle(new Request("http://x/x"));
    const body = await answer.text();
    const id = /under ([0-9a-f-]{36})/.exec(body)?.[1] ?? "none";
    assert.equal(answer.status, 500);
    assert.doesNotMatch(body, /hunter2/);
    assert.match(said.join(), new RegExp(`${id}.*hunter2`));
    assert.doesNotMatch(said.join(), /13800138000/);
  } finally {
    console.error = error;
  }
});

Deno.test("a browser may ask beforehand, and a method that is none of ours is told which are", async () => {
  const handle = answering("x", (request) => {
    onlyMethods(request, "POST");
    return Promise.resolve(new Response("done"));
  });
  const headers = { "access-control-request-headers": "authorization, x-tidings-source" };
  const before = await handle(new Request("http://x/x", { method: "OPTIONS", headers }));
  assert.equal(before.status, 204);
  assert.equal(before.headers.get("access-control-allow-headers"), "authorization, x-tidings-source");
  const wrong = await handle(new Request("http://x/x"));
  assert.equal(wrong.status, 405);
  assert.equal(wrong.headers.get("allow"), "POST");
});

Deno.test("an error of ours in a request of a trace is under that trace, and a hostile header is not repeated", async () => {
  const failing = answering("x", () => Promise.reject(new Error("gone")));
  const asked = async (traceparent: string) => {
    const request = new Request("http://f/x", { headers: { traceparent } });
    const { error } = console;
    console.error = () => undefined;
    const answer = await failing(request).finally(() => {
      console.error = error;
    });
    return (await answer.json()).message as string;
  };
  const trace = "4bf92f3577b34da6a3ce929d0e0e4736";
  assert.match(await asked(`00-${trace}-00f067aa0ba902b7-01`), new RegExp(`under ${trace}\\.$`));
  assert.doesNotMatch(await asked("00-<script>-00f067aa0ba902b7-01"), /script/);
});
