/** Reading requests. */
import { Refusal } from "./reply.ts";

/**
 * The parts of the path behind the function's own name, decoded: `/link/Ab12` and `/functions/v1/link/Ab12` are
 * both `["Ab12"]` for `link`. What cannot be decoded is left as it is.
 */
export function pathBehind(url: string, name: string): string[] {
  const parts = new URL(url).pathname.split("/").filter((part) => part !== "");
  const behind = parts[0] === "functions" && parts[1] === "v1" ? parts.slice(2) : parts;
  return (behind[0] === name ? behind.slice(1) : behind).map((part) => {
    try {
      return decodeURIComponent(part);
    } catch {
      return part; // a lone % is no escape; no code and no id has one, so it will not be found
    }
  });
}

/**
 * All bytes of a body of at most `most` bytes, null when there are more. It is read to its end all the same, so
 * that a sender sees the answer and not a broken connection.
 */
export async function bytesOf(
  body: ReadableStream<Uint8Array> | null,
  most: number,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body ?? []) {
    size += chunk.length;
    if (size <= most) chunks.push(chunk);
  }
  if (size > most) return null;
  const whole = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

/** The JSON of a small request (64 KB), an empty one being `{}`. Refuses 413 and 400. */
export async function jsonOf(request: Request): Promise<unknown> {
  const bytes = await bytesOf(request.body, 65_536);
  if (!bytes) throw new Refusal(413, "body_too_large", "The body has at most 64 KB.");
  const text = new TextDecoder().decode(bytes).trim();
  try {
    return text === "" ? {} : JSON.parse(text);
  } catch {
    throw new Refusal(400, "not_json", "The body is not JSON.");
  }
}
