//! The studio's page.

fn main() {
    dacu::studio::run();
}
