import { escapeHtml } from "../templates/escape.ts";

/** The letter 《华为智能信息授权书》 of table 9-1, with what it authorises: print, sign, scan. A page that any browser prints. */
export function authorisationLetter(
  name: string,
  remark: string,
): { readonly name: string; readonly html: string } {
  const blank = (text: string) => `<u>${escapeHtml(text) || "&nbsp;"}</u>`;
  return {
    name: "华为智能信息授权书.html",
    html: `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>华为智能信息授权书</title>
<style>body{font:16px/2 serif;max-width:42em;margin:3em auto;padding:0 1em}h1{text-align:center;letter-spacing:.2em}
u{display:inline-block;min-width:12em;border-bottom:1px solid;text-decoration:none}.end{text-align:right}</style></head><body>
<h1>华为智能信息授权书</h1>
<p>致：<u>&nbsp;</u></p>
<p>　　我公司 <u>&nbsp;</u>（统一社会信用代码：<u>&nbsp;</u>）授权在智能信息服务中以下列名称开设并展示服务号：</p>
<p>　　服务号名称：${blank(name)}</p>
<p>　　备注说明：${blank(remark)}</p>
<p>　　授权期限自 <u style="min-width:7em">&nbsp;</u> 至 <u style="min-width:7em">&nbsp;</u>。我公司保证对上述名称、标识和签名享有合法权利，由此产生的责任由我公司承担。</p>
<p class="end">授权单位（盖章）：<u>&nbsp;</u></p>
<p class="end">日期：<u style="min-width:8em">&nbsp;</u></p>
</body></html>`,
  };
}
