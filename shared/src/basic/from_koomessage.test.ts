// biome-ignore-all lint/suspicious/noTemplateCurlyInString: ${name} is how a text writes a parameter
import assert from "node:assert/strict";
import { test } from "node:test";
import { fromKooMessageBasic, kindOf, type PartThere, parametersThere } from "./from_koomessage.ts";
import { toKooMessageBasic } from "./koomessage.ts";

const fileOf = ({ content }: PartThere) => ({ src: content });
const text = (content: string, index?: string): PartThere => ({ index, type: "txt", name: "t.txt", content });
const picture = (content: string, index?: string): PartThere => ({
  ...{ index, type: "jpg", name: "p.jpg", content },
});

test("what we hand over comes back as it was", () => {
  const content = {
    slots: {
      subject: "会员日",
      frames: [
        {
          type: "image" as const,
          image: { src: "/a.jpg" },
          caption: "${p_1}，您好",
          caption_at: "above" as const,
        },
        { type: "text" as const, text: "优惠 ${p_2} 元" },
        { type: "video" as const, video: { src: "/b.mp4", name: "3-1.mp4" }, caption: "看看" },
        { type: "audio" as const, audio: { src: "/c.mp3", name: "4-1.mp3" } },
      ],
    },
    params: [
      { name: "p_1", example: "示例" },
      { name: "p_2", example: "示例" },
    ],
  };
  const there = toKooMessageBasic({
    ...{ reference: "00000000-0000-4000-8000-000000000000", name: "n", signature: "云杉", days: 30, content },
  });
  assert.deepEqual(fromKooMessageBasic(there.title, there.reslist, fileOf), { signature: "云杉", content });
  assert.deepEqual(
    [...parametersThere(content)],
    [
      ["p_1", "p_1"],
      ["p_2", "p_2"],
    ],
  );
});

test("without places each part is a frame; a text that was a signature alone is none", () => {
  const found = fromKooMessageBasic("题", [text("【云杉】"), picture("/a.jpg"), text("再见")], fileOf);
  assert.ok(typeof found === "object");
  assert.deepEqual(
    found.content.slots.frames.map(({ type }) => type),
    ["image", "text"],
  );
  assert.equal(found.content.params, undefined);
  const pairs = [
    text("【云杉】一", "2-1"),
    text("二", "2-2"),
    picture("/a.jpg", "1-1"),
    picture("/b.jpg", "1-2"),
  ];
  const two = fromKooMessageBasic("题", pairs, fileOf);
  assert.ok(typeof two === "object");
  assert.deepEqual(
    two.content.slots.frames.map(({ type }) => type),
    ["image", "image", "text", "text"],
  );
});

test("what is no storyboard says why", () => {
  const said = (parts: PartThere[]) => fromKooMessageBasic("题", parts, fileOf);
  assert.equal(said([]), "unsigned");
  assert.equal(said([text("没有签名"), picture("/a.jpg")]), "unsigned");
  assert.equal(said([text("【 】空")]), "unsigned");
  assert.equal(said([{ ...text("【云杉】"), type: "pdf" }]), "type");
  assert.equal(said([text("【云杉】", "1"), picture("/a.jpg", "1-2")]), "index");
  assert.equal(said([text("【云杉】", "1-1"), picture("/a.jpg")]), "index");
  assert.deepEqual(["TXT", "JPEG", "mp3", "3gp", "amr"].map(kindOf), [
    "text",
    "image",
    "audio",
    "video",
    null,
  ]);
});

test("parameters of ours are numbered there by their first use", () => {
  const slots = { subject: "题", frames: [{ type: "text" as const, text: "${name} ${code} ${name}" }] };
  assert.deepEqual(
    [...parametersThere({ slots })],
    [
      ["name", "p_1"],
      ["code", "p_2"],
    ],
  );
});
