/** The resolver `sandbox`: hands templates to a service that serves docs/carrier.md, and reads what its vendors decide. */

import type { Profile } from "@tidings/shared/accounts/content.ts";
import { troubleWords } from "@tidings/shared/channels/trouble.ts";
import { VENDORS } from "@tidings/shared/vendors/words.ts";
import { z } from "zod";
import type { AccountHandoff, SubmitAccount } from "./account.ts";
import { Silent } from "./calls.ts";
import { ANSWER_MS, parsed } from "./http.ts";
import type { Resolver, TemplateHandoff } from "./resolver.ts";
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

const refusal = z.object({ error: z.object({ message: z.string() }) });
const refusalOf = (json: unknown) => refusal.safeParse(json).data?.error.message ?? null;

/** A service account as docs/carrier.md has it: each picture with the address at which it is read. */
function accountBody({ version, frozen, profile, menus, home, pictures }: AccountHandoff) {
  const picture = (one: Profile["logo"]) =>
    one?.path ? { ...one, address: pictures[one.path] ?? null } : null;
  return {
    version,
    frozen,
    profile: { ...profile, logo: picture(profile.logo), authorisation: picture(profile.authorisation) },
    menus,
    home: home && { ...home, background: picture(home.background) },
  };
}

const submitAccount: SubmitAccount = async (channel, account) => {
  const { reference, parts: handed, ids, handed: before } = account;
  try {
    const path = `/v1/accounts/${encodeURIComponent(reference)}`;
    const answer = await post(channel, path, accountBody(account), ANSWER_MS, {}, "PUT");
    const id = answer.status === 200 ? parsed(answer.text, templateOf) : null;
    if (id) return { outcome: "handed", why: null, ids: { account: id }, handed };
    const why = answer.status === 422 ? parsed(answer.text, refusalOf) : null;
    if (why) return { outcome: "refused", why: troubleWords(why), ids, handed: before };
    const said = troubleWords(`the carrier answered ${answer.status} to a service account`);
    return { outcome: "away", why: said, ids, handed: before };
  } catch (error) {
    if (!(error instanceof Silent)) throw error;
    return { outcome: "away", why: troubleWords(error.message), ids, handed: before };
  }
};

/** A template as docs/carrier.md has it. */
function templateBody(handoff: TemplateHandoff) {
  const { reference, kind, content, callback_url } = handoff;
  if (kind === "basic") {
    const { name, signature, days } = handoff;
    return { reference, kind, name, signature, days, content, callback_url };
  }
  const { layout, vendors, usage, signatures, replaces } = handoff;
  const sms = vendors.includes("vivo") ? { sms_signatures: signatures } : {};
  const before = replaces ? { replaces } : {};
  return { reference, kind, layout, vendors, usage, ...sms, ...before, content, callback_url };
}

/** Speaks to the resolver of the sandbox, or to whatever stands in for it. */
export const sandboxResolver: Resolver = {
  async submitTemplate(channel, handoff) {
    const answer = await post(channel, "/v1/templates", templateBody(handoff), ANSWER_MS);
    const id = answer.status === 202 || answer.status === 200 ? parsed(answer.text, templateOf) : null;
    if (!id) throw new Silent(`the carrier answered ${answer.status} to a template`);
    return id;
  },
  readCall: readDecisions,
  submitAccount,
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
