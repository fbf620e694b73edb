//! CSV as a stream of rows with their lines. `csv-core` splits the fields; what it would let pass in
//! silence — a quote that never ends, a row without end — is found here.

use super::LONGEST_ROW;
use csv_core::ReadRecordResult;
use std::io::Read;

/// More columns than any table of answers has.
pub const MOST_COLUMNS: usize = 10_000;

/// Why a file cannot be read further.
#[derive(Debug)]
pub enum Stop {
    /// A quote that opens in the row of this line and never closes.
    OpenQuote(u64),
    /// A row of this line that does not end.
    TooLong(u64),
    TooManyColumns(u64),
    Io(std::io::Error),
}

/// One row: its fields as bytes, and the line that it begins on.
#[derive(Default)]
pub struct Record {
    text: Vec<u8>,
    ends: Vec<usize>,
    /// Bytes between the end of a field and the next one.
    gap: usize,
    pub len: usize,
    pub line: u64,
}

impl Record {
    pub fn field(&self, at: usize) -> &[u8] {
        let start = if at == 0 { 0 } else { self.ends[at - 1] + self.gap };
        &self.text[start..self.ends[at]]
    }

    pub fn fields(&self) -> impl Iterator<Item = &[u8]> {
        (0..self.len).map(|at| self.field(at))
    }
}

pub struct Rows<'r> {
    source: &'r mut dyn Read,
    core: csv_core::Reader,
    separator: u8,
    buffer: Vec<u8>,
    /// What of the buffer is still to be read.
    from: usize,
    to: usize,
    at_end: bool,
    line: u64,
    /// Bytes taken from the source.
    pub taken: u64,
}

impl<'r> Rows<'r> {
    /// The rows of a source, from its first byte on; a byte order mark is passed over.
    pub fn new(source: &'r mut dyn Read) -> Result<Self, Stop> {
        let mut rows = Self {
            source,
            core: csv_core::Reader::new(),
            separator: b',',
            buffer: vec![0; 1 << 18],
            from: 0,
            to: 0,
            at_end: false,
            line: 1,
            taken: 0,
        };
        while rows.to < 3 && !rows.at_end {
            rows.fill()?;
        }
        if rows.buffer[..rows.to].starts_with(b"\xef\xbb\xbf") {
            rows.from = 3;
        }
        Ok(rows)
    }

    /// What was read ahead, before the first row is asked for.
    pub fn start(&self) -> &[u8] {
        &self.buffer[self.from..self.to]
    }

    pub fn separated_by(&mut self, delimiter: u8) {
        self.separator = delimiter;
        self.core = csv_core::ReaderBuilder::new().delimiter(delimiter).build();
    }

    fn fill(&mut self) -> Result<(), Stop> {
        if self.from == self.to {
            (self.from, self.to) = (0, 0);
        }
        if self.to == self.buffer.len() {
            return Ok(());
        }
        let count = loop {
            match self.source.read(&mut self.buffer[self.to..]) {
                Ok(count) => break count,
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
                Err(error) => return Err(Stop::Io(error)),
            }
        };
        self.taken += count as u64;
        self.to += count;
        self.at_end = count == 0;
        Ok(())
    }

    /// Reads the next row; false at the end. Empty lines are no rows.
    pub fn next(&mut self, record: &mut Record) -> Result<bool, Stop> {
        if !self.pass_empty_lines()? {
            return Ok(false);
        }
        record.line = self.line;
        record.len = 0;
        record.gap = 0;
        if self.plain_line(record)? {
            return Ok(true);
        }
        record.text.resize(record.text.capacity().max(1 << 12), 0);
        record.ends.resize(record.ends.capacity().clamp(64, MOST_COLUMNS), 0);
        let (mut text, mut ends) = (0, 0);
        loop {
            if self.from == self.to && !self.at_end {
                self.fill()?;
            }
            let closing = self.from == self.to;
            let input: &[u8] = if closing { b"\n" } else { &self.buffer[self.from..self.to] };
            let (result, read, wrote, ended) =
                self.core.read_record(input, &mut record.text[text..], &mut record.ends[ends..]);
            self.line += input[..read].iter().filter(|byte| **byte == b'\n').count() as u64;
            if !closing {
                self.from += read;
            }
            (text, ends) = (text + wrote, ends + ended);
            match result {
                ReadRecordResult::Record => {
                    record.len = ends;
                    return Ok(true);
                }
                ReadRecordResult::InputEmpty if closing => return Err(Stop::OpenQuote(record.line)),
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull if text >= LONGEST_ROW => {
                    return Err(Stop::TooLong(record.line));
                }
                ReadRecordResult::OutputFull => record.text.resize(record.text.len() * 2, 0),
                ReadRecordResult::OutputEndsFull if ends >= MOST_COLUMNS => {
                    return Err(Stop::TooManyColumns(record.line));
                }
                ReadRecordResult::OutputEndsFull => {
                    record.ends.resize((record.ends.len() * 2).min(MOST_COLUMNS), 0);
                }
                ReadRecordResult::End => return Ok(false),
            }
        }
    }

    /// A line that lies whole in the buffer and has no quotes is split where it stands; most lines are so.
    fn plain_line(&mut self, record: &mut Record) -> Result<bool, Stop> {
        let rest = &self.buffer[self.from..self.to];
        let Some(end) = memchr::memchr(b'\n', rest) else { return Ok(false) };
        let line = rest[..end].strip_suffix(b"\r").unwrap_or(&rest[..end]);
        if memchr::memchr2(b'"', b'\r', line).is_some() {
            return Ok(false);
        }
        record.text.clear();
        record.text.extend_from_slice(line);
        record.ends.clear();
        record.ends.extend(memchr::memchr_iter(self.separator, line));
        record.ends.push(line.len());
        if record.ends.len() > MOST_COLUMNS {
            return Err(Stop::TooManyColumns(record.line));
        }
        (record.len, record.gap) = (record.ends.len(), 1);
        self.from += end + 1;
        self.line += 1;
        Ok(true)
    }

    fn pass_empty_lines(&mut self) -> Result<bool, Stop> {
        loop {
            while self.from < self.to {
                match self.buffer[self.from] {
                    b'\n' => self.line += 1,
                    b'\r' => {}
                    _ => return Ok(true),
                }
                self.from += 1;
            }
            if self.at_end {
                return Ok(false);
            }
            self.fill()?;
        }
    }
}

/// The rows of a small table that another program wrote; none when it is no table.
pub fn table_of_bytes(bytes: &[u8]) -> Option<Vec<Vec<String>>> {
    let mut source = bytes;
    let mut rows = Rows::new(&mut source).ok()?;
    let (mut record, mut found) = (Record::default(), Vec::new());
    while rows.next(&mut record).ok()? {
        found.push(record.fields().map(|field| String::from_utf8_lossy(field).into_owned()).collect());
    }
    Some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Vec<(u64, Vec<String>)>, Stop> {
        let mut source = text.as_bytes();
        let mut rows = Rows::new(&mut source)?;
        let (mut record, mut found) = (Record::default(), Vec::new());
        while rows.next(&mut record)? {
            let fields = record.fields().map(|field| String::from_utf8_lossy(field).into_owned());
            found.push((record.line, fields.collect()));
        }
        Ok(found)
    }

    #[test]
    fn rows_know_their_lines() {
        let found = read("\u{feff}a,b\r\n\r\n1,\"two\nlines\"\n\n3,\"a \"\"b\"\"\"").unwrap();
        let lines: Vec<u64> = found.iter().map(|(line, _)| *line).collect();
        assert_eq!(lines, [1, 3, 6]);
        assert_eq!(found[0].1, ["a", "b"]);
        assert_eq!(found[1].1, ["1", "two\nlines"]);
        assert_eq!(found[2].1, ["3", "a \"b\""]);
        assert!(read("").unwrap().is_empty());
        assert!(read("\n\n").unwrap().is_empty());
    }

    /// What is split in place and what `csv-core` splits is the same.
    #[test]
    fn lines_with_and_without_quotes_have_the_same_fields() {
        for (plain, quoted) in [
            ("a,b,c\n1,,3\n", "a,b,c\n1,\"\",3\n"),
            ("a,b\r\n x ,y\r\n", "\"a\",b\r\n\" x \",y\r\n"),
            (",\n", "\"\",\"\"\n"),
            ("one\ntwo", "\"one\"\ntwo"),
        ] {
            assert_eq!(read(plain).unwrap(), read(quoted).unwrap(), "{plain:?}");
        }
        let found = read("a,b\rc,d\n").unwrap();
        assert_eq!(found.len(), 2, "a lone return ends a line: {found:?}");
    }

    #[test]
    fn a_quote_that_never_closes_is_found_where_it_opens() {
        assert!(matches!(read("a,b\n1,2\n3,\"never\n5,6\n"), Err(Stop::OpenQuote(3))));
        assert!(matches!(read("a\n\""), Err(Stop::OpenQuote(2))));
        let long = format!("a\n\"{}\n", "x\n".repeat(LONGEST_ROW));
        assert!(matches!(read(&long), Err(Stop::TooLong(2))));
    }

    #[test]
    fn columns_of_nothing_do_not_fill_the_memory() {
        assert!(matches!(read(&",".repeat(1_000_000)), Err(Stop::TooManyColumns(1))));
    }
}
