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
