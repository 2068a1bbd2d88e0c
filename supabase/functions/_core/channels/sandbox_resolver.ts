/** The resolver `sandbox`: hands templates to a service that serves docs/carrier.md, and reads what its vendors decide. */
import { VENDORS } from "@tidings/shared/vendors/words.ts";
import { z } from "zod";
import { Silent } from "./calls.ts";
import { ANSWER_MS, parsed } from "./http.ts";
import type { Resolver } from "./resolver.ts";
import { readDecisions } from "./sandbox_calls.ts";
import { post } from "./sandbox_http.ts";

const template = z.object({ carrier_id: z.string().min(1) });
const templateOf = (json: unknown) => template.safeParse(json).data?.carrier_id ?? null;

const capabilities = z.object({
  results: z.array(
    z.object({ number: z.string(), supported: z.boolean(), vendor: z.enum(VENDORS).nullish().catch(null) }),
  ),
});
const capabilitiesOf = (json: unknown) => capabilities.safeParse(json).data?.results ?? null;

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
  async capabilities(channel, template, numbers) {
    const answer = await post(channel, "/v1/capabilities", { template, numbers }, ANSWER_MS);
    const results = answer.status === 200 ? parsed(answer.text, capabilitiesOf) : null;
    if (!results) throw new Silent(`the carrier answered ${answer.status} to a question about numbers`);
    const asked = new Set(numbers);
    const told = results
      .filter(({ number }) => asked.delete(number))
      .map(({ number, supported, vendor }) => ({ phone: number, supported, vendor: vendor ?? null }));
    return { told, why: asked.size === 0 ? null : "the carrier left numbers out" };
  },
};
