"""The tree of Hangul's XML (OWPML, KS X 6101) as blocks: what HWPX packs, and what HWPML says under older names."""
