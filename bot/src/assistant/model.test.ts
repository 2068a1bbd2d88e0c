import assert from "node:assert/strict";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { after, test } from "node:test";
import { type Asking, ModelError, makeModel } from "./model.ts";

/** What endpoints answer, over HTTP: what is told of one that was reached is true. */

let answer: { status: number; type: string; body: string };
const server = createServer((request, response) => {
  request.resume();
  // The client repeats what may go well the next time; here nothing does.
  response.writeHead(answer.status, { "content-type": answer.type, "x-should-retry": "false" });
  response.end(answer.body);
});
await new Promise<void>((started) => server.listen(0, "127.0.0.1", started));
const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
after(() => server.close());
const asking: Asking = {
  messages: [{ role: "user", content: "?" }],
  tools: [],
  signal: new AbortController().signal,
};
const take = (status: number, type: string, body: unknown) => {
  answer = { status, type, body: typeof body === "string" ? body : JSON.stringify(body) };
  return makeModel({ url, key: "k", model: "m" }).take(asking);
};
const completion = (message: object) => ({
  ...{ id: "1", object: "chat.completion", created: 1, model: "m" },
  choices: [{ index: 0, message: { role: "assistant", ...message }, finish_reason: "stop" }],
  usage: { prompt_tokens: 3, completion_tokens: 4, total_tokens: 7 },
});

test("a completion that is not streamed is taken, with its calls", async () => {
  const said = await take(200, "application/json", completion({ content: "Two wait." }));
  assert.deepEqual(said, { text: "Two wait.", calls: [], tokens: 7 });
  const call = { id: "c1", type: "function", function: { name: "reviews", arguments: "{}" } };
  const calling = await take(200, "application/json", completion({ content: null, tool_calls: [call] }));
  assert.deepEqual(calling.calls, [{ id: "c1", name: "reviews", args: "{}" }]);
});

const chunk = (delta: object, finish_reason: string | null = null) =>
  `data: ${JSON.stringify({ ...{ id: "1", object: "chat.completion.chunk", created: 1, model: "m" }, choices: [{ index: 0, delta, finish_reason }] })}\n\n`;

test("a model that refuses says why, streamed or not", async () => {
  const why = "I cannot help with that.";
  const whole = await take(200, "application/json", completion({ content: null, refusal: why }));
  assert.deepEqual([whole.text, whole.refusal], ["", why]);
  const stream = chunk({ role: "assistant", refusal: why }) + chunk({}, "stop");
  const streamed = await take(200, "text/event-stream", `${stream}data: [DONE]\n\n`);
  assert.deepEqual([streamed.text, streamed.refusal], ["", why]);
});

test("a stream that breaks off keeps what was said; one that said nothing is not blamed on the address", async () => {
  const begun = chunk({ role: "assistant", content: "Two sends " }) + chunk({ content: "wait" });
  const { text, cut } = await take(200, "text/event-stream", begun);
  assert.deepEqual([text, cut], ["Two sends wait", "lost"]);
  await assert.rejects(
    take(200, "text/event-stream", chunk({ role: "assistant" })),
    (error) => error instanceof ModelError && error.trouble === "lost",
  );
  const long = begun + chunk({}, "length");
  assert.equal((await take(200, "text/event-stream", `${long}data: [DONE]\n\n`)).cut, "long");
});

test("an endpoint that was reached is not said to be out of reach", async () => {
  const trouble = (status: number, type: string, body: unknown) =>
    take(status, type, body).then(
      () => assert.fail("it was taken"),
      (error: ModelError) => [error instanceof ModelError, error.trouble, error.status],
    );
  assert.deepEqual(await trouble(500, "application/json", { error: {} }), [true, "status", 500]);
  assert.deepEqual(await trouble(200, "text/html", "<html></html>"), [true, "answer", undefined]);
  assert.deepEqual(await trouble(200, "application/json", { hello: 1 }), [true, "answer", undefined]);
  assert.deepEqual(await trouble(200, "text/event-stream", "data: no\n\n"), [true, "answer", undefined]);
});
