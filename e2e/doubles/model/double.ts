import { type Call, type Reply, serve } from "../ground/http.ts";

/**
 * A model's endpoint on 127.0.0.1, as OpenAI-compatible ones answer `POST /chat/completions`: it asks for the key, knows one model, refuses
 * tools and messages that such an endpoint refuses, and streams. What it says is a script of the test, which sees all that was asked.
 */

export interface ModelTool {
  readonly name: string;
  readonly description: string;
  readonly parameters: { readonly properties: Readonly<Record<string, unknown>> };
}

export interface ModelMessage {
  readonly role: "system" | "user" | "assistant" | "tool";
  readonly content: string | null;
  readonly tool_calls?: readonly { readonly id: string }[];
  readonly tool_call_id?: string;
}

/** What was asked in one turn. */
export interface ModelRequest {
  readonly messages: readonly ModelMessage[];
  readonly tools: readonly ModelTool[];
}

/** What the model says in one turn: words, or calls of tools. */
export interface Said {
  readonly text?: string;
  readonly calls?: readonly (readonly [tool: string, input: unknown])[];
  /** Status of a refusal instead. */
  readonly status?: number;
}

export type Script = (request: ModelRequest, turn: number) => Said;

export interface ModelDouble {
  /** What a client of it needs. */
  env(): Record<string, string>;
  /** Every turn that was asked for. */
  readonly requests: ModelRequest[];
  /** What an endpoint would have refused. */
  readonly violations: string[];
  /** Says what it says from now on. */
  play(script: Script): void;
  close(): Promise<void>;
}

const KEY = "sk-double";
const MODEL = "double-1";
const MOST_TOOLS = 128;

export async function startModel(): Promise<ModelDouble> {
  const requests: ModelRequest[] = [];
  const violations: string[] = [];
  let script: Script = () => ({ text: "" });

  const refuse = (status: number, message: string): Reply => {
    violations.push(message);
    return { status, body: { error: { message, type: "invalid_request_error" } } };
  };

  const answer = ({ method, path, headers, body }: Call): Reply => {
    if (method !== "POST" || path !== "/v1/chat/completions") return refuse(404, `${method} ${path}`);
    if (headers.authorization !== `Bearer ${KEY}`) return refuse(401, "Incorrect API key provided");
    const asked = JSON.parse(body.toString("utf8"));
    if (asked.model !== MODEL) return refuse(404, `The model ${asked.model} does not exist`);
    const tools: ModelTool[] = (asked.tools ?? []).map((tool: { function: ModelTool }) => tool.function);
    const wrong = problemOf(asked.messages, tools);
    if (wrong !== null) return refuse(400, wrong);
    const request = { messages: asked.messages as ModelMessage[], tools };
    requests.push(request);
    const said = script(request, turnOf(request));
    if (said.status !== undefined)
      return { status: said.status, headers: { "retry-after-ms": "1" }, body: { error: { message: "no" } } };
    return { headers: { "content-type": "text/event-stream" }, body: streamed(said, body.length) };
  };

  const host = await serve(0, answer);
  return {
    env: () => ({ OPENAI_BASE_URL: `${host.url}/v1`, OPENAI_API_KEY: KEY, OPENAI_MODEL: MODEL }),
    requests,
    violations,
    play: (next) => {
      script = next;
    },
    close: host.close,
  };
}

/** How often it has answered since the last question; 0 for the first time. */
function turnOf({ messages }: ModelRequest): number {
  const question = messages.findLastIndex(({ role }) => role === "user");
  return messages.slice(question).filter(({ role }) => role === "assistant").length;
}

/** What such endpoints refuse: too many tools, names with other letters, a call that is not answered next. */
function problemOf(messages: readonly ModelMessage[], tools: readonly ModelTool[]): string | null {
  if (tools.length > MOST_TOOLS) return `${tools.length} tools; at most ${MOST_TOOLS}`;
  const misnamed = tools.find(({ name }) => !/^[a-zA-Z0-9_-]{1,64}$/.test(name));
  if (misnamed) return `a tool called ${misnamed.name}`;
  const undescribed = tools.find(({ description }) => !description);
  if (undescribed) return `${undescribed.name} has no description`;
  let open: string[] = [];
  for (const { role, tool_calls, tool_call_id } of messages) {
    if (role === "tool") {
      if (!open.includes(tool_call_id ?? "")) return "a tool's answer that nobody asked for";
      open = open.filter((id) => id !== tool_call_id);
    } else if (open.length > 0) return "tool_calls must be followed by tool messages";
    open.push(...(tool_calls ?? []).map(({ id }) => id));
  }
  return open.length > 0 ? "tool_calls must be followed by tool messages" : null;
}

/** The chunks of a stream: the text in pieces of seven letters, each call in two. */
function streamed({ text = "", calls = [] }: Said, asked: number): string {
  const chunks: object[] = [{ role: "assistant", content: "" }];
  const letters = [...text];
  for (let at = 0; at < letters.length; at += 7) chunks.push({ content: letters.slice(at, at + 7).join("") });
  for (const [index, [name, input]] of calls.entries()) {
    const args = typeof input === "string" ? input : JSON.stringify(input);
    const half = Math.ceil(args.length / 2);
    const id = `call_${index}_${name}`;
    chunks.push({
      tool_calls: [{ index, id, type: "function", function: { name, arguments: args.slice(0, half) } }],
    });
    chunks.push({ tool_calls: [{ index, function: { arguments: args.slice(half) } }] });
  }
  const head = { id: "chatcmpl-1", object: "chat.completion.chunk", created: 1, model: MODEL };
  const finish_reason = calls.length > 0 ? "tool_calls" : "stop";
  const usage = {
    prompt_tokens: Math.ceil(asked / 4),
    completion_tokens: 10,
    total_tokens: Math.ceil(asked / 4) + 10,
  };
  return [
    ...chunks.map((delta) => ({ ...head, choices: [{ index: 0, delta, finish_reason: null }] })),
    { ...head, choices: [{ index: 0, delta: {}, finish_reason }] },
    { ...head, choices: [], usage },
  ]
    .map((chunk) => `data: ${JSON.stringify(chunk)}\n\n`)
    .concat("data: [DONE]\n\n")
    .join("");
}
