/** What the service keeps: rows of tables, each change a line of a file. It is on the disk before it is answered. */
import { Lines } from "../ground/lines.ts";

type Line = { table: string; id: string; row: unknown };

export class Table<Row> {
  readonly rows = new Map<string, Row>();
  readonly #write: (id: string, row: Row | null) => void;

  constructor(write: (id: string, row: Row | null) => void) {
    this.#write = write;
  }

  get(id: string): Row | undefined {
    return this.rows.get(id);
  }

  get all(): Row[] {
    return [...this.rows.values()];
  }

  put(id: string, row: Row): void {
    this.#write(id, row);
    this.rows.set(id, row);
  }

  drop(id: string): void {
    this.#write(id, null);
    this.rows.delete(id);
  }
}

export class Store {
  readonly #lines: Lines<Line>;
  readonly #kept = new Map<string, Map<string, unknown>>();

  constructor(path: string) {
    this.#lines = new Lines(path, ({ table, id, row }) => {
      const rows = this.#kept.get(table) ?? new Map<string, unknown>();
      this.#kept.set(table, rows);
      if (row === null) rows.delete(id);
      else rows.set(id, row);
    });
  }

  table<Row>(name: string): Table<Row> {
    const table = new Table<Row>((id, row) => this.#lines.add({ table: name, id, row }));
    for (const [id, row] of this.#kept.get(name) ?? []) table.rows.set(id, row as Row);
    return table;
  }

  close(): void {
    this.#lines.close();
  }
}
