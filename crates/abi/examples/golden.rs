//! Prints the native quote of every golden cart, one a line: what the module is compared with.

#[path = "../tests/rows.rs"]
mod rows;

use std::io::Write;

fn main() -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    for row in rows::read() {
        let rows::Row {
            campaign, cart, at, ..
        } = row;
        let told = campaign::quote_json(&rows::campaign(&campaign), &cart, at);
        writeln!(out, "{told}")?;
    }
    Ok(())
}
