import assert from "node:assert/strict";
import { test } from "node:test";
import { troubleWords } from "./trouble.ts";

test("why a channel failed is said in both languages; a carrier's own words stay", () => {
  assert.deepEqual(troubleWords("the carrier answered 503"), {
    zh: "运营商返回 HTTP 503",
    en: "the carrier returned HTTP 503",
  });
  assert.equal(troubleWords("no answer within 10 s").zh, "10 秒内无响应");
  assert.equal(troubleWords("the connection failed: ECONNREFUSED").zh, "连接失败：ECONNREFUSED");
  assert.equal(
    troubleWords("the carrier refused the bind with ESME_RINVPASWD").zh,
    "运营商不接受密码：请更换运营商密钥",
  );
  assert.equal(
    troubleWords("the carrier refused the bind with 0x00000400").en,
    "the carrier refused the connection: 0x00000400",
  );
  assert.deepEqual(troubleWords("余额不足"), { zh: "余额不足", en: "余额不足" });
});

test("why a post to an address that somebody typed was not taken is said in both languages", () => {
  const said = (error: string) => Object.values(troubleWords(error));
  for (const [error, zh, en] of [
    [
      "erp.example.com:8443 is not a public address that may be asked",
      "erp.example.com:8443 指向的不是公网地址",
      "erp.example.com:8443 doesn't point to a public address",
    ],
    ["connect ECONNREFUSED 8.8.8.8:443", "8.8.8.8:443 拒绝连接", "8.8.8.8:443 refused the connection"],
    [
      "queryA ENOTFOUND erp.example.com",
      "域名 erp.example.com 不存在",
      "domain erp.example.com doesn't exist",
    ],
    [
      "Hostname/IP does not match certificate's altnames: Host: erp.example.com. is not in the cert's altnames: DNS:*.other.example.com",
      "对方的证书不属于 erp.example.com",
      "the receiver's certificate isn't for erp.example.com",
    ],
    ["HTTP 302", "HTTP 302，系统不跟随跳转", "HTTP 302: redirects aren't followed"],
    ["HTTP 503", "HTTP 503", "HTTP 503"],
  ] as const)
    assert.deepEqual(said(error), [zh, en], error);
});

test("what KooMessage's client says is read in both languages, with its advice", () => {
  const clock = troubleWords(
    "KooMessage answered 401 APIGW.0301 (signature expired): the clock here is 1200 s slow; correct it",
  );
  assert.equal(clock.zh, "KooMessage 返回 401 APIGW.0301 (signature expired)：本机时钟慢 1200 秒，请校准");
  assert.equal(troubleWords("IAM answered 503").zh, "IAM 返回 503");
  const keys = troubleWords("KooMessage answered 401 APIGW.0301: check access_key and secret_key");
  assert.equal(keys.zh, "KooMessage 返回 401 APIGW.0301：请检查 access_key 与 secret_key");
  assert.equal(keys.en, "KooMessage returned 401 APIGW.0301: check access_key and secret_key");
  assert.equal(troubleWords("IAM: no answer within 8 s").zh, "IAM 8 秒内无响应");
});
