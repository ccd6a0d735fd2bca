"""Generated data at provincial scale, every name marked 示例: for demonstrations of size and for bench/."""
