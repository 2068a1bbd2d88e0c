/** The materials of the demo's filings (FIL-1, FIL-4): each that a form asks for is a file that opens, so that reviewers see what one looks like. */
import postgres from "postgres";
import { FILING_FORMS, type FilingForm, type Material } from "../../shared/src/filings/forms.ts";
import { FILING_LETTERS } from "../../shared/src/filings/letters.ts";
import { keep } from "./demo_steps.ts";

/** The licence is a picture, as a phone takes one; the others are the letters that the panel fills in. */
const fileOf = (material: Material) =>
  material === "licence"
    ? { file: "filings/licence.jpg", name: "营业执照.jpg" }
    : { file: `filings/${material}.pdf`, name: `${FILING_LETTERS[material]?.name ?? material}.pdf` };

/** Lays them after the seed, where its filings have none yet. `home`: TIDINGS_HOME, under which objects lie. */
export async function layFilings(url: string, home: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    await sql.begin(async (step) => {
      const filed = await step<{ form: FilingForm; version: string; enterprise: string }[]>`
        select f.form, v.id as version, v.enterprise_id as enterprise
        from public.filings f join public.filing_versions v on v.id = f.live_version_id
        join public.enterprises e on e.id = f.enterprise_id
        where e.name = '云杉商城' and not exists (select from public.filing_materials m where m.version_id = v.id)`;
      for (const { form, version, enterprise } of filed) {
        for (const [name, needed] of Object.entries(FILING_FORMS[form].materials)) {
          if (needed === "optional") continue;
          const material = name as Material;
          const { file, name: called } = fileOf(material);
          const { path } = await keep(step, home, "filing", enterprise, file);
          await step`
            with laid as (
              insert into public.filing_documents (enterprise_id, material, path, name)
              values (${enterprise}, ${material}, ${path}, ${called})
              on conflict (path, material, name) do update set name = excluded.name returning id)
            insert into public.filing_materials (enterprise_id, version_id, material, document_id)
            select ${enterprise}, ${version}, ${material}, id from laid`;
        }
      }
    });
  } finally {
    await sql.end();
  }
}
