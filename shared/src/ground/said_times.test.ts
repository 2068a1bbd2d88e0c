import assert from "node:assert/strict";
import test from "node:test";
import { readDay, readTime } from "./said_times.ts";

const SHANGHAI = "Asia/Shanghai";
const NEW_YORK = "America/New_York";
/** A Monday, 11:00 in Shanghai. */
const NOW = new Date("2026-11-30T03:00:00Z");

const at = (text: string, zone = SHANGHAI, now = NOW) => readTime(text, zone, now)?.toISOString();

test("a typed time is read on the enterprise's clock, a full one as it says", () => {
  assert.equal(at("2026-12-01 10:00"), "2026-12-01T02:00:00.000Z");
  assert.equal(at("2026-12-01T10:00"), "2026-12-01T02:00:00.000Z");
  assert.equal(at("2026/12/1 10：00"), "2026-12-01T02:00:00.000Z");
  assert.equal(at("2026-07-01 10:00", NEW_YORK), "2026-07-01T14:00:00.000Z");
  assert.equal(at("2026-12-01T10:00:00+08:00", NEW_YORK), "2026-12-01T02:00:00.000Z");
  // Shown twice, it is the later one, as in the database.
  assert.equal(at("2026-11-01 01:30", NEW_YORK), "2026-11-01T06:30:00.000Z");
});

test("a time of day is the next one", () => {
  assert.equal(at("18:05"), "2026-11-30T10:05:00.000Z");
  assert.equal(at("9:30"), "2026-12-01T01:30:00.000Z");
  assert.equal(at("10am"), "2026-12-01T02:00:00.000Z");
  assert.equal(at("下午3点半"), "2026-11-30T07:30:00.000Z");
});

test("a day and an hour are understood as they are said, in both languages", () => {
  const tomorrow10 = "2026-12-01T02:00:00.000Z";
  for (const said of [
    ...["tomorrow 10", "Tomorrow at 10:00", "tomorrow 10am", "10:00 tomorrow", "10 am tomorrow", "tue 10"],
    ...[
      "明天10点",
      "明天 10:00",
      "明天上午10点",
      "明日十点",
      "明早10点",
      "12月1日10点",
      "周二10点",
      "星期二 上午十点",
    ],
    ...["1 Dec 10:00", "Dec 1 10:00", "in 1 day at 10", "2026年12月1日10点", "１２月１日１０点"],
  ])
    assert.equal(at(said), tomorrow10, said);
  assert.equal(at("fri 10:00"), "2026-12-04T02:00:00.000Z");
  assert.equal(at("next fri 10"), "2026-12-11T02:00:00.000Z");
  assert.equal(at("下周五下午三点半"), "2026-12-11T07:30:00.000Z");
  assert.equal(at("后天晚上8点"), "2026-12-02T12:00:00.000Z");
  assert.equal(at("tonight 8"), "2026-11-30T12:00:00.000Z");
  assert.equal(at("tomorrow noon"), "2026-12-01T04:00:00.000Z");
  assert.equal(at("今晚8点一刻"), "2026-11-30T12:15:00.000Z");
});

test("a weekday is the next one: today's where its hour is still to come, a past one only where this week is said", () => {
  assert.equal(at("mon 18:00"), "2026-11-30T10:00:00.000Z");
  assert.equal(at("mon 9:00"), "2026-12-07T01:00:00.000Z");
  assert.equal(at("周一9点"), "2026-12-07T01:00:00.000Z");
  assert.equal(at("本周一9点"), "2026-11-30T01:00:00.000Z", "past: who asks says so");
  assert.equal(at("today 9:00"), "2026-11-30T01:00:00.000Z");
});

test("so much later is so much later, also over the night in which the clocks change", () => {
  assert.equal(at("in 2 hours"), "2026-11-30T05:00:00.000Z");
  for (const said of ["in 30 minutes", "in half an hour", "in 30m", "30分钟后", "半小时后", "半个小时以后"])
    assert.equal(at(said), "2026-11-30T03:30:00.000Z", said);
  assert.equal(at("两小时后"), "2026-11-30T05:00:00.000Z");
  assert.equal(at("1个半小时后"), "2026-11-30T04:30:00.000Z");
  // 01:30 in New York before the clocks go from 2:00 to 3:00, and back from 2:00 to 1:00.
  assert.equal(at("in 2 hours", NEW_YORK, new Date("2026-03-08T06:30:00Z")), "2026-03-08T08:30:00.000Z");
  const eve = new Date("2026-03-07T17:00:00Z");
  assert.equal(at("tomorrow 10", NEW_YORK, eve), "2026-03-08T14:00:00.000Z", "summer time has begun");
  assert.equal(at("in 1 day", NEW_YORK, eve), "2026-03-08T16:00:00.000Z", "the same hour of the next day");
  assert.equal(at("tomorrow 1:30", NEW_YORK, new Date("2026-10-31T16:00:00Z")), "2026-11-01T06:30:00.000Z");
});

test("what is no time, and what no clock ever shows, is refused", () => {
  for (const text of [
    ...["soon", "25:00", "2026-02-30 10:00", "2026-13-01 10:00", "10", "2026-12-01", "tomorrow", "明天", ""],
    ...[
      "tomorrow 25:00",
      "tomorrow 10 please",
      "13pm",
      "fri",
      "monster 10",
      "会员日十点",
      "10 10",
      "in 2 moons",
    ],
  ])
    assert.equal(at(text), undefined, text);
  assert.equal(at("2026-03-08 02:30", NEW_YORK), undefined, "the hour that summer time leaves out");
  assert.equal(at("tomorrow 2:30", NEW_YORK, new Date("2026-03-07T17:00:00Z")), undefined);
});

test("a day is understood alone", () => {
  const day = (text: string) => readDay(text, SHANGHAI, NOW);
  for (const said of [
    "2026-12-04",
    "2026/12/4",
    "fri",
    "Friday",
    "on fri",
    "周五",
    "in 4 days",
    "4天后",
    "12月4日",
    "Dec 4",
  ])
    assert.equal(day(said), "2026-12-04", said);
  assert.equal(day("mon"), "2026-11-30");
  assert.equal(day("下周一"), "2026-12-07");
  assert.equal(day("1 mar"), "2027-03-01", "the next one");
  for (const said of ["soon", "2026-02-30", "tomorrow 10", "12"]) assert.equal(day(said), null, said);
});
