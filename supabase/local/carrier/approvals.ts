import { templateDelay } from "./decide.ts";
import type { Deliverer } from "./deliver.ts";
import { templateBody } from "./protocol.ts";
import { parse, Refusal } from "./refusal.ts";
import { type Arrived, json } from "./request.ts";
import type { Store } from "./store.ts";

/** `POST /v1/templates` and `DELETE /v1/templates/{carrier_id}` (carrier.md, "To the carrier"). */
export class Approvals {
  readonly #store: Store;
  readonly #deliverer: Deliverer;

  constructor(store: Store, deliverer: Deliverer) {
    this.#store = store;
    this.#deliverer = deliverer;
  }

  /**
   * Take a template; each vendor's decision is made now and told later. A known reference is answered as before.
   * @throws Refusal 400
   */
  async take(request: Arrived): Promise<{ carrier_id: string }> {
    const { templates, control, log } = this.#store;
    const { reference, vendors, callback_url: callback } = parse(templateBody, json(request.body));
    const before = templates.find(reference);
    if (before > 0) {
      await log.settled();
      return { carrier_id: templates.carrierId(before) };
    }
    const decisions = [...new Set(vendors)].map((vendor) => ({
      vendor,
      reason: control.template_reject[vendor] ?? null,
      delay: templateDelay(control, reference, vendor),
    }));
    await this.#store.write({ k: "template", reference, at: Date.now(), callback, decisions });
    const template = templates.find(reference);
    for (const decision of templates.decisions(template)) {
      this.#deliverer.plan("template_states", decision, templates.due(decision));
    }
    return { carrier_id: templates.carrierId(template) };
  }

  /**
   * Delete a template: no more decisions about it. Deleting it again changes nothing.
   * @throws Refusal 404 when there never was one
   */
  async delete(request: Arrived): Promise<undefined> {
    const { templates, log } = this.#store;
    const template = templates.numbered(request.id);
    if (template === 0) throw new Refusal(404, "not_found", "there is no template with this carrier_id");
    if (templates.isDeleted(template)) await log.settled();
    else await this.#store.write({ k: "deleted", template });
  }
}
