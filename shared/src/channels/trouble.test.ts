import assert from "node:assert/strict";
import { test } from "node:test";
import { troubleWords } from "./trouble.ts";

test("why a channel failed is said in both languages; a carrier's own words stay", () => {
  assert.deepEqual(troubleWords("the carrier answered 503"), {
    zh: "运营商返回 HTTP 503",
    en: "the carrier answered HTTP 503",
  });
  assert.equal(troubleWords("no answer within 10 s").zh, "10 秒内没有应答");
  assert.equal(troubleWords("the connection failed: ECONNREFUSED").zh, "连接失败：ECONNREFUSED");
  assert.equal(
    troubleWords("the carrier refused the bind with ESME_RINVPASWD").zh,
    "运营商不接受密码：请更换运营商密钥",
  );
  assert.equal(
    troubleWords("the carrier refused the bind with 0x00000400").en,
    "the carrier refused the bind with 0x00000400",
  );
  assert.deepEqual(troubleWords("余额不足"), { zh: "余额不足", en: "余额不足" });
});

test("what KooMessage's client says is read in both languages, with its advice", () => {
  const clock = troubleWords(
    "KooMessage answered 401 APIGW.0301 (signature expired): the clock here is 1200 s behind its own",
  );
  assert.equal(clock.zh, "KooMessage 返回 401 APIGW.0301 (signature expired)：本机时钟慢 1200 秒，请校准");
  assert.equal(troubleWords("IAM answered 503").zh, "IAM 返回 503");
  const keys = troubleWords("KooMessage answered 401 APIGW.0301: check access_key and secret_key");
  assert.equal(keys.zh, "KooMessage 返回 401 APIGW.0301：请检查 access_key 与 secret_key");
  assert.equal(keys.en, "KooMessage answered 401 APIGW.0301: check access_key and secret_key");
  assert.equal(troubleWords("IAM: no answer within 8 s").zh, "IAM 8 秒内没有应答");
});
