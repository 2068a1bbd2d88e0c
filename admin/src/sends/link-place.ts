/** What stands for a link where a text is shown: as long as a real one of a short domain, with eight characters of code. */
export const LINK_PLACE = "https://example.cn/l/AbC12xYz";
