import assert from "node:assert/strict";
import { test } from "node:test";
import { queryFrom } from "@tidings/shared/reports/query.ts";
import { figureLink, monthLink, reportLink } from "./drill.ts";

const TEMPLATE = "0b9f1f5e-6a52-4d58-9c80-5b8c0b6a1f11";
const asked = (text: string) => queryFrom("sends", new URLSearchParams(text), "2026-11-26");
const figure = (text: string, line: object, measure = "failed", zone = "Asia/Shanghai") =>
  figureLink(asked(text), { period: "2026-11-24", ...line }, measure, zone);

test("a figure of a day leads to its messages: those 24 hours of the enterprise's zone, with this result", () => {
  const to = new URL(figure("by=template", { template_id: TEMPLATE }) ?? "", "http://panel.test");
  assert.deepEqual(
    [to.pathname, Object.fromEntries(to.searchParams)],
    [
      "/sends/details",
      {
        ...{ from: "2026-11-23T16:00:00.000Z", to: "2026-11-24T16:00:00.000Z" },
        ...{ result: "failed", template: TEMPLATE },
      },
    ],
  );
  assert.match(figure("by=signature", { signature: "云杉商城" }) ?? "", /signature=/);
});

test("where the list of messages cannot be narrowed to the same rows, a figure leads nowhere", () => {
  assert.equal(figure("by=send", { send_id: "s" }), null);
  assert.equal(figure("template=签收", {}), null);
  assert.equal(figure("period=month", {}), null);
  assert.equal(figure("", {}, "send_count"), null);
});

test("a figure of clicks leads to what was clicked: on those days, of that account, at that place", () => {
  const clicks = (text: string, line: object, measure = "menus") =>
    reportLink(
      queryFrom("clicks", new URLSearchParams(text), "2026-11-26"),
      { period: "2026-11", ...line },
      measure,
    );
  const query = "from=2026-10-10&to=2026-11-20&period=month&vendor=oppo";
  const to = new URL(clicks(query, { account_id: TEMPLATE }) ?? "", "http://panel.test");
  assert.deepEqual(
    [to.pathname, Object.fromEntries(to.searchParams)],
    [
      "/reports/click-detail",
      {
        ...{ from: "2026-11-01", to: "2026-11-20" },
        ...{ vendor: "oppo", account: TEMPLATE, place: "menu" },
      },
    ],
  );
  assert.equal(clicks(query, { account_id: null }), null, "no filter asks for what is of no account");
  assert.equal(reportLink(asked(""), {}, "delivered"), null);
});

test("a month leads to its days, as far as they were asked for", () => {
  const query = asked("from=2026-10-10&to=2026-11-20&period=month");
  const to = new URL(monthLink(query, { period: "2026-10" }) ?? "", "http://panel.test");
  assert.deepEqual(
    [to.pathname, to.searchParams.get("from"), to.searchParams.get("to"), to.searchParams.get("period")],
    ["/reports", "2026-10-10", "2026-10-31", null],
  );
  assert.equal(monthLink(asked(""), { period: "2026-10-10" }), null);
});
