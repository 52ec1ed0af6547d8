//! The engine from outside: cases of other engines, golden examples, laws and an oracle.

mod any_terms;
mod beside;
mod build;
mod conditions;
mod dice;
mod errors;
mod freight;
mod golden;
mod item_price;
mod laws;
mod multi;
mod multi_layer;
mod multi_oracle;
mod multi_terms;
mod oracle;
mod peer_cases;
mod presets;
mod refund;
mod selection;
mod terms;
mod top_up;
