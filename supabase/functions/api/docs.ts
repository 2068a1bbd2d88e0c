/** The page to read and try the API: it draws `openapi.json`. It has its style and script, and nothing is loaded from elsewhere. */
import { createHash } from "node:crypto";

const STYLE = `
:root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif; }
body { display: grid; grid-template-columns: minmax(12rem, 18rem) 1fr; margin: 0; min-height: 100vh; }
nav, main { padding: 1rem; overflow: auto; max-height: calc(100vh - 2rem); }
nav { border-right: 1px solid GrayText; }
nav input, textarea, main input { box-sizing: border-box; width: 100%; font: inherit; padding: .3rem; }
nav a { display: block; padding: .1rem 0; color: inherit; text-decoration: none; }
nav a:hover, nav a:focus { text-decoration: underline; }
h1 { font-size: 1.3rem; } h2 { font-size: 1.1rem; margin-top: 2rem; } h3 { font-size: 1rem; margin: 0; }
details { border: 1px solid GrayText; border-radius: 4px; margin: .4rem 0; padding: .4rem .7rem; }
summary { cursor: pointer; } code, pre, textarea { font: 13px/1.4 ui-monospace, monospace; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; max-height: 30rem; overflow: auto; }
label { display: block; margin: .4rem 0; } button { font: inherit; padding: .3rem .8rem; }
@media (max-width: 700px) { body { grid-template-columns: 1fr; } nav { border-right: 0; max-height: 14rem; } main { max-height: none; } }
`;

/** Reads the description beside the page, draws its operations, and sends what somebody typed. */
const SCRIPT = `
const make = (tag, words, inside = []) => { const one = document.createElement(tag); if (words) one.textContent = words; one.append(...inside); return one; };
const field = (name, input) => make("label", name, [input]);
const base = location.pathname.replace(/\\/docs\\/?$/, "");
const whole = (about, all) => about.$ref ? all.components.schemas[about.$ref.split("/").pop()] : about;
const example = (about) => {
  if (!about || typeof about !== "object") return null;
  if (about.default !== undefined) return about.default;
  if (about.enum) return about.enum[0];
  if (about.anyOf) return example(about.anyOf[0]);
  if (about.type === "object") return Object.fromEntries((about.required ?? []).map((name) => [name, example(about.properties?.[name])]));
  if (about.type === "array") return [];
  return about.type === "string" ? "" : about.type === "boolean" ? false : about.type === "integer" || about.type === "number" ? 0 : null;
};
const drawn = (path, method, it, all) => {
  const inputs = it.parameters.map((about) => [about, make("input")]);
  const [type, asks] = Object.entries(it.requestBody ? it.requestBody.content : {})[0] ?? [];
  const form = type === "multipart/form-data" && Object.entries(asks.schema.properties).map(([name, about]) => { const input = make("input"); if (about.format === "binary") input.type = "file"; return [name, input]; });
  const body = asks && !form && make("textarea");
  if (body) { body.rows = 8; body.value = JSON.stringify(example(asks.schema), null, 2); }
  const answer = make("pre");
  const send = make("button", "Send");
  send.onclick = async () => {
    let place = path; const query = new URLSearchParams(); const headers = { "content-type": "application/json" };
    for (const [about, { value }] of inputs) {
      if (value === "") continue;
      if (about.in === "path") place = place.replace("{" + about.name + "}", encodeURIComponent(value));
      else if (about.in === "query") query.append(about.name, value);
      else headers[about.name] = value;
    }
    const token = document.getElementById("token").value;
    if (token) headers[path.startsWith("/v1/") ? "x-auth-token" : "authorization"] = path.startsWith("/v1/") ? token : "Bearer " + token;
    const filled = form && new FormData();
    if (form) delete headers["content-type"];
    for (const [name, input] of form || []) if (input.value) filled.append(name, input.type === "file" ? input.files[0] : input.value);
    try {
      const got = await fetch(base + place + (query.size ? "?" + query : ""), { method: method.toUpperCase(), headers, body: body ? body.value : filled || undefined });
      const text = await got.text();
      answer.textContent = got.status + " " + got.headers.get("x-request-id") + "\\n" + (text ? JSON.stringify(JSON.parse(text), null, 2) : "");
    } catch (error) { answer.textContent = String(error); }
  };
  const told = Object.entries(it.responses).filter(([status]) => status < 300).map(([status, { content }]) =>
    make("details", "", [make("summary", "Answer " + status), make("pre", JSON.stringify(content ? whole(content["application/json"].schema, all) : null, null, 2))]));
  const asked = asks ? [make("details", "", [make("summary", "What it takes"), make("pre", JSON.stringify(asks.schema, null, 2))])] : [];
  const one = make("details", "", [make("summary", "", [make("code", method.toUpperCase() + " " + path), " " + it.summary]), make("p", it.description),
    ...inputs.map(([about, input]) => field(about.name + (about.required ? " *" : ""), input)), ...(form || []).map(([name, input]) => field(name, input)), ...(body ? [field("Body", body)] : []), send, answer, ...asked, ...told]);
  one.dataset.words = (path + " " + it.summary).toLowerCase();
  return one;
};
const all = await (await fetch(base + "/openapi.json")).json();
const [list, main] = [document.getElementById("list"), document.getElementById("all")];
main.append(make("p", all.info.description));
for (const { name } of all.tags) {
  const section = make("section", "", [make("h2", name)]);
  section.id = name;
  for (const [path, methods] of Object.entries(all.paths)) for (const [method, it] of Object.entries(methods)) if (it.tags[0] === name) section.append(drawn(path, method, it, all));
  main.append(section);
  const link = make("a", name); link.href = "#" + encodeURIComponent(name); list.append(link);
}
document.getElementById("find").oninput = ({ target: { value } }) => {
  for (const one of main.querySelectorAll("section > details")) one.hidden = !one.dataset.words.includes(value.toLowerCase());
};
`;

const hash = (source: string) => `'sha256-${createHash("sha256").update(source).digest("base64")}'`;

const CSP = [
  "default-src 'none'",
  `script-src ${hash(SCRIPT)}`,
  `style-src ${hash(STYLE)}`,
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

const PAGE = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Tidings API</title><style>${STYLE}</style></head>
<body><nav><label>Find <input id="find" type="search"></label><label>Token <input id="token" type="password" autocomplete="off"></label><div id="list"></div></nav>
<main id="all"><h1>Tidings API</h1></main><script type="module">${SCRIPT}</script></body></html>`;

/** The page. A token that is typed there stays in it. */
export const docsAnswer = (): Response =>
  new Response(PAGE, {
    headers: {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": CSP,
      "referrer-policy": "no-referrer",
      "x-content-type-options": "nosniff",
    },
  });
