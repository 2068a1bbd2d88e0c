/** A personal link as it is typed: for whom, with which values. */
export interface TypedLink {
  readonly cust_flag: string;
  readonly params: Readonly<Record<string, string>>;
  readonly custom_code?: string;
}

/**
 * Personal links, one a line: the customer flag, then a value for each parameter, then (where the domain takes them) a
 * code of one's own. A line from a spreadsheet is cut at its tabs, a typed one at its commas; empty lines are none.
 */
export function typedLinks(text: string, parameters: readonly string[], codes: boolean): TypedLink[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.split(line.includes("\t") ? "\t" : /[,，]/).map((cell) => cell.trim()))
    .filter((cells) => cells.some((cell) => cell !== ""))
    .map(([flag = "", ...rest]) => {
      const values = parameters.map((name, index) => [name, rest[index] ?? ""] as const);
      const code = codes ? rest[parameters.length] : undefined;
      return {
        cust_flag: flag,
        params: Object.fromEntries(values.filter(([, value]) => value !== "")),
        ...(code ? { custom_code: code } : {}),
      };
    });
}

/** Which of them will not become links: without a flag, without a value, or for whom there is one already. */
export function faultyLinks(links: readonly TypedLink[], parameters: readonly string[]): number[] {
  const seen = new Set<string>();
  return links.flatMap((link, index) => {
    const repeated = seen.has(link.cust_flag);
    seen.add(link.cust_flag);
    const lacking = parameters.some((name) => link.params[name] === undefined);
    return link.cust_flag === "" || lacking || repeated ? [index] : [];
  });
}
