import { once } from "node:events";
import { createInterface } from "node:readline/promises";

/** What is asked of a person at the terminal. */

/** The part of a terminal that a secret is typed into. */
export interface Keys extends NodeJS.ReadableStream {
  readonly isTTY?: boolean | undefined;
  setRawMode?(mode: boolean): unknown;
}

const [ENTER, NEW_LINE, BACKSPACE, DELETE, INTERRUPT, END] = ["\r", "\n", "\b", "\u007f", "\u0003", "\u0004"];

/** Asks for a line that is shown while it is typed. Empty where the question was left with Ctrl-C or Ctrl-D. */
export async function typedLine(
  question: string,
  input: Keys,
  aside: NodeJS.WritableStream,
): Promise<string> {
  const lines = createInterface({ input, output: aside, terminal: true });
  const left = once(lines, "close").then(() => "");
  const line = lines.question(question).catch((error: Error) => {
    if (error.name === "AbortError") return ""; // Ctrl-C
    throw error;
  });
  try {
    return (await Promise.race([line, left])).trim();
  } finally {
    lines.close();
  }
}

/** Asks for a secret: nothing of it is shown, not even its length. Null where the question was left with Ctrl-C or Ctrl-D. */
export function typedSecret(
  question: string,
  input: Keys,
  aside: NodeJS.WritableStream,
): Promise<string | null> {
  aside.write(question);
  input.setRawMode?.(true);
  input.setEncoding("utf8");
  let typed = "";
  return new Promise((done) => {
    const end = (secret: string | null) => {
      input.off("data", take);
      input.setRawMode?.(false);
      input.pause();
      aside.write("\n");
      done(secret);
    };
    const take = (chunk: string | Buffer) => {
      // A password that is pasted comes in one piece, with the line's end.
      for (const key of String(chunk)) {
        if (key === ENTER || key === NEW_LINE) return end(typed);
        if (key === INTERRUPT || key === END) return end(null);
        typed = key === BACKSPACE || key === DELETE ? typed.slice(0, -1) : typed + key;
      }
    };
    input.on("data", take);
    input.resume();
  });
}

/** The first line of what is piped in. */
export async function pipedLine(input: NodeJS.ReadableStream): Promise<string> {
  let text = "";
  for await (const chunk of input) text += String(chunk);
  return text.split(/\r?\n/, 1)[0] ?? "";
}
