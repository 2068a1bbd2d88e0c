/** Every layout of the catalogue: made in the editor, approved by a colleague, decided by each vendor, and shown as it was made. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { LAYOUTS } from "@tidings/shared/layouts/catalogue.ts";
import type { Content } from "@tidings/shared/templates/content.ts";
import { cardPicture, shownParams } from "@tidings/shared/templates/picture/picture.ts";
import { wordsOf } from "@tidings/shared/templates/picture/words.ts";
import type { Browser, Page } from "playwright-core";
import { launch, openPage } from "../screens/browser.ts";
import { signIn, textOf, visit } from "../screens/panel.ts";
import { comes } from "../screens/shown.ts";
import { fillTemplate } from "../screens/template_form.ts";
import { type Member, member } from "./members.ts";

const RUN = Date.now().toString(36);
/** These two refuse whatever they are asked about, so that of three vendors or more one does. */
const REFUSING = ["vivo", "samsung"] as const;

let browser: Browser;
let bob: Page;
let maker: Member;
/** Approves where no browser is needed: that a decision is made in the panel is the story of panel_templates.test.ts. */
let carol: Member;

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
  bob = await openPage(browser);
  await signIn(bob, "bob@demo.test", "简体中文");
  maker = await member("bob", "zh-CN");
  carol = await member("carol", "zh-CN");
});
after(async () => {
  await browser?.close();
  await control({});
});

/** The content that was saved, as bob reads it. */
async function savedContent(id: string): Promise<Content> {
  const { data, error } = await maker.client.from("template_cards").select("content").eq("id", id).single();
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
    await bob.waitForURL(/\/templates\/[0-9a-f-]{36}$/);
    const template = bob.url().split("/").at(-1) ?? "";
    await carol.verb("approve_template", { template });
    for (const vendor of layout.vendors) {
      const decision = REFUSING.includes(vendor as "vivo") ? "rejected" : "approved";
      await bob.locator(`[data-vendor="${vendor}"] [data-state="${decision}"]`).first().waitFor();
    }
    await bob.locator('[data-state="approved"]').first().waitFor();

    const content = await savedContent(template);
    const request = {
      layout: layout.layout,
      content,
      params: shownParams(content),
      locale: "zh-CN",
    } as const;
    const expected = wordsOf(cardPicture({ ...request, vendor: layout.vendors[0] ?? null })).filter(
      (each) => !/^\d+\/\d+$/.test(each),
    );
    const phone = bob.frameLocator(".phone iframe").first().locator("body");
    const unseen = async () => {
      const shown = bare(await textOf(phone));
      return expected.filter((text) => !shown.includes(bare(text)));
    };
    await comes(unseen, (texts) => assert.deepEqual(texts, [], `${layout.layout}: the phone shows them`));
  });
}
