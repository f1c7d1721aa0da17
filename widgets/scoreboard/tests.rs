//! Every layout, state and case of comparison, worked out and rendered natively.
