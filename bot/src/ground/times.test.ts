import assert from "node:assert/strict";
import test from "node:test";
import { timeText } from "@tidings/shared/ground/clock.ts";
import { dayText } from "./times.ts";

const SHANGHAI = "Asia/Shanghai";
const NEW_YORK = "America/New_York";

test("times are shown on the enterprise's clock", () => {
  assert.equal(timeText("2026-11-24T15:30:00Z", SHANGHAI), "2026-11-24 23:30");
  assert.equal(timeText("2026-11-24T15:30:00Z", NEW_YORK), "2026-11-24 10:30");
  assert.equal(timeText(null, SHANGHAI), "—");
  assert.equal(dayText(new Date("2026-11-24T17:00:00Z"), SHANGHAI), "2026-11-25");
});
