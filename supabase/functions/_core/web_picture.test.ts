import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import type { Reach } from "./web.ts";
import { pictureAt } from "./web_picture.ts";

/** BAS-2: a picture of a web page is read as it is, or not at all. */

const HERE: Reach = {
  resolve: async (host) => (host.endsWith(".inner") ? ["10.0.0.7"] : ["127.0.0.1"]),
  refuses: () => null,
  allows: (address) => address === "127.0.0.1",
};
const MOST = 1_000;

async function serve(answer: RequestListener): Promise<AsyncDisposable & { at: string }> {
  const server = createServer(answer).listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    at: `http://shop.test:${(server.address() as AddressInfo).port}/a.png`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
const bytes = (size: number) => Uint8Array.from({ length: size }, (_, at) => (at * 7) % 256);
const found = async (answer: RequestListener) => {
  await using site = await serve(answer);
  return await pictureAt(site.at, MOST, HERE);
};

Deno.test("the bytes are those of the body, of a known length, in pieces or to the end of the connection", async () => {
  const picture = bytes(MOST);
  const known = await found((_, response) =>
    response.writeHead(200, { "content-length": MOST }).end(picture),
  );
  assert.deepEqual(known, picture);
  const pieces = await found((_, response) => {
    response.write(picture.subarray(0, 13));
    response.write(picture.subarray(13, 700));
    response.end(picture.subarray(700));
  });
  assert.deepEqual(pieces, picture);
  const open = await found((_, response) => {
    response.useChunkedEncodingByDefault = false;
    response.end(picture);
  });
  assert.deepEqual(open, picture);
  const led = await found((request, response) =>
    request.url === "/b" ? response.end(picture) : response.writeHead(302, { location: "/b" }).end(),
  );
  assert.deepEqual(led, picture);
});

Deno.test("a larger one, an error, a packed answer, one that breaks off and one of a private network are none", async () => {
  assert.equal(await found((_, response) => response.end(bytes(MOST + 1))), "size");
  assert.equal(
    await found((_, response) =>
      response.writeHead(200, { "content-length": MOST + 1 }).end(bytes(MOST + 1)),
    ),
    "size",
  );
  assert.equal(await found((_, response) => response.end(bytes(400_000))), "size");
  assert.equal(await found((_, response) => response.writeHead(404).end("no")), "status");
  assert.equal(
    await found((_, response) => response.writeHead(200, { "content-encoding": "gzip" }).end("x")),
    "packed",
  );
  assert.equal(
    await found((request, response) => {
      response.writeHead(200, { "content-length": 500 });
      response.write(bytes(20), () => request.socket.destroy());
    }),
    "no_answer",
  );
  assert.equal(
    await found((_, response) => response.writeHead(302, { location: "http://db.inner/x.png" }).end()),
    "private",
  );
});
