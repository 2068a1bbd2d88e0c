/**
 * What a page comes to show. A page is drawn anew when an answer has come, so what it shows right after a click is chance: each of these waits
 * until it is as expected, and fails with what is there instead.
 */
import assert, { AssertionError } from "node:assert/strict";
import { setTimeout as pause } from "node:timers/promises";
import type { Locator, Page } from "playwright-core";
import { sharesOf } from "./panel.ts";

/** As long as a busy machine takes for the slowest page, in milliseconds. A test that hangs is failed after 150 s, and nobody is told what it saw. */
const PATIENCE = 100_000;
/** Between two looks, in milliseconds. */
const BETWEEN = 50;

/** Reads until `check` finds nothing wrong with what was read. */
export async function comes<T>(read: () => Promise<T>, check: (found: T) => void): Promise<void> {
  for (const began = performance.now(); ; await pause(BETWEEN)) {
    const found = await read();
    try {
      return check(found);
    } catch (error) {
      if (!(error instanceof AssertionError) || performance.now() - began > PATIENCE) throw error;
    }
  }
}

const equals =
  <T>(expected: T, message?: string) =>
  (found: T) =>
    assert.deepEqual(found, expected, message);

/** So many elements are there. */
export const counts = (at: Locator, expected: number, message?: string) =>
  comes(() => at.count(), equals(expected, message));

/** A field holds this. */
export const holds = (at: Locator, expected: string, message?: string) =>
  comes(() => at.inputValue(), equals(expected, message));

/** All text inside is this, or matches it. */
export const reads = (at: Locator, expected: string | RegExp, message?: string) =>
  comes(
    async () => (await at.textContent()) ?? "",
    typeof expected === "string"
      ? equals(expected, message)
      : (found: string) => assert.match(found, expected, message),
  );

/** The texts of all elements, in order; those without a text are left out. */
export const lists = (at: Locator, expected: readonly string[], message?: string) =>
  comes(
    async () => (await at.allTextContents()).filter(Boolean),
    equals<readonly string[]>(expected, message),
  );

/** It is to be seen, or not. */
export const seen = (at: Locator, expected: boolean, message?: string) =>
  comes(() => at.isVisible(), equals(expected, message));

/** It is chosen, or not. */
export const checked = (at: Locator, expected: boolean, message?: string) =>
  comes(() => at.isChecked(), equals(expected, message));

/** It takes no click, or does. */
export const disabled = (at: Locator, expected: boolean, message?: string) =>
  comes(() => at.isDisabled(), equals(expected, message));

/** An attribute has this value. */
export const bears = (at: Locator, attribute: string, expected: string | null, message?: string) =>
  comes(() => at.getAttribute(attribute), equals(expected, message));

/** The bar of an account has these numbers. */
export const shares = (page: Page, expected: Record<string, number>, message?: string) =>
  comes(() => sharesOf(page), equals(expected, message));
