/** Codes that TypeScript and SQL both take or refuse. Each differs from a good one in one way. */
export const CREDIT_CODES: readonly (readonly [code: string, good: boolean, why: string])[] = [
  ["91350100M000100Y43", true, "the example of GB 32100-2015"],
  ["91350100M000100Y44", false, "another check character"],
  ["91350100M000010Y43", false, "two digits changed places"],
  ["9135010OM000100Y43", false, "the letter O in place of 0"],
  ["91350100M000100Y4", false, "17 characters"],
  ["91350100M000100Y433", false, "19 characters"],
  ["91350100m000100y43", false, "small letters, which are stored as capitals"],
  ["", false, "nothing"],
];

export const ORGANISATION_CODES: readonly (readonly [code: string, good: boolean, why: string])[] = [
  ["D2143569X", true, "the example of GB 11714, whose check character is 10"],
  ["D21435698", false, "another check character"],
  ["D2134569X", false, "two digits changed places"],
  ["D214356X", false, "eight characters"],
  ["000000000", true, "the check character of nothing is 0"],
  ["D2143569x", false, "a small x, which is stored as a capital"],
];
