import assert from "node:assert/strict";
import test from "node:test";
import { pageOf, rangeOf } from "./uncounted.ts";

/** A query builder that records its calls. */
class Noting {
  readonly asked: string[] = [];
  eq(column: string, value: unknown) {
    return this.note(`${column} = ${value}`);
  }
  order(column: string, { ascending }: { ascending: boolean }) {
    return this.note(`${column} ${ascending ? "up" : "down"}`);
  }
  range(from: number, to: number) {
    return this.note(`${from} to ${to}`);
  }
  note(what: string) {
    this.asked.push(what);
    return this;
  }
}

const third = { pagination: { currentPage: 3, pageSize: 10 } };
const rows = (count: number) => Array.from({ length: count }, (_, id) => ({ id }));

test("a page that is not counted reads one row more, in the table's order and under its filters", () => {
  const query = rangeOf(
    new Noting(),
    {
      ...third,
      filters: [{ field: "status", operator: "eq", value: "frozen" }],
      sorters: [{ field: "id", order: "desc" }],
    },
    (filter, made) => made.eq("field" in filter ? filter.field : "", filter.value),
  );
  assert.deepEqual(query.asked, ["status = frozen", "id down", "20 to 30"]);
});

test("the row more says that there is a next page, and is not shown", () => {
  const more = pageOf(rows(11), third);
  assert.deepEqual([more.data.length, more.total], [10, 31]);
  const last = pageOf(rows(10), third);
  assert.deepEqual([last.data.length, last.total], [10, 30]);
  assert.deepEqual(pageOf([], { pagination: { currentPage: 1, pageSize: 10 } }), { data: [], total: 0 });
});
