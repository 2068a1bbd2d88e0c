import { callFunction } from "../ui/call-function.ts";

/** Checks the saved content. `submit_template` requires the check and reports its findings. */
export async function checkSaved(template: string): Promise<void> {
  await callFunction("check-template", { template });
}
