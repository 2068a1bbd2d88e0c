/** The steps of `npm test`, in order. */
import { join } from "node:path";
import { ROOT } from "../env.ts";
import { check, denoCheck } from "./checks.ts";
import type { Copies } from "./copies.ts";
import { denoTests } from "./deno.ts";
import { type Lane, nodeTests } from "./node.ts";
import { bin, LIMIT, type Step } from "./step.ts";
import type { PreparedDatabase } from "./test_database.ts";

/** Journeys and screens wait more than they work: three copies at once, and the full one, keep two cores busy. */
const COPIES = 3;
const HOUSES = ["shared", "bot", "admin", "supabase", "e2e"];

/** The steps. Those of one line leave each other time, and run at once. */
export function stepsOf(copies: Copies, prepared: () => Promise<PreparedDatabase>): Step[][] {
  const inOne = { inOne: true };
  /** With the prepared database, which tests start a server on a copy of. */
  const database: Lane = async () => (await prepared()).env;
  const onDatabase = { lanes: [database, database] };
  /** A server with it, for one file at a time: sealing and rolling up wait for every transaction of a server. */
  const server: Lane = async () => (await prepared()).startServer();
  const onServers = { lanes: [server, server] };
  const ofCopies = { retried: true, limitMs: LIMIT.browser };
  const onCopies = {
    ...ofCopies,
    lanes: Array.from({ length: COPIES }, () => () => copies.shared("bare")),
    fresh: () => copies.fresh("bare"),
  };
  const onFullCopy = {
    ...ofCopies,
    lanes: [() => copies.shared("past")],
    fresh: () => copies.fresh("past"),
  };
  return [
    [
      check("format and lint", bin("biome"), ["ci", "--error-on-warnings", "."]),
      check("types", bin("tsc"), ["--noEmit", "-p", "tsconfig.json"]),
      denoCheck("types of the functions"),
      check("arrows", bin("depcruise"), ["--config", ".dependency-cruiser.cjs", ...HOUSES]),
    ],
    [
      nodeTests("words and panel", ["shared/src/**/*.test.ts", "admin/src/**/*.test.{ts,tsx}"], inOne),
      nodeTests("bot", ["bot/src/**/*.test.ts"], inOne),
    ],
    [nodeTests("local stack", ["supabase/{local,deploy}/**/*.test.ts"])],
    // The soak waits two thirds of its time for what it has killed.
    [
      nodeTests("law", ["supabase/tests/**/*.test.ts"], onServers),
      nodeTests("soak", ["supabase/soak/**/*.test.ts"], onDatabase),
    ],
    [
      denoTests("words under Deno", ["shared/src/!(node)/**/*.test.ts"]),
      denoTests("functions", ["supabase/functions/**/*.test.ts"], "supabase/functions/link/deno.json"),
      check("types of the database", process.execPath, [join(ROOT, "supabase/local/types.ts"), "--check"]),
      nodeTests("benchmarks", ["supabase/bench/**/*.test.ts"], onDatabase),
      nodeTests("doubles", ["e2e/doubles/**/*.test.ts"]),
    ],
    // Chromium is unpacked here once, before several journeys would unpack it into the same place.
    [check("browser for the journeys and screens", process.execPath, [join(ROOT, "e2e/screens/browser.ts")])],
    [
      nodeTests(
        "journeys and screens",
        ["e2e/journeys/**/*.test.ts", "e2e/screens/!(pages).test.ts"],
        onCopies,
      ),
      nodeTests("pages with sixty days in them", ["e2e/screens/pages.test.ts"], onFullCopy),
    ],
  ];
}
