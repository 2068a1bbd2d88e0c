import { problemOf } from "@tidings/shared/catalogue/problems.ts";
import type { Answer } from "../../ground/answer.ts";
import { traceNow } from "../../ground/trace.ts";
import type { SavedAnswer } from "./files.ts";

/**
 * What `--json` prints: rows, pages and refusals as the routes of the API answer them. Beside a row stands `shown`, where it waits for a
 * decision, which a route tells among its transitions. What has no route is printed as the answer that it is.
 */
export function forProgram(answer: Answer, saved: SavedAnswer["answer"]): unknown {
  const { refusal, title, text, data, shown } = answer;
  if (refusal) {
    const { status, code, option } = refusal;
    const told = title ? { detail: title, hint: text ?? "" } : { detail: text ?? "" };
    const details = option === undefined ? {} : { field: option };
    return problemOf({ status, code }, { ...told, details }, traceNow() ?? "");
  }
  if (data === undefined) return saved;
  return {
    ...data,
    ...(shown === undefined ? {} : { shown }),
    ...(answer.file && saved.file ? { file: saved.file } : {}),
  };
}
