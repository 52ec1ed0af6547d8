//! Prints the native quote of every golden cart, one a line: what the module is compared with. It
//! stops at one that is not what the golden file says.

#[path = "../tests/rows.rs"]
mod rows;

use std::io::Write;

use campaign::hash::fnv1a;

fn main() -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    for row in rows::read() {
        let told = campaign::quote_json(&rows::campaign(&row.campaign), &row.cart, row.at);
        let hash = format!("{:016x}", fnv1a(told.as_bytes()));
        assert_eq!(
            hash, row.hash,
            "{} is to be paid for {}",
            row.payable, row.cart
        );
        writeln!(out, "{told}")?;
    }
    Ok(())
}
