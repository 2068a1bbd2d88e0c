import assert from "node:assert/strict";
import { once } from "node:events";
import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { request as ask, type IncomingHttpHeaders, type Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { readBuild, recordBuild } from "./built.ts";
import { compressAll } from "./compress.ts";
import { securityHeaders } from "./headers.ts";
import { fillPage } from "./page.ts";
import { panelServer } from "./server.ts";
import { siteOf } from "./site.ts";

const SETTINGS = { apiUrl: "https://abc.supabase.co/x", publishableKey: 'key"<&>', demo: false };
const PAGE = `<!doctype html><meta name="tidings-api" content="" /><meta name="tidings-key" content="" />
<meta name="tidings-demo" content="" /><script type="module" src="/assets/app-h4sh.js"></script>${" ".repeat(1_500)}`;
const SCRIPT = `export const words = [${Array.from({ length: 90_000 }, (_, at) => at).join(",")}];`;

let folder: string;
let server: Server;
let port: number;
const warned: unknown[] = [];

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "tidings-panel-"));
  await mkdir(join(folder, "assets"));
  await writeFile(join(folder, "index.html"), PAGE);
  await writeFile(join(folder, "assets/app-h4sh.js"), SCRIPT);
  await writeFile(join(folder, "assets/gone-h4sh.js"), SCRIPT);
  await writeFile(join(folder, "assets/font-h4sh.woff2"), "w".repeat(2_000));
  await writeFile(join(folder, ".secret.json"), "{}");
  await writeFile(join(folder, "notes.md"), "of no type that is served");
  await compressAll(folder);
  await recordBuild(folder, "of these sources");
  server = panelServer(await siteOf(folder, SETTINGS), (...what) => warned.push(what));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  port = (server.address() as AddressInfo).port;
});
after(async () => {
  server?.close();
  server?.closeAllConnections();
  await rm(folder, { recursive: true, force: true });
});

type Reply = { status: number; headers: IncomingHttpHeaders; body: Buffer };

/** `fetch` tidies addresses up and unpacks answers: this does neither. */
async function get(path: string, headers: Record<string, string> = {}, method = "GET"): Promise<Reply> {
  const request = ask({ port, host: "127.0.0.1", path, headers, method }).end();
  const [response] = await once(request, "response");
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk);
  return { status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks) };
}

/** Sends what no client of ours would, and answers the whole of what comes back. */
const raw = (text: string): Promise<string> =>
  new Promise((said, failed) => {
    const socket = connect(port, "127.0.0.1", () => socket.write(text));
    let answer = "";
    socket.setEncoding("utf8");
    socket.on("data", (chunk) => {
      answer += chunk;
      if (/\r\n\r\n/.test(answer)) socket.end();
    });
    socket.on("error", failed);
    socket.on("close", () => said(answer));
  });

const assertGuarded = (headers: IncomingHttpHeaders, what: string) => {
  for (const [name, value] of Object.entries(securityHeaders(SETTINGS.apiUrl)))
    assert.equal(headers[name], value, `${what}: ${name}`);
};

test("a hashed file may be kept for ever, comes compressed as it was built, and is sent once", async () => {
  const plain = await get("/assets/app-h4sh.js");
  assert.equal(plain.headers["cache-control"], "public, max-age=31536000, immutable");
  assert.equal(plain.headers["content-type"], "text/javascript; charset=utf-8");
  assert.equal(plain.body.toString(), SCRIPT);
  const unpack = { br: brotliDecompressSync, gzip: gunzipSync };
  const etags = new Set([plain.headers.etag]);
  for (const coding of ["br", "gzip"] as const) {
    const packed = await get("/assets/app-h4sh.js", { "accept-encoding": coding });
    assert.equal(packed.headers["content-encoding"], coding);
    assert.equal(packed.headers.vary, "accept-encoding");
    assert.ok(packed.body.length < SCRIPT.length / 2);
    assert.equal(unpack[coding](packed.body).toString(), SCRIPT);
    etags.add(packed.headers.etag);
    const again = { "accept-encoding": coding, "if-none-match": `"x", W/${packed.headers.etag}` };
    const known = await get("/assets/app-h4sh.js", again);
    assert.deepEqual([known.status, known.body.length], [304, 0]);
    assertGuarded(known.headers, "304");
  }
  assert.equal(etags.size, 3, "each form has a validator of its own");
});

test("a coding that the client refuses is not used, and brotli comes before gzip", async () => {
  const codings = { "br;q=0, gzip": "gzip", "gzip, br": "br", "br;q=0, *;q=0": undefined, "": undefined };
  for (const [accepted, coding] of Object.entries(codings))
    assert.equal(
      (await get("/assets/app-h4sh.js", { "accept-encoding": accepted })).headers["content-encoding"],
      coding,
    );
  const font = await get("/assets/font-h4sh.woff2", { "accept-encoding": "br" });
  assert.deepEqual(
    [font.headers["content-encoding"], font.headers["content-type"]],
    [undefined, "font/woff2"],
  );
});

test("the page is asked for anew each time and says which project the panel works on", async () => {
  for (const path of ["/", "/index.html", "/?a=//b"]) {
    const { status, headers, body } = await get(path);
    assert.deepEqual([status, headers["cache-control"]], [200, "no-cache"], path);
    assert.match(body.toString(), /name="tidings-api" content="https:\/\/abc\.supabase\.co\/x"/);
    assert.match(body.toString(), /name="tidings-key" content="key&#34;&#60;&#38;&#62;"/);
    assert.equal((await get(path, { "if-none-match": headers.etag ?? "" })).status, 304);
  }
});

test("a person who opens a place of the panel gets the page; a file that does not exist is not found", async () => {
  const opened: Record<string, string>[] = [{ "sec-fetch-mode": "navigate" }, { accept: "text/html,*/*" }];
  for (const headers of opened) {
    assert.equal((await get("/sends/4f0c?tab=1", headers)).status, 200);
    for (const path of ["/assets/nope.js", "/assets/nope", "/favicon.ico", "/sends/x.js", "/.secret.json"])
      assert.equal((await get(path, headers)).status, 404, path);
  }
  const asked: Record<string, string>[] = [
    {},
    { accept: "*/*" },
    { "sec-fetch-mode": "cors", accept: "text/html" },
  ];
  for (const headers of asked) assert.equal((await get("/sends/4f0c", headers)).status, 404);
  for (const path of ["/notes.md", "/.build.json", "/assets/app-h4sh.js.br", "/index.html.gz"])
    assert.equal((await get(path)).status, 404, path);
});

test("an address that leaves the folder, or is none, is refused", async () => {
  const odd = [
    "//",
    "//evil.example/x",
    "/\\evil",
    "/%5cevil",
    "/%00",
    "/assets/app-h4sh.js%00.html",
    "/%zz",
    "/%",
  ];
  const out = [
    "/../package.json",
    "/assets/../index.html",
    "/%2e%2e/%2e%2e/etc/passwd",
    "/..%2f..%2fetc/passwd",
    "/.",
  ];
  for (const path of [...odd, ...out, "/a%0d%0ax:1", "/assets//app-h4sh.js", "http://127.0.0.1/", "*"]) {
    const { status, headers, body } = await get(path, { accept: "text/html" });
    assert.equal(status, 400, path);
    assert.doesNotMatch(body.toString(), /root:|tidings-api/, path);
    assertGuarded(headers, path);
  }
});

test("only GET and HEAD are answered, and a HEAD has no body", async () => {
  for (const method of ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"]) {
    const { status, headers } = await get("/", {}, method);
    assert.deepEqual([status, headers.allow], [405, "GET, HEAD"], method);
    assertGuarded(headers, method);
  }
  const head = await get("/assets/app-h4sh.js", { "accept-encoding": "br" }, "HEAD");
  assert.deepEqual([head.status, head.body.length], [200, 0]);
  assert.ok(Number(head.headers["content-length"]) > 1_000);
});

test("what is no HTTP gets the same headers with its refusal, and the server lives on", async () => {
  const host = "Host: panel\r\n";
  const wrong: [string, RegExp][] = [
    ["no HTTP at all\r\n\r\n", /^HTTP\/1\.1 400 /],
    ["GET / HTTP/1.1\r\n\r\n", /^HTTP\/1\.1 400 /],
    [`GET / HTTP/1.1\r\n${host}X: ${"y".repeat(20_000)}\r\n\r\n`, /^HTTP\/1\.1 431 /],
    [`GET / HTTP/1.1\r\n${host}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n`, /^HTTP\/1\.1 400 /],
    [`GET / HTTP/1.1\r\n${host}Expect: a miracle\r\n\r\n`, /^HTTP\/1\.1 417 /],
  ];
  for (const [text, status] of wrong) {
    const answer = await raw(text);
    assert.match(answer, status);
    assert.match(answer, /content-security-policy: default-src 'self'/, text.slice(0, 40));
  }
  await raw(`CONNECT x:1 HTTP/1.1\r\n${host}\r\n`);
  assert.equal((await get("/")).status, 200);
  assert.ok(server.headersTimeout <= 10_000 && server.requestTimeout <= 15_000 && server.timeout <= 60_000);
});

test("downloads that are broken off leave no file open", async () => {
  const open = async () => (await readdir("/proc/self/fd")).length;
  if (process.platform !== "linux") return;
  await get("/");
  const before = await open();
  const broken = Array.from(
    { length: 40 },
    () =>
      new Promise<void>((done) => {
        const socket = connect(port, "127.0.0.1", () =>
          socket.write("GET /assets/app-h4sh.js HTTP/1.1\r\nHost: panel\r\n\r\n"),
        );
        socket.once("data", () => socket.destroy());
        socket.once("close", () => done());
      }),
  );
  await Promise.all(broken);
  while ((await open()) > before + 1) await pause(10);
  assert.deepEqual(warned, [], "a client that goes away is no failure");
});

test("a file that was taken away under the server costs its request, not the server", async () => {
  await rm(join(folder, "assets/gone-h4sh.js"));
  await assert.rejects(get("/assets/gone-h4sh.js"), /socket hang up|ECONNRESET|aborted/);
  assert.equal(warned.length, 1);
  assert.equal((await get("/assets/app-h4sh.js")).status, 200);
});

test("a build that was cut short is none, and a page without its places is refused", async () => {
  assert.equal((await readBuild(folder))?.fingerprint, "of these sources");
  assert.equal(await readBuild(join(folder, "assets")), undefined);
  await assert.rejects(siteOf(join(folder, "assets"), SETTINGS), /holds no built panel/);
  assert.throws(() => fillPage("<html></html>", SETTINGS), /tidings-api/);
});
