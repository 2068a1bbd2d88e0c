import { callFunction } from "../ui/call-function.ts";

/** Has the saved content checked; without it `submit_template` refuses. What was found is for that verb to tell. */
export async function checkSaved(template: string): Promise<void> {
  await callFunction("check-template", { template });
}
