import { toUtf8 } from "@tidings/shared/numbers/encoding.ts";
import { phoneOrNull } from "@tidings/shared/numbers/phone.ts";
import { typedParts } from "@tidings/shared/numbers/typed.ts";

/** The numbers of a list without duplicates, and the lines without a number. */
export interface ReadPhones {
  readonly phones: readonly string[];
  /** The first line numbers only. */
  readonly wrong: readonly number[];
  readonly wrongCount: number;
}

const SHOWN_WRONG = 10;
const CELLS = /[,;\t|，；、]/;

/** Reads a list or a table of numbers. A first line without a number is the header. */
export async function readPhones(chunks: AsyncIterable<Uint8Array>): Promise<ReadPhones> {
  const phones = new Set<string>();
  const wrong: number[] = [];
  let wrongCount = 0;
  let line = 0;
  for await (const text of linesOf(chunks)) {
    line += 1;
    const found = text
      .split(CELLS)
      .map(phoneOrNull)
      .find((phone) => phone !== null);
    if (found !== undefined && found !== null) phones.add(found);
    else if (text.trim() !== "" && line > 1) {
      wrongCount += 1;
      if (wrong.length < SHOWN_WRONG) wrong.push(line);
    }
  }
  return { phones: [...phones], wrong, wrongCount };
}

/** Reads typed or pasted numbers. */
export async function readTyped(text: string): Promise<ReadPhones> {
  async function* bytes() {
    // An empty first line, so that no typed line is taken for a header.
    yield new TextEncoder().encode(`\n${typedParts(text).join("\n")}`);
  }
  const { phones, wrong, wrongCount } = await readPhones(bytes());
  return { phones, wrong: wrong.map((line) => line - 1), wrongCount };
}

/** The bytes of a file as a stream. */
export async function* chunksOf(file: Blob): AsyncGenerator<Uint8Array> {
  const reader = file.stream().getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
}

async function* linesOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let held = "";
  for await (const chunk of toUtf8(chunks)) {
    held += decoder.decode(chunk, { stream: true });
    const lines = held.split(/\r?\n/);
    held = lines.pop() ?? "";
    yield* lines;
  }
  held += decoder.decode();
  if (held !== "") yield held;
}

/** `all` in slices of at most `size`, in order. */
export function slicesOf<T>(all: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, index) =>
    all.slice(index * size, (index + 1) * size),
  );
}
