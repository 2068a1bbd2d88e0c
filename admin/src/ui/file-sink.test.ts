import assert from "node:assert/strict";
import test from "node:test";
import { CSV, fileSink, NDJSON, type PickFile } from "./file-sink.ts";

/** What was saved as a download. */
function downloads() {
  const saved: { name: string; content: Blob }[] = [];
  return { saved, save: (name: string, content: Blob) => void saved.push({ name, content }) };
}

/** A browser that writes to the disk, and what it wrote. */
function picker(failure?: DOMException) {
  const wrote: string[] = [];
  const pick: PickFile = async ({ suggestedName }) => {
    if (failure) throw failure;
    wrote.push(`open ${suggestedName}`);
    return {
      createWritable: async () => ({
        write: async (text) => void wrote.push(text),
        close: async () => void wrote.push("close"),
        abort: async () => void wrote.push("abort"),
      }),
    };
  };
  return { wrote, pick };
}

test("where the browser can, each part goes to the chosen file at once, and nothing is downloaded", async () => {
  const { wrote, pick } = picker();
  const { saved, save } = downloads();
  const sink = await fileSink(CSV, "L1.csv", pick, save);
  await sink?.write("a\r\n");
  assert.deepEqual(wrote, ["open L1.csv", "a\r\n"]);
  await sink?.close();
  assert.deepEqual([wrote.at(-1), saved.length], ["close", 0]);
});

test("elsewhere the parts are one download, byte for byte, and a stopped one is none", async () => {
  const { saved, save } = downloads();
  const part = "客户,1\r\n".repeat(400_000);
  const sink = await fileSink(CSV, "L2.csv", undefined, save);
  for (let n = 0; n < 3; n += 1) await sink?.write(part);
  await sink?.close();
  assert.deepEqual([saved[0]?.name, saved[0]?.content.type], ["L2.csv", "text/csv;charset=utf-8"]);
  assert.ok((await saved[0]?.content.text()) === part.repeat(3));
  const stopped = await fileSink(CSV, "L3.csv", undefined, save);
  await stopped?.write(part);
  await stopped?.abort();
  assert.equal(saved.length, 1);
});

test("the file picker is told the format", async () => {
  let accept: unknown;
  const pick: PickFile = (options) => {
    accept = options.types[0]?.accept;
    return picker().pick(options);
  };
  await fileSink(NDJSON, "log.ndjson", pick, () => undefined);
  assert.deepEqual(accept, { "application/x-ndjson": [".ndjson"] });
});

test("who closes the picker gets nothing; where it is forbidden, a download", async () => {
  const { saved, save } = downloads();
  assert.equal(await fileSink(CSV, "L4.csv", picker(new DOMException("no", "AbortError")).pick, save), null);
  const sink = await fileSink(CSV, "L5.csv", picker(new DOMException("no", "SecurityError")).pick, save);
  await sink?.write("a");
  await sink?.close();
  assert.deepEqual(
    saved.map(({ name }) => name),
    ["L5.csv"],
  );
});
