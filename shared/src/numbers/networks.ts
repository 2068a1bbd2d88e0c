import { type Words, w } from "../ground/locale.ts";
import { type Label, label } from "../ground/tone.ts";
import { NETWORK_WORDS, type Network } from "./words.ts";

export const NETWORKS = ["mobile", "unicom", "telecom", "broadnet", "unknown"] as const satisfies Network[];

/** Those that have a name, which a rule or a setting can be about. */
export const NAMED_NETWORKS = ["mobile", "unicom", "telecom", "broadnet"] as const satisfies Network[];

export const NAMED_NETWORK_WORDS = {
  mobile: NETWORK_WORDS.mobile,
  unicom: NETWORK_WORDS.unicom,
  telecom: NETWORK_WORDS.telecom,
  broadnet: NETWORK_WORDS.broadnet,
};

const labelsOf = (networks: readonly Network[]): Readonly<Record<string, Label>> =>
  Object.fromEntries(
    networks.map((one) => [one, label("neutral", NETWORK_WORDS[one].zh, NETWORK_WORDS[one].en)]),
  );

/** The same as a choice takes them: no network is better or worse. */
export const NETWORK_LABELS = labelsOf(NETWORKS);
export const NAMED_NETWORK_LABELS = labelsOf(NAMED_NETWORKS);

/** 运营商 is also the carrier that is spoken to, so a number's is called by its networks. */
export const NETWORK: Words = w("号码归属网络", "Network");

/** Where no receipt has named the network of a number. */
export const BY_PREFIX: Words = w("按号段估计", "estimated by prefix");

/** How the network of a message is known (`network_told`). */
export const NETWORK_SOURCE: Words = w("网络判断依据", "Network source");
export const NETWORK_SOURCE_WORDS = {
  true: label("neutral", "回执", "receipt"),
  false: label("neutral", "号段", "prefix"),
} satisfies Record<"true" | "false", Label>;

/** The network of a message, marked where no receipt has named it. */
export function networkText({
  network,
  network_told,
}: {
  readonly network: Network | null;
  readonly network_told: boolean | null;
}): Words {
  const name = NETWORK_WORDS[network ?? "unknown"];
  if (network_told || network === null || network === "unknown") return name;
  return w(`${name.zh}（${BY_PREFIX.zh}）`, `${name.en} (${BY_PREFIX.en})`);
}

/** Networks as they are typed: by their key, or by their Chinese name. */
export function splitNetworks(text: string): string[] {
  const typed = text.split(/[\s,，、;；]+/).filter(Boolean);
  const named = (one: string) =>
    NAMED_NETWORKS.find((key) => key === one || NETWORK_WORDS[key].zh === one) ?? one;
  return [...new Set(typed.map(named))];
}
