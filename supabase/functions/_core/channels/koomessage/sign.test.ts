import assert from "node:assert/strict";
import { signed, type Unsigned } from "./sign.ts";

const KEYS = { access: "QTWAOYTTINDUT2QVKYUC", secret: "MFyfvK41ba2giqM7Uio6PznpdUKGpownRZlmVmHc" };
const AT = new Date("2026-11-30T04:05:06.789Z");
const BARE: Unsigned = {
  method: "GET",
  host: "koomessage.myhuaweicloud.cn",
  path: "/v1/aim/callbacks",
  query: {},
  body: null,
};

/** What the signer of @huaweicloud/huaweicloud-sdk-core 3.1.211 makes of the same requests. */
const VECTORS: readonly [string, Partial<Unsigned>, string][] = [
  ["no query, no body", {}, "667c05f4747b5ed369d1de4a432be66199ca929e08c9ff9427a0de84c0cf981c"],
  [
    "a query",
    {
      path: "/v1/aim/send-tasks",
      query: { task_name: "tidings-7", offset: 0, limit: 100, task_id: undefined },
    },
    "2d4acbf83d36ea188b266f8a84029e329e4be7cd953f29af225cebdb9505c530",
  ],
  [
    "names and values that have to be encoded, and a value that comes twice",
    {
      path: "/v1/aim/templates",
      query: {
        tpl_name: "会员日 & 50%+!'()*~-._/?=#",
        factory_type: ["VIVO", "HUAWEI", "OPPO", "HUAWEI"],
        "a b": "",
        Z: "\u{1F381}",
        _: "x",
      },
    },
    "edec9693284c36b6632934c3490dcd239c0628a7c42ab0300575884ad19dc938",
  ],
  [
    "a path beyond ASCII",
    { method: "DELETE", path: "/v1/aim/template/模板7~!(1)" },
    "9f81d06e447c88fe702c10f3a4584f23997bbb01910e511ba138eb402addeb9f",
  ],
  [
    "a body beyond ASCII",
    { method: "POST", path: "/v1/aim/send-tasks", body: JSON.stringify({ task_name: "会员日", n: 1 }) },
    "08955b7bc969c03d0e869337fcc714fb471e52a8421813a4b4ab972a51a14cb1",
  ],
  [
    "an empty body and a query",
    { method: "PUT", path: "/v1/aim/template-state/100000001", query: { q: "1" }, body: "{}" },
    "880835e930cbff1ec53f3cf970296aca94443412a01135579bde1a3a00f2b3e9",
  ],
];

for (const [name, request, signature] of VECTORS)
  Deno.test(`a request is signed as the SDK signs it: ${name}`, async () => {
    const headers = await signed({ ...BARE, ...request }, KEYS, AT);
    const names = request.body ? "content-type;host;x-sdk-date" : "host;x-sdk-date";
    assert.equal(headers["x-sdk-date"], "20261130T040506Z");
    assert.equal(
      headers.authorization,
      `SDK-HMAC-SHA256 Access=${KEYS.access}, SignedHeaders=${names}, Signature=${signature}`,
    );
  });
