import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const port = Number(process.env.TIDINGS_ADMIN_PORT ?? 5273);

/** The panel: served on TIDINGS_ADMIN_PORT, built to `admin/dist`. Only VITE_* reach the browser, so no service key can. */
// biome-ignore lint/style/noDefaultExport: vite reads the default export of its configuration
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  server: { host: "127.0.0.1", port, strictPort: true },
  preview: { host: "127.0.0.1", port, strictPort: true },
  build: { target: "es2022", sourcemap: false, chunkSizeWarningLimit: 900 },
  worker: { format: "es" },
});
