/** A step of `npm test`, what it found, and how long steps may take. */
import { globSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../env.ts";
import { added, type Figures } from "./figures.ts";

/** How one file of tests went by itself. */
export type FileRun = Figures & { file: string; seconds: number };

/** What a step found; `runs` are its files, where each of them is run by itself. */
export type StepResult = Figures & { runs: FileRun[] };

/**
 * A step of `npm test`. `run` takes those of its files that are given, and never throws. `alone` takes one file with nothing beside it, in an
 * environment that no other file has seen. `retried` are steps whose stories go through a browser or a chat platform.
 */
export type Step = {
  name: string;
  files: readonly string[];
  retried: boolean;
  run(files: readonly string[]): Promise<StepResult>;
  alone?(file: string): Promise<FileRun>;
};

/** `npm run screens` opens every page in every look: all limits but those of a single test are so many times as long. */
const PATIENCE = process.env.TIDINGS_LOOKS === undefined ? 1 : 4;
/** A step, or one file of it, may take this long, in milliseconds, before it is stopped and counts as failed. */
export const LIMIT = {
  check: 300_000,
  unit: 1_500_000,
  browser: 3_000_000 * PATIENCE,
  file: 900_000 * PATIENCE,
};
/** All steps together have this long, in milliseconds: a quiet machine of two cores needs half of it, a busy one may need it all. */
const BUDGET = 5_100_000 * PATIENCE;

/** A step's limit, or what is left of the budget where that is less. */
export const within = (limitMs: number) => Math.max(5_000, Math.min(limitMs, BUDGET - performance.now()));

/** A program of node_modules. */
export const bin = (name: string) => join(ROOT, "node_modules/.bin", name);

/** The files of these patterns, in order. */
export const find = (patterns: readonly string[]): string[] =>
  globSync([...patterns], { cwd: ROOT, exclude: (path) => path.includes("node_modules") }).sort();

/** Runs `work` and tells how long it took. */
export async function timed(file: string, work: () => Promise<Figures>): Promise<FileRun> {
  const began = performance.now();
  const figures = await work();
  return { ...figures, file, seconds: (performance.now() - began) / 1000 };
}

/** The sum of several results. */
export const summed = (results: readonly StepResult[]): StepResult =>
  results.reduce((one, other) => ({ ...added(one, other), runs: [...one.runs, ...other.runs] }), {
    passed: 0,
    failed: 0,
    output: "",
    runs: [],
  });
