import assert from "node:assert/strict";
import { test } from "node:test";
import type { BasicContent, Frame } from "./content.ts";
import { parametersInOrder, toKooMessageBasic } from "./koomessage.ts";

const param = (name: string) => `\${${name}}`;
const version = (frames: readonly Frame[], subject = "会员日") => ({
  ...{ reference: "5f0c1d2e-0000-4000-8000-00000000a001", name: "会员日", signature: "云杉", days: 30 },
  content: { slots: { subject, frames: [...frames] } } satisfies BasicContent,
});
const picture = (more: Partial<Extract<Frame, { type: "image" }>> = {}): Frame => ({
  type: "image",
  image: { src: "https://us.test/a.JPG?1", alt: "" },
  ...more,
});

test("frames go in their order, a caption above or below its medium, the signature before the first text", () => {
  const body = toKooMessageBasic(
    version([
      picture({ caption: "看图", caption_at: "above" }),
      { type: "text", text: "全场八折" },
      { type: "video", video: { src: "https://us.test/v.3gp" }, caption: "看片" },
    ]),
  );
  assert.deepEqual(
    body.reslist.map(({ index, type, source, content }) => [index, type, source, content]),
    [
      ["1-1", "txt", "txt", "【云杉】看图"],
      ["1-2", "jpg", "url", "https://us.test/a.JPG?1"],
      ["2-1", "txt", "txt", "全场八折"],
      ["3-1", "3gp", "url", "https://us.test/v.3gp"],
      ["3-2", "txt", "txt", "看片"],
    ],
  );
  assert.deepEqual([body.title, body.expiration_time], ["会员日", "30"]);
});

test("parameters have numbers by the order in which they first stand, whatever their names are", () => {
  const frames: Frame[] = [
    picture({ caption: `${param("zeta")} ${param("alpha")}` }),
    { type: "text", text: `${param("alpha")} ${param("zeta")} ${param("mid")}` },
  ];
  assert.deepEqual(parametersInOrder(version(frames).content), ["zeta", "alpha", "mid"]);
  assert.deepEqual(
    toKooMessageBasic(version(frames)).reslist.flatMap(({ type, content }) =>
      type === "txt" ? [content] : [],
    ),
    ["【云杉】#p_1# #p_2#", "#p_2# #p_1# #p_3#"],
  );
});
