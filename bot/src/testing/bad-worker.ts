/** A process that does what the name of its file says: what a reader could be brought to. */
import { answerWork } from "../workers/answer.ts";

const kept: unknown[] = [];

answerWork(async ({ name }: { readonly name: string }) => {
  if (name === "hang.csv") for (;;);
  if (name === "exit.csv") process.exit(3);
  if (name === "throw.csv") throw new Error("it could not");
  while (name === "heap.csv") kept.push(new Array(100_000).fill(kept.length));
  while (name === "buffers.csv") {
    kept.push(Buffer.alloc(10_000_000, 1));
    await new Promise((turn) => setTimeout(turn, 20));
  }
  return { parts: [] };
});
