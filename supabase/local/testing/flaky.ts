/** Files that failed and are taken once more, and files that are taken many times. */
import { spawn } from "node:child_process";
import type { FileRun, Step } from "./step.ts";

/** Files that may fail and then pass in one run, of the sixty-seven that go through a browser or a chat platform. More of them fail it. */
export const MOST_FLAKY = 5;

/** A file that failed in its step. */
export type FailedFile = { step: Step; first: FileRun };

/** The files that failed in a step whose stories go through a browser or a chat platform. Law, functions and units never repeat. */
export const retriable = (step: Step, runs: readonly FileRun[]): FailedFile[] =>
  step.retried ? runs.filter(({ failed }) => failed > 0).map((first) => ({ step, first })) : [];

/** What a second try changes of the sum. `flaky` names the files that failed once and passed alone. */
export type SecondTry = { passed: number; failed: number; flaky: string[] };

/**
 * Takes each of these files once more, alone, on a copy that no other file has seen. With more than {@link MOST_FLAKY} of them the run
 * has failed however a second try ends, so there is none.
 */
export async function tryAgain(
  files: readonly FailedFile[],
  tell: (line: string) => void,
): Promise<SecondTry> {
  const change: SecondTry = { passed: 0, failed: 0, flaky: [] };
  if (files.length > MOST_FLAKY) {
    tell(`${files.length} files failed. At most ${MOST_FLAKY} are taken once more.`);
    return change;
  }
  for (const { step, first } of files) {
    tell(`▸ ${first.file} once more, alone`);
    const second = await step.alone?.(first.file);
    if (!second) continue;
    if (second.failed > 0) tell(second.output.trimEnd());
    else change.flaky.push(first.file);
    tell(`  ${second.passed} passed, ${second.failed} failed (${second.seconds.toFixed(1)} s)`);
    change.passed += second.passed - first.passed;
    change.failed += second.failed - first.failed;
  }
  return change;
}

/** Loops that each take a core, as other work on the machine would. They end with this process. */
function keepBusy(loops: number): () => void {
  const ends =
    "process.stdin.resume().on('end', () => process.exit()); const go = () => { for (let i = 0; i < 1e7; i++); setImmediate(go) }; go()";
  const children = Array.from({ length: loops }, () =>
    spawn(process.execPath, ["-e", ends], { stdio: ["pipe", "ignore", "ignore"] }),
  );
  return () => {
    for (const child of children) child.kill();
  };
}

/** Takes each file so many times, each time alone, and tells its rate. Answers the sum of all tests. */
export async function repeated(
  files: readonly { step: Step; file: string }[],
  { repeat, busy }: { repeat: number; busy: number },
  tell: (line: string) => void,
): Promise<{ passed: number; failed: number }> {
  const sum = { passed: 0, failed: 0 };
  const stop = keepBusy(busy);
  try {
    for (const { step, file } of files) {
      let good = 0;
      for (let time = 1; time <= repeat; time += 1) {
        const ended = await step.alone?.(file);
        if (!ended) break;
        sum.passed += ended.passed;
        sum.failed += ended.failed;
        if (ended.failed === 0) good += 1;
        else tell(`${file}, time ${time} of ${repeat}:\n${ended.output.trimEnd()}`);
      }
      tell(`${good} of ${repeat} ${file}`);
    }
  } finally {
    stop();
  }
  return sum;
}
