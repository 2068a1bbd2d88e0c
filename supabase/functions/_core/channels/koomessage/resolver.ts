/** The resolver `koomessage`: its templates, what its vendors decide about them, and the links that it makes. */
import type { Resolver } from "../resolver.ts";
import { submitAccount } from "./accounts.ts";
import { registerCallbacks } from "./callbacks.ts";
import { capabilities } from "./capabilities.ts";
import { mint } from "./mint.ts";
import { deleteTemplate, setTemplate, submitTemplate, templateStates } from "./templates.ts";

export const koomessageResolver: Resolver = {
  submitTemplate,
  templateStates,
  setTemplate,
  deleteTemplate,
  mint,
  capabilities,
  registerCallbacks,
  submitAccount,
  /** Its calls are one set an account and signed by nothing: `receive-receipts` reads them by their address. */
  readCall: () => Promise.resolve({ outcome: "other" }),
};
