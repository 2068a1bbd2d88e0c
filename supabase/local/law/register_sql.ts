/** The register as statements of a migration, and read back from them. */
import { statementsOf } from "../statements.ts";
import { withoutComments } from "./texts.ts";

type Row = Readonly<Record<string, unknown>>;

/** A table that `shared` fills. Its rows are those alone, but where it `keeps` what it has. */
export type RegisterTable = {
  table: string;
  keys: readonly string[];
  rows: readonly object[];
  keeps?: boolean;
};

/** Rows by table and by the values of their keys, each as its JSON. */
export type RegisterRows = Map<string, Map<string, string>>;

const keyOf = (keys: readonly string[], row: Row) => JSON.stringify(keys.map((key) => row[key]));

/** The rows of these tables by their keys. */
export const rowsOf = (tables: readonly RegisterTable[]): RegisterRows =>
  new Map(
    tables.map(({ table, keys, rows }) => [
      table,
      new Map(rows.map((row) => [keyOf(keys, row as Row), JSON.stringify(row)])),
    ]),
  );

/** Rows in SQL, one a line. */
const recordset = (table: string, rows: readonly string[]) =>
  `jsonb_populate_recordset(null::${table}, $register$[\n${rows.join(",\n")}\n]$register$)`;

function upsert({ table, keys, rows: all }: RegisterTable, rows: readonly string[]): string {
  const columns = [...new Set(all.flatMap((row) => Object.keys(row)))];
  const others = columns.filter((column) => !keys.includes(column));
  return `insert into ${table} (${columns.join(", ")})
select ${columns.map((column) => `x.${column}`).join(", ")} from ${recordset(table, rows)} as x
on conflict (${keys.join(", ")}) do update set ${others.map((column) => `${column} = excluded.${column}`).join(", ")}`;
}

function removal({ table, keys }: RegisterTable, gone: readonly string[]): string {
  const rows = gone.map((key) => {
    const values: unknown[] = JSON.parse(key);
    return JSON.stringify(Object.fromEntries(keys.map((name, index) => [name, values[index]])));
  });
  return `delete from ${table} as r using ${recordset(table, rows)} as x where ${keys.map((key) => `r.${key} = x.${key}`).join(" and ")}`;
}

/** What turns the rows that are there into those of `shared`, by table: only what differs. */
export function registerChanges(
  there: RegisterRows,
  tables: readonly RegisterTable[],
): { table: string; statements: string[] }[] {
  const wanted = rowsOf(tables);
  return tables.flatMap((one) => {
    const now = there.get(one.table) ?? new Map<string, string>();
    const then = wanted.get(one.table) ?? new Map<string, string>();
    const gone = one.keeps ? [] : [...now.keys()].filter((key) => !then.has(key));
    const fresh = [...then].filter(([key, row]) => now.get(key) !== row).map(([, row]) => row);
    const statements = [
      ...(gone.length > 0 ? [removal(one, gone)] : []),
      ...(fresh.length > 0 ? [upsert(one, fresh)] : []),
    ];
    return statements.length > 0 ? [{ table: one.table, statements }] : [];
  });
}

/** Reads a migration of the register onto the rows that those before it made. */
export function readRegister(there: RegisterRows, sql: string, tables: readonly RegisterTable[]): void {
  for (const statement of statementsOf(sql)) {
    const [, act = "", table = ""] =
      /^(insert into|delete from) (\S+)/.exec(withoutComments(statement)) ?? [];
    const { keys } = tables.find((one) => one.table === table) ?? {};
    const [, json = "[]"] = /\$register\$([\s\S]*)\$register\$/.exec(statement) ?? [];
    if (!keys) continue; // of a table that is none of the register's any more
    const rows = there.get(table) ?? new Map<string, string>();
    there.set(table, rows);
    for (const row of JSON.parse(json) as Row[]) {
      if (act === "insert into") rows.set(keyOf(keys, row), JSON.stringify(row));
      else rows.delete(keyOf(keys, row));
    }
  }
}
