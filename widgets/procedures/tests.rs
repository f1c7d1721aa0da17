//! Every state, rendered natively.
