import { type Words, w } from "../ground/locale.ts";
import { REGION_LINES } from "./region_lines.ts";

/** Regions in which a channel number is bound: the country, a province, a city (CHN-1, table 9-5). */

export interface Region {
  /** GB/T 2260; 0 is the whole country. */
  readonly code: number;
  /** Its own name. */
  readonly own: Words;
  /** With the name of its province. */
  readonly full: Words;
  /** The code of its province; null of a province and the country. */
  readonly province: number | null;
  /** What people may type for it, in small letters. */
  readonly names: readonly string[];
}

export const COUNTRY: Region = {
  code: 0,
  own: w("全国", "Nationwide"),
  full: w("全国", "Nationwide"),
  province: null,
  names: ["全国", "nationwide", "the whole country", "all", "000000", "0"],
};

const shortOf = (name: string) =>
  name.replace(/(?:特别行政区|(?:壮族|回族|维吾尔)?自治区|省|市|地区|盟)$/, "");

function regionsOf(line: string): Region[] {
  const entries = line.split("; ").map((entry) => {
    const [, code = "", zh = "", en = ""] = /^(\d{6}) (\S+) (.+)$/.exec(entry) ?? [];
    return { code: Number(code), zh, en };
  });
  const [province, ...cities] = entries;
  if (province === undefined) return [];
  const names = (...all: string[]) => [...new Set(all.map((name) => name.toLowerCase()))];
  return [
    {
      code: province.code,
      own: province,
      full: province,
      province: null,
      names: names(String(province.code), province.zh, shortOf(province.zh), province.en),
    },
    ...cities.map(({ code, zh, en }) => ({
      code,
      own: { zh, en },
      full: { zh: `${province.zh}${zh}`, en: `${en}, ${province.en}` },
      province: province.code,
      names: names(
        String(code),
        zh,
        shortOf(zh),
        `${province.zh}${zh}`,
        `${province.zh} ${zh}`,
        en,
        `${en}, ${province.en}`,
      ),
    })),
  ].map(({ own, full, ...rest }) => ({
    ...rest,
    own: { zh: own.zh, en: own.en },
    full: { zh: full.zh, en: full.en },
  }));
}

/** Every region, the country first, each province before its cities. */
export const REGIONS: readonly Region[] = [COUNTRY, ...REGION_LINES.flatMap(regionsOf)];

/** A name belongs to the first region that has it, so 吉林 is the province; its city is 吉林市. */
const byName = new Map<string, Region>();
for (const region of [...REGIONS].sort((a, b) => Number(a.province !== null) - Number(b.province !== null)))
  for (const name of region.names) if (!byName.has(name)) byName.set(name, region);

/** The names that mean this region and no other: what `npm run law` writes into `private.regions`. */
export function ownNamesOf(region: Region): string[] {
  return region.names.filter((name) => byName.get(name) === region);
}

/** The region that somebody typed: a name in either language, or a code; null for none. */
export function regionOf(typed: string): Region | null {
  return byName.get(typed.trim().toLowerCase()) ?? null;
}

const byCode = new Map(REGIONS.map((region) => [region.code, region]));

/** The name of a region by its code; an unknown code is shown as it is. */
export function regionName(code: number): Words {
  return byCode.get(code)?.full ?? { zh: String(code), en: String(code) };
}
