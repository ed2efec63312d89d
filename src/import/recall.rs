//! Cells that were read before need not be read again: what a row says, by what the memory of its thread knows.

use super::clean::clean;
use super::code::Direction;
use super::memory::Memory;
use super::moment::MomentFrom;
use super::row::RowReader;
use super::tally::Tally;
use crate::domain::{Instant, Kind, LocalReading};
use std::borrow::Cow;

impl RowReader<'_> {
    /// The start, if it lies in an hour that was read before and was clear: then minutes and seconds are all that is new.
    pub(super) fn remembered_start(&self, row: &[Cow<'_, str>], memory: &mut Memory) -> Option<Instant> {
        let cell = |c: usize| row.get(c).map_or("", |cell| clean(cell));
        let (column, text, rest_at) = match self.start {
            MomentFrom::One(column) => (column, cell(column), 13),
            MomentFrom::Two { time: Some(column), .. } => (column, cell(column), 2),
            MomentFrom::Two { time: None, .. } | MomentFrom::Parts { .. } => return None,
        };
        let rest: &[u8; 6] = text.as_bytes().get(rest_at..)?.try_into().ok()?;
        let [b':', m1 @ b'0'..=b'5', m2 @ b'0'..=b'9', b':', s1 @ b'0'..=b'5', s2 @ b'0'..=b'9'] = *rest else {
            return None;
        };
        let two = |high: u8, low: u8| i64::from(high - b'0') * 10 + i64::from(low - b'0');
        let within = two(m1, m2) * 60 + two(s1, s2);
        let hour = text.get(..rest_at)?;
        memory.key.clear();
        if let MomentFrom::Two { date, .. } = self.start {
            memory.key.extend_from_slice(cell(date).as_bytes());
            memory.key.push(b'\n');
        }
        memory.key.extend_from_slice(hour.as_bytes());
        if let Some((offset, _)) = &self.moments.offsets {
            memory.key.push(b'\n');
            memory.key.extend_from_slice(cell(*offset).as_bytes());
        }
        if let Some(begin) = memory.hours.get(&memory.key) {
            return begin.map(|begin| begin.plus_secs(within));
        }
        let begin = self.clear_hour(row, column, hour);
        memory.hours.learn(&memory.key, begin);
        begin.map(|begin| begin.plus_secs(within))
    }

    /// When an hour began, if all of it is on the clock once and nothing has to be remarked.
    fn clear_hour(&self, row: &[Cow<'_, str>], column: usize, hour: &str) -> Option<Instant> {
        let mut remarks = Tally::default();
        let mut at = |rest: &str| {
            let mut row = row.to_vec();
            row[column] = Cow::Owned(format!("{hour}{rest}"));
            match self.moments.moment(self.start, &row, 0, &mut remarks) {
                Ok(LocalReading::Clear(at)) => Some(at),
                _ => None,
            }
        };
        let (first, last) = (at(":00:00")?, at(":59:59")?);
        (last.secs_since(first) == 3599 && remarks.is_empty()).then_some(first)
    }

    /// Which way the row says it went.
    pub(super) fn direction(&self, row: &[Cow<'_, str>], memory: &mut Memory) -> Option<Direction> {
        let read = || self.codes.direction(&self.mapping.directions, row);
        let [column] = self.mapping.directions[..] else { return read() };
        let text = row.get(column)?.as_bytes();
        if let Some(known) = memory.directions.get(text) {
            return *known;
        }
        let direction = read();
        memory.directions.learn(text, direction);
        direction
    }

    /// What kind of event the row says it was.
    pub(super) fn told_kind(&self, row: &[Cow<'_, str>], memory: &mut Memory) -> Option<Kind> {
        let read = || self.codes.kind(&self.mapping.kinds, row);
        let [column] = self.mapping.kinds[..] else { return read() };
        let text = row.get(column)?.as_bytes();
        if let Some(known) = memory.kinds.get(text) {
            return *known;
        }
        let kind = read();
        memory.kinds.learn(text, kind);
        kind
    }
}
