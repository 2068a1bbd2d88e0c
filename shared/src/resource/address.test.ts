import assert from "node:assert/strict";
import test from "node:test";
import { DECLARED } from "../catalogue/declared.ts";
import { daysOf, type ListKeys, listLink, PLAIN, RESERVED, readAddress, writeAddress } from "./address.ts";

const KEYS: ListKeys = {
  filters: [
    { name: "name", kind: "text" },
    { name: "state", kind: "choice", options: [{ value: "in_review" }, { value: "approved" }] },
    { name: "enabled", kind: "flag" },
    { name: "lines", kind: "number" },
    { name: "created_at", kind: "time" },
  ],
  sorts: ["created_at", "name"],
};
const read = (text: string, base = PLAIN) => readAddress(new URLSearchParams(text), KEYS, base);

test("an address is read, written and read again without loss, and stays readable", () => {
  const text =
    "name=abc&state=in_review&created_at=2026-11-01..2026-11-07&sort=-created_at&columns=state.name&density=dense";
  const query = read(text);
  assert.deepEqual(query, {
    filters: { name: "abc", state: "in_review", created_at: "2026-11-01..2026-11-07" },
    sort: { by: "created_at", down: true },
    columns: ["state", "name"],
    dense: true,
  });
  assert.equal(writeAddress(query).toString(), text);
  assert.equal(writeAddress(PLAIN).toString(), "");
});

test("names with any letters survive the address", () => {
  for (const name of ["会员日 & 满减", "100%", "a=b&c", "..", "+86", "\u{1F600}", "-x"]) {
    const address = writeAddress({ ...PLAIN, filters: { name } }).toString();
    assert.equal(read(address).filters.name, name);
  }
});

test("unknown keys and bad values are passed over", () => {
  const bad = [
    "nonsense=1",
    "state=nowhere",
    "enabled=maybe",
    "lines=-1",
    "lines=1e9",
    "sort=password",
    "sort=-",
    "created_at=2026-11-01",
    "columns=..",
    "columns=a%20b",
    "created_at=2026-13-01..2026-13-02",
    "created_at=2026-02-30..2026-03-01",
    "created_at=2026-11-07..2026-11-01",
    `name=${"x".repeat(201)}`,
    "filters%5B0%5D%5Bfield%5D=state&__proto__=1&constructor=2",
  ];
  for (const text of bad) assert.deepEqual(read(text), PLAIN, text);
});

test("the address wins over its base, and says only what differs; an empty value takes away what the base has", () => {
  const base = read("state=in_review&sort=name&columns=name&density=dense");
  assert.deepEqual(read("", base), base);
  assert.equal(read("state=approved", base).filters.state, "approved");
  assert.deepEqual(read("state=&sort=&columns=&density=", base), PLAIN);
  assert.equal(writeAddress(PLAIN, base).toString(), "state=&sort=&columns=&density=");
  assert.equal(writeAddress(base, base).toString(), "");
  const other = read("state=approved&name=x&sort=-name", base);
  assert.deepEqual(read(writeAddress(other, base).toString(), base), other);
});

test("a bad value does not take away what the base has", () => {
  const base = read("state=in_review&sort=name");
  assert.deepEqual(read("state=nowhere&sort=nothing", base), base);
});

test("a link to a list is short", () => {
  assert.equal(listLink("domains", { state: "in_review" }), "/domains?state=in_review");
  assert.equal(listLink("domains", {}), "/domains");
  assert.equal(listLink("domains", {}, { by: "created_at", down: true }), "/domains?sort=-created_at");
});

test("a range of days has a real first and last day", () => {
  assert.deepEqual(daysOf("2024-02-29..2024-02-29"), ["2024-02-29", "2024-02-29"]);
  assert.equal(daysOf("2023-02-29..2023-03-01"), null);
});

test("no filter of a declared list is called like a key of the address", () => {
  for (const of of Object.values(DECLARED))
    for (const [column, { filter }] of Object.entries(of.fields))
      assert.ok(
        filter === undefined || !(RESERVED as readonly string[]).includes(column),
        `${of.noun}.${column}`,
      );
});
