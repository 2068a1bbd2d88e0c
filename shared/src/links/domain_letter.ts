import type { Letter } from "../resource/kinds.ts";

/** Authorises a company to use another's domain: fill in, seal, save as PDF. A page that any browser prints. */
export const AUTHORISATION_LETTER: Letter = {
  label: { zh: "下载《公司关系授权函》", en: "Download the letter of authorisation" },
  name: "公司关系授权函.html",
  html: `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>公司关系授权函</title>
<style>body{font:16px/2 serif;max-width:42em;margin:3em auto;padding:0 1em}h1{text-align:center;letter-spacing:.2em}
u{display:inline-block;min-width:12em;border-bottom:1px solid;text-decoration:none}.end{text-align:right}</style></head><body>
<h1>公司关系授权函</h1>
<p>致：<u>&nbsp;</u></p>
<p>　　我公司 <u>&nbsp;</u>（统一社会信用代码：<u>&nbsp;</u>）为下列域名的持有人：</p>
<p>　　域名：<u style="min-width:24em">&nbsp;</u></p>
<p>　　现授权 <u>&nbsp;</u>（统一社会信用代码：<u>&nbsp;</u>，与我公司的关系：<u>&nbsp;</u>）使用上述域名作为智能信息短链域名，
授权期限自 <u style="min-width:7em">&nbsp;</u> 至 <u style="min-width:7em">&nbsp;</u>。我公司保证对上述域名享有合法权利，由此产生的责任由我公司承担。</p>
<p class="end">授权单位（盖章）：<u>&nbsp;</u></p>
<p class="end">日期：<u style="min-width:8em">&nbsp;</u></p>
</body></html>`,
};
