/** All benchmarks, in the order in which their names are listed. */
import { BASIC_DAY } from "./basic_day.ts";
import { CALLBACKS } from "./callbacks.ts";
import { CARDS } from "./cards.ts";
import { CLAIM, CLAIM_BOSS, CLAIM_DBOS } from "./claim.ts";
import type { Benchmark } from "./contest.ts";
import { DAY } from "./day.ts";
import { DISPATCH } from "./dispatch.ts";
import { DOORS } from "./doors.ts";
import { EXPAND } from "./expand.ts";
import { EXPORT_CSV } from "./export_csv.ts";
import { EXPORT_XLSX } from "./export_xlsx.ts";
import { FIRST_LOAD } from "./first_load.ts";
import { IMPORT } from "./import.ts";
import { LINKS_COLD, LINKS_HOT, LINKS_ONE } from "./links.ts";
import { MINT, MINT_FULL } from "./mint.ts";
import { MONTH } from "./month.ts";
import { PINNED } from "./pinned.ts";
import { RECEIPTS } from "./receipts.ts";
import { REPORT } from "./report.ts";
import { SMPP } from "./smpp.ts";
import { TENANTS_AT_ONCE } from "./tenants.ts";
import { WORKERS } from "./workers.ts";

export const BENCHMARKS: readonly Benchmark[] = [
  IMPORT,
  EXPAND,
  CLAIM,
  CLAIM_BOSS,
  CLAIM_DBOS,
  DISPATCH,
  SMPP,
  RECEIPTS,
  CALLBACKS,
  REPORT,
  LINKS_HOT,
  LINKS_COLD,
  LINKS_ONE,
  MINT,
  MINT_FULL,
  DAY,
  BASIC_DAY,
  CARDS,
  DOORS,
  FIRST_LOAD,
  EXPORT_CSV,
  EXPORT_XLSX,
  PINNED,
  WORKERS,
  TENANTS_AT_ONCE,
  MONTH,
];
