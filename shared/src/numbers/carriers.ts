import { type Words, w } from "../ground/locale.ts";

/** The networks of mainland China, and the virtual operators that rent from them. */
export const CARRIERS = ["mobile", "unicom", "telecom", "broadnet"] as const;
export type Carrier = (typeof CARRIERS)[number];

export const CARRIER_WORDS: Readonly<Record<Carrier, Words>> = {
  mobile: w("中国移动", "China Mobile"),
  unicom: w("中国联通", "China Unicom"),
  telecom: w("中国电信", "China Telecom"),
  broadnet: w("中国广电", "China Broadnet"),
};

/**
 * Prefixes by network, as of 2019 with 192 added. Four digits where a prefix is shared by the virtual
 * operators of several networks. Numbers are portable, so this is an estimate: display it as one, never route
 * or bill by it.
 */
const PREFIXES: Readonly<Record<Carrier, string>> = {
  mobile:
    "134 135 136 137 138 139 147 148 150 151 152 157 158 159 165 172 178 182 183 184 187 188 195 197 198 1703 1705 1706",
  unicom: "130 131 132 145 146 155 156 166 167 171 175 176 185 186 196 1704 1707 1708 1709",
  telecom: "133 149 153 162 173 177 180 181 189 190 191 193 199 1700 1701 1702",
  broadnet: "192",
};

const byPrefix = new Map<string, Carrier>(
  CARRIERS.flatMap((carrier) => PREFIXES[carrier].split(" ").map((prefix) => [prefix, carrier] as const)),
);

/** The network an E.164 number of mainland China probably belongs to; null for a prefix not in the table. */
export function estimatedCarrier(phone: string): Carrier | null {
  const digits = phone.startsWith("+86") ? phone.slice(3) : phone;
  return byPrefix.get(digits.slice(0, 4)) ?? byPrefix.get(digits.slice(0, 3)) ?? null;
}
