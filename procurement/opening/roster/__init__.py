"""The roster of those who may release an opening, kept beforehand."""
