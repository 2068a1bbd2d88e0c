import assert from "node:assert/strict";
import test from "node:test";
import { domainName, domainTrouble, splitNames } from "./domains.ts";
import { DOMAIN_VECTORS } from "./domains_vectors.ts";

test("a domain name has letters, digits and hyphens, no hyphen first or last, and its case does not matter", () => {
  for (const [typed, name] of DOMAIN_VECTORS) assert.equal(domainName(typed), name, typed);
});

test("of a name that is none the broken rule is known", () => {
  for (const [typed, name] of DOMAIN_VECTORS)
    assert.equal(domainTrouble(typed) === null, name !== null, typed);
  for (const [typed, trouble] of [
    ["", "empty"],
    ["nodots", "no_dot"],
    ["http://x.example.com/", "host_only"],
    ["x.example.com/a", "host_only"],
    ["x.example.com:80", "host_only"],
    ["例子.中国", "not_ascii"],
    [`${"a".repeat(64)}.example.com`, "long_label"],
    ["10.0.0.1", "address"],
    ["[2001:db8::1]", "address"],
    ["a_b.cn", "characters"],
    ["a..cn", "empty_label"],
    ["a.cn.", "empty_label"],
    ["-a.cn", "hyphen"],
    ["a.b.0x7f", "last_label"],
    [`${"a.".repeat(126)}com`, "too_long"],
  ] as const)
    assert.equal(domainTrouble(typed), trouble, typed);
});

test("several names are typed with spaces, commas or lines between, each counts once", () => {
  assert.deepEqual(splitNames(" a.com,B.com\n b.COM；c.cn、 d.cn "), ["a.com", "b.com", "c.cn", "d.cn"]);
  assert.deepEqual(splitNames("  "), []);
});
