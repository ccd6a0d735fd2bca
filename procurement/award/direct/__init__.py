"""The short path: a supplier found by comparing offers, or by a procedure held on another platform."""
