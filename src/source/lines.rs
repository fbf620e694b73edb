//! From bytes to lines and columns.

/// Line and column from 1; the column counts Unicode characters, as editors show it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    pub line: u32,
    pub column: u32,
}

/// Where each line of a text starts, in bytes.
#[derive(Debug)]
pub struct LineIndex {
    starts: Vec<u32>,
}

impl LineIndex {
    pub fn new(text: &str) -> Self {
        let mut starts = vec![0];
        starts.extend(text.bytes().enumerate().filter(|(_, b)| *b == b'\n').map(|(i, _)| i as u32 + 1));
        Self { starts }
    }

    pub fn place(&self, text: &str, byte: u32) -> Place {
        let byte = byte.min(text.len() as u32);
        let line = self.starts.partition_point(|start| *start <= byte) - 1;
        let mut end = byte as usize;
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let start = self.starts[line] as usize;
        let column = text[start..end].chars().count();
        Place { line: line as u32 + 1, column: column as u32 + 1 }
    }

    /// Bytes of a line (from 1), its line break left out.
    pub fn line_range(&self, text: &str, line: u32) -> std::ops::Range<usize> {
        let index = (line.max(1) - 1) as usize;
        let start = self.starts.get(index).map_or(text.len(), |s| *s as usize);
        let end = self.starts.get(index + 1).map_or(text.len(), |s| *s as usize);
        start..start + text[start..end].trim_end_matches(['\n', '\r']).len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_not_bytes() {
        let text = "uno\nañb: x\n";
        let index = LineIndex::new(text);
        assert_eq!(index.place(text, 0), Place { line: 1, column: 1 });
        assert_eq!(index.place(text, 4), Place { line: 2, column: 1 });
        assert_eq!(index.place(text, 7), Place { line: 2, column: 3 });
        assert_eq!(&text[index.line_range(text, 2)], "añb: x");
    }
}
