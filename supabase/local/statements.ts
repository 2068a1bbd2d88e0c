/** Cutting a SQL file into statements the way the Supabase CLI does, since its history keeps them one by one. */

/** Where a quoted or commented stretch that begins at `at` ends (exclusive), or undefined when none begins there. */
function stretchEnd(sql: string, at: number): number | undefined {
  const rest = (end: number) => (end < 0 ? sql.length : end);
  if (sql.startsWith("--", at)) return rest(sql.indexOf("\n", at));
  if (sql.startsWith("/*", at)) return blockEnd(sql, at);
  if (sql[at] === "'")
    return quoteEnd(sql, at, /[eE]/.test(sql[at - 1] ?? "") && !/[\w$]/.test(sql[at - 2] ?? ""));
  if (sql[at] === '"') return quoteEnd(sql, at, false);
  if (sql[at] === "$" && !/[\w$]/.test(sql[at - 1] ?? "")) {
    const tag = /^\$(?:[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$/.exec(sql.slice(at, at + 70))?.[0];
    if (!tag) return undefined;
    const close = sql.indexOf(tag, at + tag.length);
    return close < 0 ? sql.length : close + tag.length;
  }
  return undefined;
}

/** The end of a block comment; they nest in Postgres. */
function blockEnd(sql: string, at: number): number {
  let depth = 0;
  for (let i = at; i < sql.length; i++) {
    if (sql.startsWith("/*", i)) depth++;
    else if (sql.startsWith("*/", i)) depth--;
    else continue;
    i++;
    if (depth === 0) return i + 1;
  }
  return sql.length;
}

/** The end of a quoted stretch; a doubled quote stays inside, a backslash too where `escapes` is set (E'…'). */
function quoteEnd(sql: string, at: number, escapes: boolean): number {
  const quote = sql[at];
  for (let i = at + 1; i < sql.length; i++) {
    if (escapes && sql[i] === "\\") i++;
    else if (sql[i] === quote) {
      if (sql[i + 1] !== quote) return i + 1;
      i++;
    }
  }
  return sql.length;
}

/**
 * The statements of `sql`, each trimmed and without its closing semicolon, empty ones left out. Semicolons in
 * quotes, comments, dollar bodies and `begin atomic … end` bodies do not cut.
 */
export function statementsOf(sql: string): string[] {
  const found: string[] = [];
  let start = 0;
  let depth = 0;
  let before = "";
  const take = (end: number) => {
    const statement = sql.slice(start, end).trim();
    if (statement) found.push(statement);
  };
  for (let i = 0; i < sql.length; ) {
    const end = stretchEnd(sql, i);
    if (end !== undefined) {
      i = end;
      continue;
    }
    const word = /^[A-Za-z_]\w*/.exec(sql.slice(i, i + 64))?.[0].toLowerCase();
    if (word) {
      if (depth === 0 && word === "atomic" && before === "begin") depth = 1;
      else if (depth > 0 && word === "case") depth++;
      else if (depth > 0 && word === "end") depth--;
      before = word;
      i += word.length;
      continue;
    }
    if (sql[i] === ";" && depth === 0) {
      take(i);
      start = i + 1;
    }
    i++;
  }
  take(sql.length);
  return found;
}
