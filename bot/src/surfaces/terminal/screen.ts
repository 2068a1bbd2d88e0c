import { stripVTControlCharacters } from "node:util";
import type { Answer } from "../../ground/answer.ts";
import { cells, clipped } from "../../ground/width.ts";
import type { Console } from "./console.ts";
import { answerLines, type Page, progressLine } from "./layout.ts";

/** The terminal's output: answers on stdout, progress on stderr. */
export interface Screen {
  /** Shows progress on a TTY, replacing the previous one; silent elsewhere. */
  progress(answer: Answer): void;
  /** Shows an answer in place of the previous one. */
  redraw(answer: Answer): void;
  /** Shows an answer that stays. */
  print(answer: Answer): void;
}

/** Opens a screen on the two streams of a console. */
export function openScreen({ out, aside, env }: Pick<Console, "out" | "aside" | "env">): Screen {
  let drawn: readonly string[] = [];
  const page = (): Page => ({
    // Anyone who reads a pipe or a file has no edge: a column that was cut there would be lost.
    width: out.isTTY ? Math.max(40, out.columns || 100) : Number.POSITIVE_INFINITY,
    colours: out.isTTY === true && env.NO_COLOR === undefined,
  });
  const clear = () => {
    if (drawn.length === 0) return;
    const { width } = page();
    const rows = drawn.map((line) => Math.max(1, Math.ceil(cells(stripVTControlCharacters(line)) / width)));
    out.write(`\u001b[${rows.reduce((sum, row) => sum + row, 0)}A\u001b[0J`);
    drawn = [];
  };
  return {
    progress(answer) {
      if (!aside.isTTY) return;
      const words = answer.progress?.total ? progressLine(answer.progress) : (answer.text ?? "");
      aside.write(`\r\u001b[2K${clipped(words, (aside.columns || 80) - 1)}`);
    },
    redraw(answer) {
      if (aside.isTTY) aside.write("\r\u001b[2K");
      const lines = answerLines(answer, page());
      if (out.isTTY) clear();
      out.write(`${lines.join("\n")}\n`);
      drawn = lines;
    },
    print(answer) {
      this.redraw(answer);
      drawn = [];
    },
  };
}
