"""Many pictures that differ in few things, and what can be learned from them."""
