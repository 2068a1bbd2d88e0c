/** What a report of tests says in figures. */

/** How tests ended. `output` tells of what failed, and is empty where nothing did. */
export type Figures = { passed: number; failed: number; output: string };

/** A run that failed as a whole, with its reason. */
export const wrong = (output: string): Figures => ({ passed: 0, failed: 1, output });

/** The sum of two. */
export const added = (one: Figures, other: Figures): Figures => ({
  passed: one.passed + other.passed,
  failed: one.failed + other.failed,
  output: one.output + other.output,
});

/** The figures under a report of `node --test`. Skipped, cancelled and promised tests count as failed: none may be. */
export function nodeFigures(output: string, code: number | null): Figures {
  const figure = (what: string) => Number(new RegExp(`^ℹ ${what} (\\d+)$`, "m").exec(output)?.[1] ?? 0);
  const passed = figure("pass");
  const failed = ["fail", "cancelled", "skipped", "todo"].reduce((sum, what) => sum + figure(what), 0);
  if (failed === 0 && (code !== 0 || passed === 0)) return { passed, failed: 1, output };
  return { passed, failed, output: failed > 0 ? failuresOf(output) : "" };
}

/** The part of a spec report that tells of failures; all of it when there is no such part. */
function failuresOf(output: string): string {
  const at = output.indexOf("✖ failing tests:");
  return at < 0 ? output : output.slice(at);
}

/** The figures under a report of `deno test`. */
export function denoFigures(output: string, code: number | null): Figures {
  const [, passed = "0", failed = "0"] =
    /(\d+) passed(?: \(\d+ steps?\))? \| (\d+) failed/.exec(output) ?? [];
  const [, left = "0"] = /\| (\d+) ignored/.exec(output) ?? [];
  const bad = Number(failed) + Number(left);
  if (bad === 0 && (code !== 0 || Number(passed) === 0)) return { passed: Number(passed), failed: 1, output };
  return { passed: Number(passed), failed: bad, output: bad > 0 ? output : "" };
}

/** As much of one failure as tells what was wrong, in characters. */
const MOST_OF_ONE = 600;

/** Where, what and why of each failed test in reports of Node, without what it was called from: short enough to stand under all other output. */
export function failuresInShort(output: string): string[] {
  return output
    .split(/^(?=test at )/m)
    .filter((part) => part.startsWith("test at "))
    .map((part) =>
      part
        .split("\n")
        .filter((line) => line.trim() && !/^\s+at /.test(line))
        .join("\n")
        .slice(0, MOST_OF_ONE),
    );
}
