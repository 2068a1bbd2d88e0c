/** Sample link for text previews, as long as a real one: a short domain and a code of eight characters. */
export const LINK_PLACE = "https://example.cn/l/AbC12xYz";
