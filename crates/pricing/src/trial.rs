//! Random worlds for unit tests that look inside: the same that the integration tests roll.

#[path = "../tests/it/build.rs"]
pub mod build;
#[path = "../tests/it/dice.rs"]
pub mod dice;
#[path = "../tests/it/worlds.rs"]
pub mod worlds;
