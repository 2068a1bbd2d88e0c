/** Reads the description beside the page, draws one operation at a time, and sends what somebody typed. It is text: it runs in a browser. */
export const SCRIPT = String.raw`
const WORDS = {
  find: ["查找接口", "Find an operation"], token: ["访问密钥 <AK>.<SK>，或会话令牌", "Access key <AK>.<SK>, or a session token"],
  kept: ["只留在本页，关闭即清除", "Kept only on this page, cleared when you close it"], own: ["本系统的接口", "Tidings API"], vendor: ["KooMessage 兼容接口", "KooMessage-compatible API"],
  begin: ["开始使用", "Getting started"], takes: ["请求体", "Request body"], answers: ["返回", "Response"], refuses: ["被拒绝时", "Errors"], places: ["参数", "Parameters"],
  attempt: ["试一试", "Try it"], send: ["发送请求", "Send request"], body: ["请求体（JSON）", "Body (JSON)"], text: ["请求体", "Body"], code: ["代码", "Code"], copy: ["复制", "Copy"], copied: ["已复制", "Copied"],
  must: ["必填", "required"], none: ["没有匹配的接口", "No matching operations"], away: ["请求没有到达", "The request didn't reach the server"], menu: ["目录", "Menu"], request: ["请求编号", "Request ID"], key: ["留空则每次新建", "Leave empty to create a new one each time"],
  signed: ["此接口面向使用 AK/SK 签名（SDK-HMAC-SHA256）的客户端；本页用会话令牌（X-Auth-Token）试调。", "This operation is for clients that sign with AK/SK (SDK-HMAC-SHA256). On this page, try it with a session token (X-Auth-Token)."],
};
const START = [
  ["<h1>接口文档</h1><p class='soft'>所有接口都走与管理台、聊天相同的规则：权限、状态、四眼审批、限额与日志。</p><h2>三步开始</h2><ol><li>在管理台「访问密钥」创建密钥，选择它的策略，保存显示一次的密钥。</li><li>把 <code>AK.SK</code> 填在上方，选择左侧任一接口，点「发送请求」。</li><li>把「代码」中的示例带回自己的程序。</li></ol><h2>约定</h2><dl><dt>列表</dt><dd><code>limit</code> 与 <code>cursor</code>；<code>next_cursor</code> 为空即最后一页。</dd><dt>只做一次</dt><dd><code>Idempotency-Key</code>：重复的请求只生效一次，保留七天；发送消息的接口必须给出。</dd><dt>拒绝</dt><dd>RFC 9457：<code>code</code> 固定不变，<code>detail</code> 随 <code>Accept-Language</code>。</dd><dt>限额</dt><dd><code>RateLimit</code>、<code>RateLimit-Policy</code> 与 <code>Retry-After</code>。</dd><dt>追踪</dt><dd>每个返回都有 <code>x-request-id</code>，审计日志中可按它查到。</dd></dl>",
   "<h1>API documentation</h1><p class='soft'>All operations follow the same rules as the panel and chat: permissions, states, four-eyes approval, limits and the log.</p><h2>Get started in three steps</h2><ol><li>Create an access key under Access keys in the panel, choose its policies and save the secret, which is shown once.</li><li>Enter <code>AK.SK</code> above, choose an operation on the left and click <b>Send request</b>.</li><li>Copy the example under <b>Code</b> into your program.</li></ol><h2>Conventions</h2><dl><dt>Lists</dt><dd><code>limit</code> and <code>cursor</code>; the last page has no <code>next_cursor</code>.</dd><dt>Idempotency</dt><dd><code>Idempotency-Key</code>: a repeated request takes effect only once and is kept for 7 days. Required for operations that send messages.</dd><dt>Errors</dt><dd>RFC 9457: <code>code</code> never changes; <code>detail</code> follows <code>Accept-Language</code>.</dd><dt>Limits</dt><dd><code>RateLimit</code>, <code>RateLimit-Policy</code> and <code>Retry-After</code>.</dd><dt>Tracing</dt><dd>Every response has an <code>x-request-id</code> you can look up in the audit log.</dd></dl>"]];
const said = new URLSearchParams(location.search).get("lang") ?? navigator.language;
const zh = said.toLowerCase().startsWith("zh");
const t = (name) => WORDS[name][zh ? 0 : 1];
document.documentElement.lang = zh ? "zh-CN" : "en";
const make = (tag, more = {}, ...inside) => { const one = Object.assign(document.createElement(tag), more); one.append(...inside.filter((x) => x !== null && x !== undefined)); return one; };
const at = (id) => document.getElementById(id);
const base = location.pathname.replace(/\/docs\/?$/, "");
const all = await (await fetch(base + "/openapi.json?locale=" + (zh ? "zh-CN" : "en"))).json();
const whole = (about) => about && about.$ref ? whole(about.$ref.slice(2).split("/").reduce((one, part) => one[part], all)) : about ?? {};
const operations = Object.entries(all.paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, it]) => ({ path, method, it, id: it.operationId, vendor: path.startsWith("/v1/") })));

const kindOf = (about) => { const it = whole(about); if (it.enum) return it.enum.map((one) => JSON.stringify(one)).join(" | "); if (it.const !== undefined) return JSON.stringify(it.const);
  const some = it.anyOf ?? it.oneOf; if (some) return [...new Set(some.map(kindOf))].join(" | "); if (it.type === "array") return kindOf(it.items) + "[]"; return [it.type ?? "any"].flat().join(" | ") + (it.format ? " (" + it.format + ")" : ""); };
const inner = (about, depth) => { let it = whole(about); if (it.type === "array") it = whole(it.items); const some = (it.anyOf ?? it.oneOf ?? []).map(whole).find((one) => one.properties || one.type === "array"); if (some) return inner(some, depth); return it.properties && depth < 4 ? fields(it, depth + 1) : null; };
const bounds = (it) => [it.minLength > 0 ? "≥ " + it.minLength : "", it.maxLength ? "≤ " + it.maxLength : "", it.minimum !== undefined && it.minimum > -9e15 ? "≥ " + it.minimum : "", it.maximum !== undefined && it.maximum < 9e15 ? "≤ " + it.maximum : "", it.maxItems ? "≤ " + it.maxItems + " ×" : ""].filter(Boolean).join(", ");
function fields(schema, depth = 0) { const list = make("dl"); for (const [name, about] of Object.entries(schema.properties)) {
  const it = whole(about); list.append(make("dt", {}, make("code", { textContent: name }), (schema.required ?? []).includes(name) && depth >= 0 && schema.asked ? make("span", { className: "must", textContent: " " + t("must") }) : ""),
    make("dd", {}, make("span", { className: "kind", textContent: kindOf(about) + (bounds(it) ? "  " + bounds(it) : "") }), about.description || it.description ? make("div", { textContent: about.description ?? it.description }) : "", inner(about, depth))); } return list; }
const drawn = (schema, asked) => { const it = whole(schema); const some = it.properties ? it : (it.anyOf ?? []).map(whole).find((one) => one.properties); return some ? fields(asked ? { ...some, asked } : some) : make("p", { className: "kind", textContent: kindOf(schema) }); };
const example = (about, depth = 0) => { const it = whole(about); if (it.default !== undefined) return it.default; if (it.enum) return it.enum[0]; if (it.const !== undefined) return it.const; if (it.anyOf) return example(it.anyOf[0], depth);
  if (it.properties) return Object.fromEntries((it.required ?? []).map((name) => [name, depth > 4 ? null : example(it.properties[name] ?? {}, depth + 1)])); if (it.type === "array") return it.minItems > 0 ? [example(it.items, depth + 1)] : [];
  return it.type === "boolean" ? false : it.type === "integer" || it.type === "number" ? Math.max(0, it.minimum > -9e15 ? it.minimum ?? 0 : 0) : it.type === "object" ? {} : ""; };

const quoted = (text) => "'" + text.replaceAll("'", "'\\''") + "'";
const SAMPLES = {
  curl: ({ method, url, headers, body }) => ["curl -X " + method + " " + quoted(url), ...Object.entries(headers).map(([name, value]) => "-H " + (value.includes("$") ? JSON.stringify(name + ": " + value) : quoted(name + ": " + value))), ...(body ? ["--data " + quoted(body)] : [])].join(" \\\n  "),
  TypeScript: ({ method, url, headers, body }) => "const answer = await fetch(" + JSON.stringify(url) + ", {\n  method: " + JSON.stringify(method) + ",\n  headers: " + JSON.stringify(headers, null, 2).replaceAll("\n", "\n  ").replace(/"([^"\n]*)\$TIDINGS_KEY"/g, (_, before) => "\x60" + before + "\${process.env.TIDINGS_KEY}\x60") + (body ? ",\n  body: " + JSON.stringify(body) : "") + ",\n});\nconsole.log(answer.status, await answer.json());",
  Python: ({ method, url, headers, body }) => "import json, os, urllib.request\n\nrequest = urllib.request.Request(\n    " + JSON.stringify(url) + ",\n    method=" + JSON.stringify(method) + ",\n    headers=" + JSON.stringify(headers, null, 4).replaceAll("\n", "\n    ").replace(/"([^"\n]*)\$TIDINGS_KEY"/g, (_, before) => JSON.stringify(before) + ' + os.environ["TIDINGS_KEY"]') + (body ? ",\n    data=" + JSON.stringify(body) + ".encode()" : "") + ",\n)\nwith urllib.request.urlopen(request) as answer:\n    print(answer.status, json.load(answer))",
};

function page({ path, method, it, vendor }) {
  const inputs = it.parameters.map(whole).map((about) => [about, make("input", { placeholder: about.in === "header" ? t("key") : kindOf(about.schema), required: about.required === true })]);
  const [type, told] = Object.entries(it.requestBody?.content ?? {})[0] ?? [];
  const json = type === "application/json";
  const form = type === "multipart/form-data" ? Object.entries(told.schema.properties).map(([name, about]) => [name, make("input", { type: about.format === "binary" ? "file" : "text" })]) : [];
  const body = type && form.length === 0 ? make("textarea", { spellcheck: false, value: json ? JSON.stringify(example(told.schema), null, 2) : "" }) : null;
  const request = (key) => { let place = path; const query = new URLSearchParams(); const headers = body ? { "content-type": type } : {};
    for (const [about, { value }] of inputs) { if (about.in === "path") place = place.replace("{" + about.name + "}", value === "" ? "{" + about.name + "}" : encodeURIComponent(value)); else if (value === "") { if (about.in === "header" && key !== null && about.required) headers[about.name] = key ?? "$(uuidgen)"; } else if (about.in === "query") query.append(about.name, value); else headers[about.name] = value; }
    return { method: method.toUpperCase(), url: base + place + (query.size ? "?" + query : ""), headers, body: body ? body.value : undefined }; };
  const answer = make("div", { ariaLive: "polite" });
  const send = make("button", { className: "first", textContent: t("send") });
  send.onclick = async () => {
    const asked = request(crypto.randomUUID()); const token = at("token").value.trim();
    if (token) asked.headers[vendor ? "x-auth-token" : "authorization"] = vendor ? token : "Bearer " + token;
    if (form.length > 0) { asked.body = new FormData(); for (const [name, input] of form) if (input.value) asked.body.append(name, input.files ? input.files[0] : input.value); }
    asked.headers["accept-language"] = document.documentElement.lang; const began = performance.now(); send.disabled = true;
    try {
      const got = await fetch(asked.url, asked); const text = await got.text(); let read = text; try { read = JSON.stringify(JSON.parse(text), null, 2); } catch { read = text; }
      answer.replaceChildren(make("p", { className: got.ok ? "good" : "bad", textContent: got.status + " · " + Math.round(performance.now() - began) + " ms · " + t("request") + " " + (got.headers.get("x-request-id") ?? "–") }), make("pre", { textContent: read, tabIndex: 0 }));
    } catch (error) { answer.replaceChildren(make("p", { className: "bad", textContent: t("away") + " · " + error })); }
    send.disabled = false;
  };
  const sample = make("pre", { tabIndex: 0 }); let chosen = "curl"; const tabs = make("div", { className: "row" });
  const show = () => { const one = request(undefined); const headers = { ...(vendor ? { "x-auth-token": "$TIDINGS_KEY" } : { authorization: "Bearer $TIDINGS_KEY" }), ...one.headers }; sample.textContent = SAMPLES[chosen]({ ...one, url: location.origin + one.url, headers }); for (const tab of tabs.children) if (tab.dataset.name) tab.ariaPressed = String(tab.dataset.name === chosen); };
  for (const name of Object.keys(SAMPLES)) { const tab = make("button", { textContent: name, onclick: () => { chosen = name; show(); } }); tab.dataset.name = name; tabs.append(tab); }
  const copy = make("button", { textContent: t("copy"), onclick: async () => { await navigator.clipboard.writeText(sample.textContent); copy.textContent = t("copied"); } }); tabs.append(copy);
  for (const [, input] of inputs) input.oninput = show; if (body) body.oninput = show; show();
  const refused = Object.entries(it.responses).filter(([status]) => status >= 400).map(([status, one]) => status + " " + whole(one).description).join(" · ");
  return [make("h1", { textContent: it.summary }), make("p", { className: "call" }, make("span", { className: "verb " + method, textContent: method.toUpperCase() }), make("span", { className: "path", textContent: path })), it.description ? make("p", { className: "soft", textContent: it.description }) : "", vendor ? make("p", { className: "soft", textContent: t("signed") }) : "",
    make("div", { className: "try" }, make("h2", { textContent: t("attempt") }), ...inputs.map(([about, input]) => make("label", {}, make("span", {}, make("code", { textContent: about.name }), about.required ? make("span", { className: "must", textContent: " " + t("must") }) : "", about.description ? " " + about.description : ""), input)), ...form.map(([name, input]) => make("label", {}, make("span", {}, make("code", { textContent: name })), input)), body ? make("label", {}, make("span", { textContent: json ? t("body") : t("text") + " (" + type + ")" }), body) : "", make("div", { className: "row" }, send), answer),
    make("h2", { textContent: t("code") }), tabs, sample,
    ...(json ? [make("h2", { textContent: t("takes") }), drawn(told.schema, true)] : []),
    ...Object.entries(it.responses).filter(([status]) => status < 300).flatMap(([status, one]) => [make("h2", { textContent: t("answers") + " " + status }), drawn(Object.values(whole(one).content ?? {})[0]?.schema)]),
    make("h2", { textContent: t("refuses") }), make("p", { className: "soft", textContent: refused })];
}

const find = make("input", { type: "search", placeholder: t("find"), ariaLabel: t("find") });
const nav = at("nav"); const home = make("a", { href: "#", textContent: t("begin") });
nav.append(find, home);
for (const vendor of [false, true]) {
  nav.append(make("h2", { textContent: t(vendor ? "vendor" : "own") }));
  for (const { name } of all.tags) {
    const those = operations.filter((one) => one.vendor === vendor && one.it.tags[0] === name); if (those.length === 0) continue;
    nav.append(make("details", {}, make("summary", { textContent: name }), ...those.map(({ id, method, path, it }) => { const link = make("a", { href: "#" + id }, make("span", { className: "verb " + method, textContent: method.toUpperCase() }), make("span", { textContent: it.summary })); link.dataset.words = (path + " " + it.summary + " " + name).toLowerCase(); return link; })));
  }
}
const none = make("p", { className: "soft", textContent: t("none"), hidden: true }); nav.append(none);
find.oninput = () => { const value = find.value.trim().toLowerCase(); let any = false;
  for (const group of nav.querySelectorAll("details")) { let some = false; for (const link of group.querySelectorAll("a")) { link.hidden = !link.dataset.words.includes(value); link.style.display = link.hidden ? "none" : ""; some ||= !link.hidden; } group.hidden = !some; group.open = value !== "" && some; any ||= some; } none.hidden = any; };
function draw() {
  const id = decodeURIComponent(location.hash.slice(1)); const one = operations.find((each) => each.id === id); const main = at("main");
  if (one) main.replaceChildren(...page(one).filter((x) => x !== "")); else main.innerHTML = START[0][zh ? 0 : 1];
  for (const link of nav.querySelectorAll("a")) { const now = link.getAttribute("href") === "#" + (one ? id : ""); if (now) { link.setAttribute("aria-current", "page"); if (link.parentElement.tagName === "DETAILS") link.parentElement.open = true; } else link.removeAttribute("aria-current"); }
  nav.classList.remove("open"); main.scrollTop = 0; document.title = (one ? one.it.summary + " · " : "") + "Tidings API";
}
at("token").placeholder = t("token"); at("token").ariaLabel = t("token"); at("token").title = t("kept"); at("menu").textContent = t("menu");
at("menu").onclick = () => nav.classList.toggle("open");
const other = at("lang"); other.textContent = zh ? "English" : "中文"; other.href = "?lang=" + (zh ? "en" : "zh"); other.onclick = () => { other.href = "?lang=" + (zh ? "en" : "zh") + location.hash; };
addEventListener("hashchange", draw); draw();
`;
