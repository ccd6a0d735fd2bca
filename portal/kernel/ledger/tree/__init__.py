"""The Merkle tree over the ledger: places given after the commit, heads signed, proofs for anybody."""
