import assert from "node:assert/strict";
import { test } from "node:test";
import { segmentsOf } from "../../../shared/src/ground/segments.ts";
import { decode, encode, encodeSubmission, Frames, MOST_OCTETS, ucs2 } from "../../worker/smpp/codec.ts";
import { pairsOf, readDelivered } from "../../worker/smpp/delivered.ts";
import { answerId, receiptIds } from "../../worker/smpp/ids.ts";
import { submissionsOf } from "../../worker/smpp/texts.ts";
import { SETTINGS } from "./smpp_stage.ts";

/** What a PDU says, and how a message becomes one: without a connection. */
const NOW = Date.parse("2026-11-29T12:00:30Z");
const body = (text: string, more: object = {}) => ({
  ...{ source_addr: "8613800138000", destination_addr: "106900001", esm_class: 4, data_coding: 0 },
  short_message: Buffer.from(text, "latin1"),
  ...more,
});
const receipt = (text: string, more: object = {}) => {
  const read = readDelivered(body(text, more), SETTINGS, NOW);
  return read.kind === "receipt" ? read.receipt : read.kind;
};

test("a receipt is read in any case and order, with parts of it missing", () => {
  const full =
    "id:0012AB sub:001 dlvrd:001 submit date:2611291159 done date:2611291200 stat:DELIVRD err:000 text:id:9 stat:EXPIRED";
  assert.deepEqual(receipt(full), {
    ...{ ids: ["12ab"], status: "delivered", code: "DELIVRD" },
    ...{ at: "2026-11-29T12:00:00.000Z", number: "106900001" },
  });
  assert.deepEqual(receipt("Stat:undeliv Err:012 ID:7"), {
    ...{ ids: ["7"], status: "failed", code: "UNDELIV:012", at: null, number: "106900001" },
  });
  assert.equal(pairsOf("submit date:1 DONE DATE:2").get("done date"), "2");
});

test("each state is what the specification means by it, and what is not final is nothing", () => {
  const statusOf = (stat: string) => {
    const read = receipt(`id:1 stat:${stat}`);
    return typeof read === "string" ? read : read.status;
  };
  for (const [stat, status] of Object.entries({
    ...{ DELIVRD: "delivered", EXPIRED: "expired", UNDELIV: "failed", REJECTD: "failed", DELETED: "failed" },
    ...{ ACCEPTD: "nothing", ENROUTE: "nothing", UNKNOWN: "nothing", constructor: "nothing", "": "nothing" },
  }))
    assert.equal(statusOf(stat), status, stat);
});

test("optional parameters say it where the text does not", () => {
  const tlvs = {
    ...{ receipted_message_id: "00FF", message_state: 5 },
    network_error_code: Buffer.from([3, 0, 12]),
  };
  assert.deepEqual(receipt("", tlvs), {
    ...{ ids: ["ff"], status: "failed", code: "UNDELIV:12", at: null, number: "106900001" },
  });
  assert.equal(receipt("stat:DELIVRD"), "nothing", "without an id it is of nobody");
});

test("ids are written alike, whichever way the carrier writes them", () => {
  assert.equal(answerId("0000FF", "hex_to_decimal"), "255");
  assert.equal(answerId("255", "decimal_to_hex"), "ff");
  assert.equal(answerId(" 00Ab ", "as_is"), "ab");
  assert.equal(answerId("0", "as_is"), "0");
  assert.equal(answerId("f".repeat(60), "hex_to_decimal"), BigInt(`0x${"f".repeat(60)}`).toString());
  assert.equal(answerId("not-a-number", "hex_to_decimal"), "not-a-number");
  assert.deepEqual(receiptIds("255", "00FF", "hex_to_decimal"), ["255", "ff"]);
});

test("a text goes in as many parts as it is billed as, whole again on the phone, at the edges too", () => {
  for (const length of [1, 70, 71, 134, 135, 500, 1_000]) {
    const text = `【云杉】${"字".repeat(length)}`.slice(0, length);
    const settings = { ...SETTINGS, long_texts: "udh" as const };
    const parts = submissionsOf({ number: "106", to: "+8613800138000", text, settings, group: 7 }) ?? [];
    assert.equal(parts.length, segmentsOf(text), `${length} units`);
    const whole = parts.map(({ short_message }) => {
      const octets = short_message as Buffer;
      assert.ok(octets.length <= 140);
      return parts.length === 1 ? octets : octets.subarray(6);
    });
    assert.deepEqual(Buffer.concat(whole), ucs2(text));
    // Our own octets are those of the library.
    for (const part of parts)
      assert.deepEqual(encodeSubmission(0x7fffffff, part), encode("submit_sm", 0x7fffffff, part));
  }
  const settings = { ...SETTINGS, long_texts: "payload" as const };
  const long = { number: "106", to: "+8613800138000", settings, group: 7 };
  assert.equal(submissionsOf({ ...long, text: "字".repeat(1_000) })?.length, 1);
  const cut = { ...long, settings: SETTINGS };
  assert.equal(submissionsOf({ ...cut, text: "字".repeat(67 * 255 + 1) }), null, "no header numbers so many");
});

test("a stream is cut into its PDUs wherever it breaks, and what cannot be one is told at once", () => {
  const stream = Buffer.concat([encode("enquire_link", 1), encode("enquire_link", 2)]);
  for (let at = 0; at <= stream.length; at += 1) {
    const frames = new Frames();
    const found = [stream.subarray(0, at), stream.subarray(at)].flatMap((chunk) => frames.add(chunk).frames);
    assert.deepEqual(
      found.map((frame) => decode(frame).sequence),
      [1, 2],
    );
  }
  const length = (octets: number) => {
    const head = Buffer.alloc(4);
    head.writeUInt32BE(octets);
    return new Frames().add(head).oversized;
  };
  assert.deepEqual([0, 4, 15, 16, MOST_OCTETS, MOST_OCTETS + 1, 0xffffffff].map(length), [
    ...[0, 4, 15, null, null, MOST_OCTETS + 1, 0xffffffff],
  ]);
});

test("a PDU whose fields lie behind its end has a header and no body, and an unknown one has a name for it", () => {
  const whole = encode("deliver_sm", 9, {
    source_addr: "1",
    destination_addr: "2",
    short_message: Buffer.from("x"),
  });
  for (let octets = 16; octets < whole.length; octets += 1) {
    const cut = Buffer.from(whole.subarray(0, octets));
    cut.writeUInt32BE(octets, 0);
    const { command, sequence } = decode(cut);
    assert.deepEqual([command, sequence], ["deliver_sm", 9]);
  }
  assert.equal(decode(Buffer.from(whole.subarray(0, 16))).body, null);
  const strange = Buffer.from(whole);
  strange.writeUInt32BE(0x7777, 4);
  assert.equal(decode(strange).command, "unknown");
});

test("a reply is read in its coding, and a part of one with its place", () => {
  const reply = (more: object) => {
    const read = readDelivered(body("", { esm_class: 0, ...more }), SETTINGS, NOW);
    return read.kind === "reply" ? read.reply : read;
  };
  assert.deepEqual(
    [
      reply({ short_message: Buffer.from("TD") }),
      reply({ data_coding: 8, short_message: ucs2("退订") }),
      reply({ data_coding: 15, short_message: Buffer.from([0xcd, 0xcb, 0xb6, 0xa9]) }),
      reply({ short_message: Buffer.alloc(0), data_coding: 8, message_payload: ucs2("好的") }),
    ].map((one) => "text" in one && one.text),
    ["TD", "退订", "退订", "好的"],
  );
  const part = reply({
    ...{ esm_class: 0x40, data_coding: 8 },
    short_message: Buffer.concat([Buffer.from([6, 8, 4, 1, 2, 3, 2]), ucs2("二")]),
  });
  assert.deepEqual("group" in part && [part.group, part.parts, part.part, part.text], [258, 3, 2, "二"]);
  const nonsense = reply({ esm_class: 0x40, short_message: Buffer.from([5, 0, 3, 1, 2, 9, 65]) });
  assert.equal("kind" in nonsense && nonsense.kind, "nothing");
});
