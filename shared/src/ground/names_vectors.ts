/** Names and whether they are allowed. Shared by the tests of this rule and of its copy in the database. */
export const NAME_VECTORS: readonly (readonly [string, boolean])[] = [
  ["双十一 会员日（A/B）", true],
  ["Sale 50% off! №7 «été»", true],
  ["家庭日 👨\u200d👩\u200d👧", true],
  ["a\nb", false],
  ["a\r\nb", false],
  ["a\tb", false],
  ["a\u0007b", false],
  ["a\u007fb", false],
  ["a\u0085b", false],
  ["soft\u00adhyphen", false],
  ["\u200bzero", false],
  ["zero\u200c", false],
  ["\u202egnp.exe", false],
  ["a\u200fb", false],
  ["a\u2066b\u2069", false],
  ["a\u2028b", false],
  ["\ufeffbom", false],
];

/** Texts of several lines and whether they are allowed: as names, but line ends and tabs may be in them. */
export const TEXT_VECTORS: readonly (readonly [string, boolean])[] = [
  ...NAME_VECTORS.filter(([name]) => !/[\t\r\n]/.test(name)),
  ["亲爱的会员：\r\n\t您好\n", true],
  ["爱心 ❤\ufe0f", true],
  ["a\n\u202eb", false],
  ["a\u001bb", false],
  ["a\u2029b", false],
  ["a\u200eb", false],
  ["a\u202cb", false],
];
