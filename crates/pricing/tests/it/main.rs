//! The engine from outside: cases of other engines, golden examples, laws and an oracle.

mod beside;
mod build;
mod conditions;
mod dice;
mod errors;
mod freight;
mod fuzz;
mod golden;
mod hash;
mod item_price;
mod laws;
mod multi;
mod multi_layer;
mod multi_terms;
mod multi_units;
mod next_tier;
mod oracle;
mod peer_cases;
mod presets;
mod refund;
mod search_lines;
mod selection;
mod terms;
mod told;
mod top_up;
mod worlds;
