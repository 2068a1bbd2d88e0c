import type OpenAI from "openai";
import type { ChatCompletionMessageParam, ChatCompletionTool } from "openai/resources/chat/completions";

/** What is said to a model and by it. The shapes are those of the chat completions of OpenAI-compatible endpoints. */
export type Message = ChatCompletionMessageParam;
export type Tool = ChatCompletionTool;

/** A tool that the model wants to be called, with its arguments as the model wrote them: not checked yet. */
export interface ToolCall {
  readonly id: string;
  readonly name: string;
  readonly args: string;
}

/** The arguments of a call as an object; null where they are none, since a model may write anything. */
export function argsOf({ args }: ToolCall): Record<string, unknown> | null {
  try {
    const read: unknown = JSON.parse(args || "{}");
    return isObject(read) ? read : null;
  } catch {
    return null;
  }
}

/** Is it an object with keys, and no list? */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The calls of a turn as they are in the conversation; each is answered next by a message of a tool. */
export function callsMessage({ text, calls }: Pick<Turn, "text" | "calls">): Message {
  return {
    role: "assistant",
    content: text || null,
    tool_calls: calls.map(({ id, name, args }) => ({
      id,
      type: "function",
      function: { name, arguments: args },
    })),
  };
}

/** What a model answered in one turn. */
export interface Turn {
  readonly text: string;
  readonly calls: readonly ToolCall[];
  /** Why it does not answer, in the model's words: it was asked for what it must not say. */
  readonly refusal?: string;
  /** The answer broke off: `lost` with the connection, `long` at what one answer may have, `time` at what it may take. */
  readonly cut?: "lost" | "long" | "time";
  /** What the turn cost: as the endpoint says, else one token for each three characters. */
  readonly tokens: number;
}

export interface Asking {
  readonly messages: readonly Message[];
  readonly tools: readonly Tool[];
  /** Hears the text so far while it is written. */
  onText?(text: string): void;
  readonly signal: AbortSignal;
}

/** A language model behind any OpenAI-compatible endpoint. */
export interface Model {
  readonly name: string;
  /** @throws ModelError when the endpoint does not answer, refuses, or is stopped by the signal */
  take(asking: Asking): Promise<Turn>;
}

/** Why a model did not answer. `key`: it refuses the key · `model`: it has no such model · `busy`: too much is asked of it · `time`: stopped · `status`: it answered an error · `answer`: it answered no completion · `lost`: it broke off before it said anything · `none`: it was not reached. */
export type ModelTrouble = "key" | "model" | "busy" | "time" | "status" | "answer" | "lost" | "none";

/** The endpoint did not answer. What it said itself is not kept: it may quote the key, or the question. */
export class ModelError extends Error {
  readonly trouble: ModelTrouble;
  /** The HTTP status that it answered, where it did. */
  readonly status: number | undefined;

  constructor(trouble: ModelTrouble, status: number | undefined) {
    super(`the endpoint of the model: ${trouble}${status === undefined ? "" : `, status ${status}`}`);
    this.name = "ModelError";
    this.trouble = trouble;
    this.status = status;
  }
}

/** The client's library. The first question loads its 240 modules, so that a command in the terminal does not. */
const library = async () => (await import("openai")).default;

/** How far it came: it answered with no error · it said something of a completion. */
type Reached = "no" | "answered" | "begun";

async function errorOf(error: unknown, reached: Reached): Promise<ModelError> {
  const { APIError, APIUserAbortError, APIConnectionTimeoutError } = await library();
  const status = error instanceof APIError ? error.status : undefined;
  const stopped = error instanceof APIUserAbortError || error instanceof APIConnectionTimeoutError;
  return new ModelError(stopped ? "time" : troubleOf(status, reached), status);
}

function troubleOf(status: number | undefined, reached: Reached): ModelTrouble {
  if (status === 401 || status === 403) return "key";
  if (status === 404) return "model";
  if (status === 429) return "busy";
  if (status !== undefined) return "status";
  if (reached === "begun") return "lost";
  return reached === "answered" ? "answer" : "none";
}

/**
 * The response as a stream: one of an endpoint that ignores `stream` answers the whole completion as JSON. What is neither becomes a stream
 * without a completion.
 */
async function streamed(response: Response): Promise<Response> {
  const isStream = response.headers.get("content-type")?.includes("text/event-stream") ?? false;
  if (!response.ok || isStream) return response;
  const chunk = chunkOf(await response.text());
  const body = chunk === null ? "" : `data: ${JSON.stringify(chunk)}\n\n`;
  return new Response(`${body}data: [DONE]\n\n`, { headers: { "content-type": "text/event-stream" } });
}

/** A whole completion as the one chunk of a stream; null for what is no completion. */
function chunkOf(text: string): object | null {
  try {
    const { choices, ...rest } = JSON.parse(text) as OpenAI.ChatCompletion;
    const [{ message, finish_reason }] = choices as [OpenAI.ChatCompletion.Choice];
    const tool_calls = message.tool_calls?.map((call, index) => ({ ...call, index }));
    const { role, content, refusal } = message;
    const delta = { role, content, ...(refusal ? { refusal } : {}), ...(tool_calls ? { tool_calls } : {}) };
    return { ...rest, choices: [{ index: 0, delta, finish_reason: finish_reason ?? "stop" }] };
  } catch {
    return null;
  }
}

/** Which endpoint, with which key and model. */
export interface ModelEnv {
  readonly url: string | undefined;
  readonly key: string;
  readonly model: string;
}

/** Answers are short; a longer one is cut by the endpoint. */
const MOST_ANSWER_TOKENS = 1_200;

export function makeModel({ url, key, model }: ModelEnv): Model {
  let client: OpenAI | undefined;
  return {
    name: model,
    async take({ messages, tools, onText, signal }) {
      let reached: Reached = "no";
      let heard = "";
      const OpenAi = await library();
      client ??= new OpenAi({ apiKey: key, baseURL: url ?? null, maxRetries: 2, timeout: 60_000 });
      const asking = client.withOptions({
        async fetch(url, init) {
          const response = await fetch(url, init);
          if (response.ok) reached = "answered";
          return streamed(response);
        },
      });
      try {
        const stream = asking.chat.completions.stream(
          {
            model,
            messages: [...messages],
            max_completion_tokens: MOST_ANSWER_TOKENS,
            stream_options: { include_usage: true },
            ...(tools.length > 0 ? { tools: [...tools] } : {}),
          },
          { signal },
        );
        stream.on("chunk", () => {
          reached = "begun";
        });
        stream.on("content", (_delta, text) => {
          heard = text;
          onText?.(text);
        });
        const said = await stream.finalChatCompletion();
        const message = said.choices[0]?.message;
        const text = message?.content ?? "";
        const calls = (message?.tool_calls ?? []).flatMap((call) =>
          call.type === "function"
            ? [{ id: call.id, name: call.function.name, args: call.function.arguments }]
            : [],
        );
        const refusal = message?.refusal;
        return {
          ...{ text, calls, tokens: said.usage?.total_tokens ?? estimated(messages, text) },
          ...(refusal ? { refusal } : {}),
          ...(said.choices[0]?.finish_reason === "length" ? { cut: "long" as const } : {}),
        };
      } catch (error) {
        const known = await errorOf(error, reached);
        // What was shown already is kept: the person has read it.
        if (heard.trim() === "") throw known;
        const cut = known.trouble === "time" ? "time" : "lost";
        return { text: heard, calls: [], tokens: estimated(messages, heard), cut };
      }
    },
  };
}

function estimated(messages: readonly Message[], text: string): number {
  return Math.ceil((JSON.stringify(messages).length + text.length) / 3);
}
