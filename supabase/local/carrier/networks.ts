/** The network of a number, as this carrier has it in its own books: by prefix, but for those that moved. */
import { mix } from "./hash.ts";

const NAMES = ["mobile", "unicom", "telecom", "broadnet"] as const;
export type NetworkName = (typeof NAMES)[number];

const PREFIXES: Readonly<Record<NetworkName, string>> = {
  mobile:
    "134 135 136 137 138 139 147 148 150 151 152 157 158 159 165 172 178 182 183 184 187 188 195 197 198",
  unicom: "130 131 132 145 146 155 156 166 167 171 175 176 185 186 196",
  telecom: "133 149 153 162 173 177 180 181 189 190 191 193 199",
  broadnet: "192",
};

const BY_PREFIX = new Map(
  NAMES.flatMap((name) => PREFIXES[name].split(" ").map((prefix) => [Number(prefix), name] as const)),
);

/** One in so many has moved to another network and kept its digits. */
const MOVED = 50;
/** Numbers whose end says what becomes of them (`fixed`) have moved nowhere. */
const FIRST_OF_FIXED = 86_138_000_000_00;
const LAST_OF_FIXED = 86_138_000_000_99;

/** In which network a number (`8613800138000`) is; null for one of another country, or of no known prefix. */
export function networkOf(phone: number): NetworkName | null {
  const home = BY_PREFIX.get(Math.floor(phone / 1e8) - 86_000);
  if (home === undefined) return null;
  const fixed = phone >= FIRST_OF_FIXED && phone <= LAST_OF_FIXED;
  const luck = mix(mix(phone % 2 ** 32) + 0x6e657477);
  if (fixed || luck % MOVED > 0) return home;
  return NAMES[(NAMES.indexOf(home) + 1 + (Math.floor(luck / MOVED) % 2)) % 3] ?? home;
}
