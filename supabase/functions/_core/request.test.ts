import assert from "node:assert/strict";
import { bytesOf, pathBehind } from "./request.ts";

Deno.test("a function finds its path whether or not /functions/v1 stands before it", () => {
  assert.deepEqual(pathBehind("http://x/link/Ab12", "link"), ["Ab12"]);
  assert.deepEqual(pathBehind("http://x/functions/v1/link/Ab12/?a=1", "link"), ["Ab12"]);
  assert.deepEqual(pathBehind("http://x/link", "link"), []);
  assert.deepEqual(
    pathBehind("http://x/link/link", "link"),
    ["link"],
    "a code may be called like the function",
  );
  assert.deepEqual(pathBehind("http://x/link/%E4%B8%AD/%", "link"), ["中", "%"]);
});

Deno.test("a body is read up to its limit, and one byte more is none", async () => {
  const bytes = (size: number) => new Blob([new Uint8Array(size)]).stream();
  assert.equal((await bytesOf(bytes(100), 100))?.length, 100);
  assert.equal(await bytesOf(bytes(101), 100), null);
  assert.equal((await bytesOf(null, 100))?.length, 0);
});
