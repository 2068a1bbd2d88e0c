/** Every layout of the catalogue: made in the editor, approved by a colleague, decided by each vendor, and shown as it was made. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { createClient } from "@supabase/supabase-js";
import { LAYOUTS } from "@tidings/shared/layouts/catalogue.ts";
import type { Content } from "@tidings/shared/templates/content.ts";
import { cardPicture, shownParams } from "@tidings/shared/templates/picture/picture.ts";
import { wordsOf } from "@tidings/shared/templates/picture/words.ts";
import type { Browser, Page } from "playwright-core";
import { launch, openPage } from "../screens/browser.ts";
import { PASSWORD, place, setLocale, signIn, textOf, transition, visit } from "../screens/panel.ts";
import { fillTemplate } from "../screens/template_form.ts";

const RUN = Date.now().toString(36);
/** These two refuse whatever they are asked about, so that of three vendors or more one does. */
const REFUSING = ["vivo", "samsung"] as const;

let browser: Browser;
let bob: Page;
let carol: Page;
const reader = createClient(place().api, place().key, { auth: { persistSession: false } });

const control = async (template_reject: Record<string, string>) => {
  const answer = await fetch(`${process.env.TIDINGS_TEST_CARRIER_URL}/control`, {
    method: "PUT",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ template_reject, template_delay_ms: [0, 50] }),
  });
  assert.equal(answer.status, 200);
};

before(async () => {
  await control(Object.fromEntries(REFUSING.map((vendor) => [vendor, "图片不清晰"])));
  browser = await launch();
  [bob, carol] = await Promise.all([openPage(browser), openPage(browser)]);
  await reader.auth.signInWithPassword({ email: "bob@demo.test", password: PASSWORD });
  await signIn(bob, "bob@demo.test");
  await setLocale(bob, "简体中文");
  await signIn(carol, "carol@demo.test");
  await setLocale(carol, "简体中文");
});
after(async () => {
  await browser?.close();
  await control({});
});

/** The content that was saved, as bob reads it. */
async function savedContent(id: string): Promise<Content> {
  const { data, error } = await reader.from("template_cards").select("content").eq("id", id).single();
  assert.equal(error, null);
  return data?.content as Content;
}

const bare = (text: string) => text.replace(/\s+/g, "");

for (const layout of LAYOUTS) {
  test(`${layout.layout}: a template is made, submitted, approved, decided by its vendors, and shown as it was made`, async () => {
    await visit(bob, "/templates/new");
    await fillTemplate(bob, layout, `${layout.words.zh}${RUN}`);
    await bob.getByTestId("save-submit").click();
    await bob.locator('[data-state="in_review"]').first().waitFor();
    const address = new URL(bob.url()).pathname;

    await visit(carol, address);
    await transition(carol, "approve");
    for (const vendor of layout.vendors) {
      const decision = REFUSING.includes(vendor as "vivo") ? "rejected" : "approved";
      await carol.locator(`[data-vendor="${vendor}"] [data-state="${decision}"]`).first().waitFor();
    }
    await carol.locator('[data-state="approved"]').first().waitFor();

    const content = await savedContent(address.split("/").at(-1) ?? "");
    const request = {
      layout: layout.layout,
      content,
      params: shownParams(content),
      locale: "zh-CN",
    } as const;
    const expected = wordsOf(cardPicture({ ...request, vendor: layout.vendors[0] ?? null }));
    const shown = bare(await textOf(bob.frameLocator(".phone iframe").first().locator("body")));
    for (const text of expected.filter((each) => !/^\d+\/\d+$/.test(each)))
      assert.ok(shown.includes(bare(text)), `${layout.layout}: the phone shows ${text}`);
  });
}
