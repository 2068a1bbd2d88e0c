import assert from "node:assert/strict";
import test from "node:test";
import { doneText } from "./done.ts";
import { VERB_WORDS } from "./words.ts";

test("a history says what somebody did: Bob submitted, Carol approved", () => {
  const done = (...verbs: string[]) => verbs.map((verb) => doneText(verb, "en")).join(", ");
  assert.equal(done("approve", "submit", "release", "cancel"), "approved, submitted, released, ended");
  assert.equal(
    done("break_glass", "hold", "freeze", "sign_in", "set_locale"),
    "emergency-released, held, froze, signed in, set the language",
  );
  assert.equal(done("vendor_approve", "vendor_rejected"), "vendor approved, vendor rejected");
  assert.equal(doneText("approve", "zh-CN"), "通过");
});

test("no verb of the audit log is left without a past, or with one that is no word", () => {
  for (const verb of Object.keys(VERB_WORDS)) {
    // “confirmeded” of what is a past already, “sended” of what is irregular.
    assert.doesNotMatch(
      doneText(verb, "en"),
      /^(\w+eded|(?!\w*(need|seed))(re)?(send|say|write|tell|give|go|get|choose|bind|find|keep|lose|pay|read|run|take|do)(e?d|ed))( |$)/,
    );
    assert.match(
      doneText(verb, "en"),
      /^(\w+ed|began|broke|found|froze|held|kept|left|made|resent|said|saw|sent|set|took|undid|unfroze|withdrew|wrote|vendor \w+ed|emergency-released|auto-paused)( |$)/,
    );
  }
});
