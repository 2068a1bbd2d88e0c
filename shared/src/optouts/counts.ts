import type { Words } from "../ground/locale.ts";

/** How many numbers of a file have opted out, by signature (OPT-1), those with most first: `【云杉商城】 3; 【云杉会员】 1`. */
export function optedOutWords(by: Readonly<Record<string, number>>): Words {
  const told = Object.entries(by)
    .sort(([, a], [, b]) => b - a)
    .map(([signature, count]) => `【${signature}】 ${count.toLocaleString("en")}`);
  return { zh: told.join("；"), en: told.join("; ") };
}
