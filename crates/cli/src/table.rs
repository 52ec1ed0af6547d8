//! Columns for a terminal, where a Chinese character is two cells wide.

use unicode_width::UnicodeWidthStr;

/// Rows of cells; the first column is set left, the others right unless they are told to be left.
pub(crate) struct Table {
    rows: Vec<Vec<String>>,
    left: usize,
}

impl Table {
    /// A table whose first `left` columns are set left.
    pub(crate) fn new(left: usize) -> Self {
        Self {
            rows: Vec::new(),
            left,
        }
    }

    pub(crate) fn row<const N: usize>(&mut self, cells: [&str; N]) {
        let row = cells.iter().map(|cell| (*cell).to_owned());
        self.rows.push(row.collect());
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Writes the rows after an indent, two blanks between the columns and none at the end of a line.
    pub(crate) fn write(&self, out: &mut String, indent: usize) {
        let mut widths: Vec<usize> = Vec::new();
        for row in &self.rows {
            for (at, cell) in row.iter().enumerate() {
                if widths.len() == at {
                    widths.push(0);
                }
                widths[at] = widths[at].max(cell.width());
            }
        }
        for row in &self.rows {
            let mut line = " ".repeat(indent);
            for (at, cell) in row.iter().enumerate() {
                let pad = " ".repeat(widths[at] - cell.width());
                if at > 0 {
                    line += "  ";
                }
                if at < self.left {
                    line += cell;
                    line += &pad;
                } else {
                    line += &pad;
                    line += cell;
                }
            }
            *out += line.trim_end();
            out.push('\n');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Table;

    #[test]
    fn wide_characters_take_two_cells() {
        let mut table = Table::new(1);
        table.row(["白茶", "¥9.00"]);
        table.row(["tea", "¥10.00"]);
        let mut out = String::new();
        table.write(&mut out, 2);
        assert_eq!(out, "  白茶   ¥9.00\n  tea   ¥10.00\n");
    }
}
