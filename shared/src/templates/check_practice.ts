import { offersOptOut } from "../ground/optout.ts";
import { isPrivateAddress } from "../ground/private_networks.ts";
import { segmentsOf, smsLength } from "../ground/segments.ts";
import { isMarketing } from "../layouts/catalogue.ts";
import type { Layout } from "../layouts/layout.ts";
import { ACTIONS } from "./actions.ts";
import { type Finding, finding } from "./findings.ts";
import { claimsIn } from "./forbidden_claims.ts";
import { fillText } from "./parameters.ts";
import { actionsOf, textsOf, textsOfActions } from "./texts.ts";

/**
 * What a person who reviews would object to, beyond what the layout asks: no way to opt out, words of trials, claims, links by number, an SMS of several
 * parts. Each with its place and what to do.
 */
export function checkPractice(
  layout: Layout,
  usage: "commercial" | "trial",
  content: { readonly slots: unknown },
  examples: Readonly<Record<string, string>>,
): Finding[] {
  const texts = textsOf(content, layout);
  return [
    ...(isMarketing(layout) ? [...checkOptOut(layout, texts), ...checkClaims(content, texts)] : []),
    ...(usage === "commercial" ? checkTrialWords(texts) : []),
    ...checkLinks(content, examples),
    ...checkSms(content, examples),
  ];
}

type Texts = readonly (readonly [path: string, text: string])[];

function checkOptOut(layout: Layout, texts: Texts): Finding[] {
  if (texts.some(([, text]) => offersOptOut(text))) return [];
  return [finding(placeOfBody(layout, texts), "opt_out")];
}

/** Where one adds a sentence: the longest text that the layout has, else the content as such. */
function placeOfBody(layout: Layout, texts: Texts): string {
  const slots = layout.slots.filter((slot) => slot.kind === "text");
  const body = slots.find(({ name }) => name === "body") ?? slots.find(({ multiline }) => multiline);
  if (body) return `slots.${body.name}`;
  return texts.find(([path]) => /\.(body|subtitle)$/.test(path))?.[0] ?? "slots";
}

/** Advertising alone: a notice of an order advertises nothing. */
function checkClaims(content: { readonly slots: unknown }, texts: Texts): Finding[] {
  return [...texts, ...textsOfActions(content)].flatMap(([path, text]) =>
    claimsIn(text).map(({ word, level, why, source }) =>
      finding(path, level === "error" ? "claim_forbidden" : "claim", { word, why, source }),
    ),
  );
}

function checkTrialWords(texts: Texts): Finding[] {
  const [found] = texts.flatMap(([path, text]) => {
    const word = /测试|试商用/.exec(text)?.[0];
    return word ? [{ path, word }] : [];
  });
  return found ? [finding(found.path, "trial_words", { word: found.word })] : [];
}

const IPV4 = /^\d+\.\d+\.\d+\.\d+$/;

/** A link to a number in place of a name: vendors and carriers block it, and a private one leads nowhere. */
function checkLinks(
  content: { readonly slots: unknown },
  examples: Readonly<Record<string, string>>,
): Finding[] {
  return actionsOf(content.slots).flatMap(([path, action]) =>
    ACTIONS[action.type].fields
      .filter(({ kind }) => kind === "url" || kind === "deep_link")
      .flatMap(({ name }) => {
        const address = fillText(action[name] ?? "", examples);
        if (!/^https?:/i.test(address) || !URL.canParse(address)) return [];
        const host = new URL(address).hostname;
        const inner = host === "localhost" || (IPV4.test(host) && isPrivateAddress(host));
        if (inner) return [finding(`${path}.${name}`, "url_private")];
        return IPV4.test(host) || host.startsWith("[") ? [finding(`${path}.${name}`, "url_number")] : [];
      }),
  );
}

/** Who taps sends it from their own phone, and pays for each part. */
function checkSms(
  content: { readonly slots: unknown },
  examples: Readonly<Record<string, string>>,
): Finding[] {
  return actionsOf(content.slots).flatMap(([path, action]) => {
    const text = action.type === "send_sms" ? fillText(action.body ?? "", examples) : "";
    const segments = segmentsOf(text);
    if (segments < 2) return [];
    return [finding(`${path}.body`, "sms_long", { count: smsLength(text), segments })];
  });
}
