import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { visit } from "./visit.ts";
import { PUBLIC, type Reach } from "./web.ts";

/** TPL-4: a link is visited as a phone would, and never a machine of ours. */

/** Every name is this machine, and only port and names of these tests are allowed. */
const HERE: Reach = {
  resolve: async (host) => (host.endsWith(".inner") ? ["127.0.0.1", "10.0.0.7"] : ["127.0.0.1"]),
  refuses: (url) => (url.startsWith("ftp:") ? "unfit" : null),
  allows: (address) => address === "127.0.0.1",
};

/** A server of this machine, until the end of the block that it is used in. */
async function serve(answer: RequestListener): Promise<AsyncDisposable & { at: string }> {
  const server = createServer(answer).listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    at: `http://shop.test:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
const PAGE = "<!doctype html><head><meta name=viewport content='width=device-width'></head>";

Deno.test("a page is followed to its end, and says its status, type, size and whether it fits a phone", async () => {
  const seen: string[] = [];
  await using site = await serve((request, response) => {
    seen.push(`${request.headers.host?.split(":")[0]} ${request.url}`);
    if (request.url === "/go?a=1") return response.writeHead(302, { location: "/next" }).end();
    if (request.url === "/next") return response.writeHead(301, { location: "there" }).end();
    response.writeHead(200, { "content-type": "text/html; charset=utf-8", "content-length": PAGE.length });
    response.end(PAGE);
  });
  assert.deepEqual(await visit(`${site.at}/go?a=1`, HERE), {
    final: `${site.at}/there`,
    redirects: 2,
    trouble: null,
    status: 200,
    type: "text/html",
    certificate: "none",
    valid_until: null,
    bytes: PAGE.length,
    fits_phone: true,
  });
  assert.deepEqual(seen, ["shop.test /go?a=1", "shop.test /next", "shop.test /there"]);
});

Deno.test("a page in pieces without a viewport does not fit, what is no page is not judged, an error keeps its status", async () => {
  await using site = await serve((request, response) => {
    if (request.url === "/gone") return response.writeHead(404, { "content-type": "text/html" }).end("no");
    if (request.url === "/pdf")
      return response.writeHead(200, { "content-type": "application/pdf" }).end("%");
    response.writeHead(200, { "content-type": "text/html" });
    response.write("<html><head>");
    response.end("</head></html>");
  });
  const { fits_phone, bytes } = await visit(`${site.at}/`, HERE);
  assert.deepEqual([fits_phone, bytes], [false, null]);
  assert.equal((await visit(`${site.at}/pdf`, HERE)).fits_phone, null);
  assert.deepEqual(
    [(await visit(`${site.at}/gone`, HERE)).status, (await visit(`${site.at}/gone`, HERE)).fits_phone],
    [404, null],
  );
});

Deno.test("no address of a private network is visited: as written, by its name, by one of its addresses, or after a redirect", async () => {
  let hits = 0;
  await using site = await serve((_request, response) => {
    hits += 1;
    response.writeHead(302, { location: "http://db.inner/secrets" }).end();
  });
  const port = site.at.split(":")[2];
  for (const [address, trouble] of [
    [`http://127.0.0.1:${port}/`, "private"],
    ["http://169.254.169.254/latest/meta-data", "private"],
    ["http://localhost/", "private"],
    ["http://127.0.0.1.nip.io/", "private"],
    ["http://[::1]/", "unfit"],
    ["http://2130706433/", "unfit"],
    ["file:///etc/passwd", "unfit"],
    ["https://a:b@shop.test/", "unfit"],
    ["http://shop.com:25/", "unfit"],
  ] as const) {
    assert.equal((await visit(address)).trouble, trouble, address);
  }
  assert.equal(hits, 0);
  // A public name that resolves to this machine.
  const fooled: Reach = { ...PUBLIC, resolve: async () => ["127.0.0.1"] };
  assert.equal((await visit(`http://shop.com:${port}/`, fooled)).trouble, "private");
  assert.equal(hits, 0);
  const after = await visit(`${site.at}/`, HERE);
  assert.deepEqual([after.trouble, after.final, after.status], ["private", "http://db.inner/secrets", null]);
});

Deno.test("a circle, a silent end, another protocol and an unknown name are said, and nothing hangs", async () => {
  await using site = await serve((_request, response) =>
    response.writeHead(302, { location: "/again" }).end(),
  );
  const circle = await visit(`${site.at}/`, HERE);
  assert.deepEqual([circle.trouble, circle.redirects], ["redirects", 6]);
  await using odd = await serve((request) => {
    request.socket.end("220 smtp ready\r\n");
  });
  assert.equal((await visit(`${odd.at}/`, HERE)).trouble, "unreadable");
  await using shut = await serve((request) => {
    request.socket.destroy();
  });
  assert.equal((await visit(`${shut.at}/`, HERE)).trouble, "no_answer");
  const unknown: Reach = {
    ...HERE,
    resolve: async () => {
      throw new Error("ENOTFOUND");
    },
  };
  assert.equal((await visit("http://nobody.test/", unknown)).trouble, "no_name");
  assert.equal((await visit("ftp://x/", HERE)).trouble, "unfit");
});
