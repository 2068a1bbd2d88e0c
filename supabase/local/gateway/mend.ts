/** Where lite's HTTP answers differ from Supabase's: each gap, and its mending. App code then needs to know nothing. */

/** storage-js sends a form with an unnamed file; lite wants `file`, and on PUT stores the form itself. Send the bytes. */
export async function mendUpload(request: Request): Promise<Request> {
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

type Signed = { signedUrl?: string; path?: string; error?: string | null };

/** lite answers `signedUrl` with the full path; storage-js reads `signedURL` (or `url`), relative to /storage/v1. */
function mendSigned(path: string, signed: Signed | Signed[]): unknown {
  const relative = (one: Signed) => one.signedUrl?.replace(/^\/storage\/v1/, "") || null;
  if (Array.isArray(signed)) {
    return signed.map((one) => ({ error: one.error ?? null, path: one.path, signedURL: relative(one) }));
  }
  const url = relative(signed);
  if (!url) return signed;
  return path.startsWith("/storage/v1/object/upload/sign/")
    ? { url, token: new URLSearchParams(url.split("?")[1]).get("token") }
    : { signedURL: url };
}

/** lite answers 200 to a part of a file; storage-js and browsers expect 206. */
function mendRange(response: Response): Response {
  const { status, headers, body } = response;
  return status === 200 && headers.has("content-range")
    ? new Response(body, { status: 206, headers })
    : response;
}

/** The answer as Supabase would give it. */
export async function mendAnswer(request: Request, response: Response): Promise<Response> {
  const path = new URL(request.url).pathname;
  if (!path.startsWith("/storage/v1/")) return response;
  const signs = /^\/storage\/v1\/object\/(upload\/)?sign\//.test(path) && request.method === "POST";
  if (!signs || !response.ok) return mendRange(response);
  return Response.json(mendSigned(path, (await response.json()) as Signed | Signed[]), {
    status: response.status,
  });
}

/** Any origin may ask, with any header: the keys and the caller's token are the guard, as on Supabase. */
export function corsHeaders(request: Request): Record<string, string> {
  return {
    "access-control-allow-origin": "*",
    "access-control-allow-methods": "GET,HEAD,POST,PUT,PATCH,DELETE,OPTIONS",
    "access-control-allow-headers": request.headers.get("access-control-request-headers") ?? "*",
    "access-control-expose-headers":
      "Content-Range,Content-Location,Preference-Applied,Content-Disposition,ETag",
    "access-control-max-age": "86400",
  };
}
