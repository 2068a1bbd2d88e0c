/** KooMessage: what is asked of it besides messages and templates. */
import type { Asked } from "../resolver.ts";
import { registerCallbacks } from "./callbacks.ts";
import { capabilities } from "./capabilities.ts";

export const koomessageAsks = {
  capabilities,
  registerCallbacks,
} satisfies Asked;
