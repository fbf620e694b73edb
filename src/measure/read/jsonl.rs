//! JSON lines: one object on each line.

use super::LONGEST_ROW;
use super::csv::Stop;
use serde_json::{Map, Value};
use std::io::{BufRead, BufReader, Read};

pub struct Lines<'r> {
    source: BufReader<&'r mut dyn Read>,
    buffer: Vec<u8>,
    pub line: u64,
    pub taken: u64,
}

/// What a line holds.
pub enum Line {
    Row(Map<String, Value>),
    NoObject(String),
    NoText,
}

impl<'r> Lines<'r> {
    pub fn new(source: &'r mut dyn Read) -> Self {
        Self { source: BufReader::with_capacity(1 << 18, source), buffer: Vec::new(), line: 0, taken: 0 }
    }

    /// The next line that is not empty; none at the end.
    pub fn next(&mut self) -> Result<Option<Line>, Stop> {
        loop {
            self.buffer.clear();
            let longest = LONGEST_ROW as u64 + 1;
            let count = self.source.by_ref().take(longest).read_until(b'\n', &mut self.buffer);
            let count = count.map_err(Stop::Io)?;
            if count == 0 {
                return Ok(None);
            }
            (self.line, self.taken) = (self.line + 1, self.taken + count as u64);
            if count > LONGEST_ROW {
                return Err(Stop::TooLong(self.line));
            }
            let start = if self.line == 1 && self.buffer.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
            let Ok(text) = std::str::from_utf8(&self.buffer[start..]) else { return Ok(Some(Line::NoText)) };
            let text = text.trim();
            if text.is_empty() {
                continue;
            }
            return Ok(Some(match serde_json::from_str(text) {
                Ok(Value::Object(row)) => Line::Row(row),
                _ => Line::NoObject(text.to_owned()),
            }));
        }
    }
}
