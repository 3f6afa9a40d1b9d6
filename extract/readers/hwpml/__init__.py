"""The reader of HWPML, the one XML file that Hangul saved before HWPX."""
