//! Every state of the news, rendered natively.
