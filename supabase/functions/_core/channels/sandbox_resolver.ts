/** The resolver `sandbox`: hands templates to a service that serves docs/carrier.md, and reads what its vendors decide. */
import { z } from "zod";
import { Silent } from "./calls.ts";
import { ANSWER_MS, parsed } from "./http.ts";
import type { Resolver } from "./resolver.ts";
import { readDecisions } from "./sandbox_calls.ts";
import { post } from "./sandbox_http.ts";

const template = z.object({ carrier_id: z.string().min(1) });
const templateOf = (json: unknown) => template.safeParse(json).data?.carrier_id ?? null;

/** Speaks to the resolver of the sandbox, or to whatever stands in for it. */
export const sandboxResolver: Resolver = {
  async submitTemplate(channel, { reference, kind, layout, vendors, usage, content, callback_url }) {
    const handoff = { reference, kind, layout, vendors, usage, content, callback_url };
    const answer = await post(channel, "/v1/templates", handoff, ANSWER_MS);
    const id = answer.status === 202 || answer.status === 200 ? parsed(answer.text, templateOf) : null;
    if (!id) throw new Silent(`the carrier answered ${answer.status} to a template`);
    return id;
  },
  readCall: readDecisions,
};
