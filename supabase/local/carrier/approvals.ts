import { templateDelay } from "./decide.ts";
import type { Deliverer } from "./deliver.ts";
import { REVIEWING, templateBody, type Vendor } from "./protocol.ts";
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
   * Take a template; what each vendor or network decides is made up now and told later. A known reference is answered as before.
   * @throws Refusal 400
   */
  async take(request: Arrived): Promise<{ carrier_id: string }> {
    const { templates, control, log } = this.#store;
    const template = parse(templateBody, json(request.body));
    const { reference, callback_url: callback } = template;
    const before = templates.find(reference);
    if (before > 0) {
      await log.settled();
      return { carrier_id: templates.carrierId(before) };
    }
    const said = (who: Vendor | (typeof REVIEWING)[number]) => ({
      reason: control.template_reject[who] ?? null,
      delay: templateDelay(control, reference, who),
    });
    const decisions =
      template.kind === "basic"
        ? REVIEWING.map((network) => ({ network, ...said(network) }))
        : [...new Set(template.vendors)].map((vendor) => ({ vendor, ...said(vendor) }));
    await this.#store.write({ k: "template", reference, at: Date.now(), callback, decisions });
    const taken = templates.find(reference);
    for (const decision of templates.decisions(taken)) {
      this.#deliverer.plan("template_states", decision, templates.due(decision));
    }
    return { carrier_id: templates.carrierId(taken) };
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
