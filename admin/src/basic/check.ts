import type { Finding } from "@tidings/shared/templates/findings.ts";
import { callFunction } from "../ui/call-function.ts";

/** Checks the saved content by what was measured of its media, and answers what was found; the submission requires it. */
export async function checkSaved(template: string): Promise<readonly Finding[]> {
  const { findings } = await callFunction<{ findings: readonly Finding[] }>("check-template", { template });
  return findings;
}
