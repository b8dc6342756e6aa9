"""HTML: a page into its text, its pieces and where each stands in the markup."""
