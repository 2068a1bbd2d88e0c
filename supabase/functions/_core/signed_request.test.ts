import assert from "node:assert/strict";
import { test } from "node:test";
import { AKSKSigner } from "@huaweicloud/huaweicloud-sdk-core/auth/AKSKSigner.js";
import { isSigned, type Signed, signatureOf } from "./signed_request.ts";

/** Requests that the vendor's own SDK core has signed. */

const AK = "TDAAAAAAAAAAAAAAAAAA";
const SK = "0123456789abcdefghijklmnopqrstuvwxyzABCD";
const who = { getAk: () => AK, getSk: () => SK };
const ENDPOINT = "https://tidings.test/functions/v1/api";

interface Sent {
  readonly method?: string;
  readonly path?: string;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly data?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly endpoint?: string;
}

/** The request as it comes to the function: behind a gateway that has another host and takes `/functions/v1` away. */
function sent({
  method = "GET",
  path = "/v1/aim/templates",
  query = {},
  data,
  headers = {},
  endpoint = ENDPOINT,
}: Sent): Signed {
  const request = {
    method,
    endpoint: endpoint + path,
    queryParams: { ...query },
    headers: { "content-type": "application/json", ...headers },
    data,
  };
  const signed = AKSKSigner.sign(request as never, who as never) as Record<string, string>;
  const { host = "", ...others } = signed;
  const url = new URL(`http://127.0.0.1:9000/api${path}`);
  for (const [name, value] of Object.entries(query))
    for (const one of [value].flat()) url.searchParams.append(name, String(one));
  return {
    method,
    url: url.href,
    headers: new Headers({ ...others, host: "127.0.0.1:9000" }),
    body: new TextEncoder().encode(data === undefined ? "" : JSON.stringify(data)),
    hosts: ["127.0.0.1:9000", host],
    prefixes: ["", "/functions/v1"],
  };
}

const isGood = (asked: Signed, secret = SK) => {
  const found = signatureOf(asked);
  assert.ok(typeof found === "object", String(found));
  assert.equal(found.access, AK);
  return found.isBy(secret);
};

const CASES: Readonly<Record<string, Sent>> = {
  "a list": {},
  "a list with filters": {
    query: { tpl_name: "会员 日&=+%", offset: 0, limit: 20, has_param: true, z: "~*'()!" },
  },
  "a list of one name several times": { query: { factory_type: ["VIVO", "HUAWEI", "MEIZU"] } },
  "something made": {
    method: "POST",
    path: "/v1/aim/send-tasks",
    data: { task_name: '会员日 "1"', params: [{ cust_flag: "13800138000" }] },
  },
  "something changed": { method: "PUT", path: "/v1/aim/template-state/123456789", data: { tpl_state: 1 } },
  "something deleted": { method: "DELETE", path: "/v1/aim/template/123456789" },
  "a path with signs that are encoded": { method: "DELETE", path: "/v1/sms/apps/a~b_c-d.e" },
  "further headers": { headers: { "X-Language": "zh-cn", "x-request-id": "17" } },
};

for (const [name, one] of Object.entries(CASES))
  test(`the vendor's own client signs ${name}, and it is taken`, () => {
    const asked = sent(one);
    assert.ok(isSigned(asked.headers));
    assert.equal(isGood(asked), true);
    assert.equal(isGood(asked, SK.replace("0", "1")), false);
  });

test("a client may ask without a gateway between", () => {
  const asked = sent({ endpoint: "http://127.0.0.1:9000/api" });
  assert.equal(isGood({ ...asked, hosts: ["127.0.0.1:9000"], prefixes: [""] }), true);
});

test("what was changed on the way is not what was signed", () => {
  const asked = sent({
    method: "POST",
    path: "/v1/aim/send-tasks",
    query: { a: "1" },
    data: { task_name: "x" },
  });
  const changed: Partial<Signed>[] = [
    { method: "PUT" },
    { url: asked.url.replace("send-tasks", "resolve-tasks") },
    { url: asked.url.replace("a=1", "a=2") },
    { url: `${asked.url}&b=1` },
    { body: new TextEncoder().encode('{"task_name":"y"}') },
    { hosts: ["elsewhere.test"] },
    { prefixes: ["/other"] },
  ];
  for (const change of changed) assert.equal(isGood({ ...asked, ...change }), false, JSON.stringify(change));
});

test("what is no signature, or too old, says why", () => {
  const asked = sent({});
  const faultOf = (headers: Record<string, string | null>, now?: number) => {
    const all = new Headers(asked.headers);
    for (const [name, value] of Object.entries(headers))
      value === null ? all.delete(name) : all.set(name, value);
    return signatureOf({ ...asked, headers: all }, now);
  };
  const said = asked.headers.get("authorization") ?? "";
  assert.equal(faultOf({ authorization: "SDK-HMAC-SHA256 Access=1" }), "form");
  assert.equal(faultOf({ authorization: `${said}0` }), "form");
  assert.equal(faultOf({ "x-sdk-date": null }), "date");
  assert.equal(faultOf({ "x-sdk-date": "yesterday" }), "date");
  assert.equal(faultOf({ "x-sdk-date": "20269999T000000Z" }), "late");
  assert.equal(faultOf({}, Date.now() + 16 * 60_000), "late");
  assert.equal(faultOf({}, Date.now() - 16 * 60_000), "late");
  assert.equal(faultOf({ authorization: said.replace("host;", "") }), "headers");
  assert.equal(faultOf({ authorization: said.replace(";x-sdk-date", "") }), "headers");
  assert.equal(faultOf({ "content-type": null }), "headers");
  assert.equal(faultOf({ "idempotency-key": "another" }), "headers", "one that was not signed");
  assert.equal(faultOf({ "x-sdk-content-sha256": "UNSIGNED-PAYLOAD" }), "body");
});

test("a copy of a request has its mark, and no other request has", () => {
  const markOf = (asked: Signed) => {
    const found = signatureOf(asked);
    return typeof found === "object" ? found.mark : found;
  };
  const asked = sent({ method: "POST", path: "/v1/aim/send-tasks", data: { task_name: "x" } });
  const marks = [asked, sent({ method: "POST", path: "/v1/aim/send-tasks", data: { task_name: "y" } })].map(
    markOf,
  );
  assert.match(String(marks[0]), /^[0-9a-f]{64}$/);
  assert.equal(markOf({ ...asked, headers: new Headers(asked.headers) }), marks[0]);
  assert.notEqual(marks[1], marks[0]);
  const keyed = sent({ headers: { "idempotency-key": "k" } });
  assert.equal(isGood(keyed), true, "the vendor's client signs the key with the rest");
  // Of a form, which its signature leaves out, the body counts.
  const leaves = { "content-type": "multipart/form-data", "X-Sdk-Content-Sha256": "UNSIGNED-PAYLOAD" };
  const form = { ...sent({ method: "POST", headers: leaves }), mayLeaveBody: true };
  const [one, two] = ["1", "2"].map((text) => markOf({ ...form, body: new TextEncoder().encode(text) }));
  assert.notEqual(one, two);
});

test("a form is signed without its body, where a route takes one", () => {
  const form = sent({
    method: "POST",
    path: "/v1/aim-sa/media/upload",
    headers: { "content-type": "multipart/form-data", "X-Sdk-Content-Sha256": "UNSIGNED-PAYLOAD" },
  });
  const asked = { ...form, body: new TextEncoder().encode("--a\r\n") };
  assert.equal(isGood({ ...asked, mayLeaveBody: true }), true);
  assert.equal(isGood({ ...asked, mayLeaveBody: true }, SK.replace("0", "1")), false);
  assert.equal(signatureOf(asked), "body", "elsewhere nothing would hold the body");
  // A client that takes the body out of what was signed has to have said so in what was signed.
  const whole = sent({ method: "POST", path: "/v1/aim/send-tasks", data: { task_name: "x" } });
  const headers = new Headers(whole.headers);
  headers.set("x-sdk-content-sha256", "UNSIGNED-PAYLOAD");
  assert.equal(signatureOf({ ...whole, headers, mayLeaveBody: true }), "body");
});
