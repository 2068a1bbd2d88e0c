/** Where lite's HTTP answers differ from Supabase's: each gap, and its mending. App code then needs to know nothing. */

/** storage-js sends a form with an unnamed file; lite wants `file`, and on PUT stores the form itself. Send the bytes. */
async function mendUpload(request: Request): Promise<Request> {
  const type = request.headers.get("content-type") ?? "";
  const path = new URL(request.url).pathname;
  const isUpload =
    /^\/storage\/v1\/object\/(?!list\/|sign\/|move$|copy$)/.test(path) && /^(POST|PUT)$/.test(request.method);
  if (!isUpload || !type.startsWith("multipart/form-data")) return request;
  const form = await request.formData();
  const file = [...form.values()].find((value) => value instanceof Blob);
  const headers = new Headers(request.headers);
  headers.delete("content-length");
  const age = form.get("cacheControl");
  if (typeof age === "string") headers.set("cache-control", /^\d+$/.test(age) ? `max-age=${age}` : age);
  headers.set("content-type", file?.type || "application/octet-stream");
  const body = new Uint8Array(file ? await file.arrayBuffer() : []);
  headers.set("content-length", String(body.length));
  return new Request(request.url, { method: request.method, headers, body });
}

/** lite takes `eq.+8613800138000` for a number, and finds no text of it; in quotes it stays the text it is. */
function mendPlus(request: Request): Request {
  const url = new URL(request.url);
  const numbers = [...url.searchParams].filter(([, value]) => PLUS.test(value));
  const reads = /^(GET|HEAD)$/.test(request.method) && url.pathname.startsWith("/rest/v1/");
  if (!reads || numbers.length === 0) return request;
  for (const [name, value] of numbers) url.searchParams.set(name, value.replace(PLUS, '$1."$2"'));
  return new Request(url, { method: request.method, headers: request.headers });
}

const PLUS = /^((?:not\.)?n?eq)\.(\+\d+)$/;

/** No input of ours is nested deeper than 30 levels; lite walks a body recursively and ends at about 3,000. */
const DEEPEST = 200;

/** Is JSON nested deeper than that? Brackets inside texts do not count. */
export function isTooDeep(json: string): boolean {
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < json.length; at += 1) {
    const char = json[at];
    if (quoted) {
      if (char === "\\") at += 1;
      else if (char === '"') quoted = false;
    } else if (char === '"') quoted = true;
    else if (char === "[" || char === "{") {
      depth += 1;
      if (depth > DEEPEST) return true;
    } else if (char === "]" || char === "}") depth -= 1;
  }
  return false;
}

/** A body that is nested too deep is refused as malformed JSON is, where lite answers 500. */
async function answerRest(request: Request, answer: Answer): Promise<Response> {
  if (!/^(POST|PATCH|PUT)$/.test(request.method)) return answer(mendPlus(request));
  const body = await request.text();
  if (isTooDeep(body)) {
    const message = `The body is nested deeper than ${DEEPEST} levels.`;
    return Response.json({ code: "PGRST102", message, details: null, hint: null }, { status: 400 });
  }
  return mendFailed(
    await answer(new Request(request.url, { method: request.method, headers: request.headers, body })),
  );
}

/** lite fails with a 500 where an argument is not of the kind its function takes (`ids: 7`); PostgREST refuses it. */
async function mendFailed(response: Response): Promise<Response> {
  if (response.status !== 500) return response;
  const text = await response.text();
  if (!/ERR_INVALID_ARG_TYPE|must be of type|RangeError/.test(text))
    return new Response(text, { status: 500, headers: { "content-type": "application/json" } });
  const message = "An argument is not of the kind the function takes.";
  return Response.json(
    { code: "22P02", message, details: null, hint: "Compare it with the function's description." },
    { status: 400 },
  );
}

type Answer = (request: Request) => Promise<Response>;

const SIGN = /^\/storage\/v1\/object\/(upload\/)?sign\//;

/** lite answers `signedUrl` with the full path; storage-js reads `signedURL` (or `url`), relative to /storage/v1. */
async function mendSigned(upload: boolean, response: Response): Promise<Response> {
  const { signedUrl } = (await response.json()) as { signedUrl: string };
  const url = signedUrl.replace(/^\/storage\/v1/, "");
  return Response.json(
    upload ? { url, token: new URLSearchParams(url.split("?")[1]).get("token") } : { signedURL: url },
  );
}

/** lite takes a request to sign many for one without a name. Each path is signed by itself, as the same caller. */
async function signMany(request: Request, answer: Answer): Promise<Response> {
  const { paths, expiresIn } = (await request.json()) as { paths: string[]; expiresIn: number };
  const headers = new Headers(request.headers);
  headers.delete("content-length");
  const signed = paths.map(async (path) => {
    const body = JSON.stringify({ expiresIn });
    const one = new Request(`${request.url}/${encodeURI(path)}`, { method: "POST", headers, body });
    const response = await answer(one);
    if (!response.ok)
      return {
        path,
        signedURL: null,
        error: "Either the object does not exist or you do not have access to it",
      };
    return { path, error: null, ...((await (await mendSigned(false, response)).json()) as object) };
  });
  return Response.json(await Promise.all(signed));
}

/** lite answers 200 to a part of a file, where 206 is due, and ignores `?download=` (save under this name). */
function mendDownload(url: URL, response: Response): Response {
  const headers = new Headers(response.headers);
  const name = url.searchParams.get("download");
  if (name !== null && response.ok) {
    const called = name && `; filename*=UTF-8''${encodeURIComponent(name)}`;
    headers.set("content-disposition", `attachment${called}`);
  }
  const status = response.status === 200 && headers.has("content-range") ? 206 : response.status;
  return new Response(response.body, { status, headers });
}

/** Answers a request as Supabase would, by a server that has the gaps. */
export async function mended(request: Request, answer: Answer): Promise<Response> {
  const url = new URL(request.url);
  if (url.pathname.startsWith("/rest/v1/")) return answerRest(request, answer);
  if (!url.pathname.startsWith("/storage/v1/")) return answer(request);
  if (request.method === "POST" && /^\/storage\/v1\/object\/sign\/[^/]+\/?$/.test(url.pathname)) {
    return signMany(new Request(request.url.replace(/\/$/, ""), request), answer);
  }
  const signs = request.method === "POST" ? SIGN.exec(url.pathname) : null;
  const response = await answer(await mendUpload(request));
  if (signs && response.ok) return mendSigned(Boolean(signs[1]), response);
  return request.method === "GET" ? mendDownload(url, response) : response;
}

/** Any origin may ask, with any header: the keys and the caller's token are the guard, as on Supabase. */
export function corsHeaders(request: Request): Record<string, string> {
  return {
    "access-control-allow-origin": "*",
    "access-control-allow-methods": "GET,HEAD,POST,PUT,PATCH,DELETE,OPTIONS",
    "access-control-allow-headers": request.headers.get("access-control-request-headers") ?? "*",
    "access-control-expose-headers":
      "Content-Range,Content-Location,Preference-Applied,Content-Disposition,ETag,Retry-After",
    "access-control-max-age": "86400",
  };
}
