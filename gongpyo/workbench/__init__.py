"""The reviewer's pages on this computer, where documents are dropped and decisions are taken."""
