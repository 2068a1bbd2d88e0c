/** A typed personal link: customer flag, values, code. */
export interface TypedLink {
  readonly cust_flag: string;
  readonly params: Readonly<Record<string, string>>;
  readonly custom_code?: string;
}

/**
 * Parses personal links, one per line: the customer flag, a value for each parameter, then (where the domain allows it)
 * a custom code. Lines with tabs (pasted from a spreadsheet) are split at tabs, others at commas; empty lines are skipped.
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

/** Lines that will be rejected: without a flag, without a value, or with a flag that occurs before. */
export function faultyLinks(links: readonly TypedLink[], parameters: readonly string[]): number[] {
  const seen = new Set<string>();
  return links.flatMap((link, index) => {
    const repeated = seen.has(link.cust_flag);
    seen.add(link.cust_flag);
    const lacking = parameters.some((name) => !Object.hasOwn(link.params, name));
    return link.cust_flag === "" || lacking || repeated ? [index] : [];
  });
}
