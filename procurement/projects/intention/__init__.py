"""Purchase intentions: published ahead of the purchase, so that suppliers can prepare (财库〔2020〕10号)."""
