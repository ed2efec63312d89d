//! Cells that were read before need not be read again: what a row says, by what the memory of its thread knows.

use super::clean::{clean, clean_code};
use super::code::Direction;
use super::field::{Field, Whose};
use super::memory::Memory;
use super::moment::MomentFrom;
use super::phone::Remarks;
use super::row::{Known, RowReader};
use super::tally::Tally;
use crate::domain::{End, Imei, Imsi, Instant, Kind, LocalReading, Msisdn};
use std::borrow::Cow;

impl RowReader<'_> {
    /// The start, if it lies in an hour that was read before and was clear: then minutes and seconds are all that is new.
    pub(super) fn remembered_start(&self, row: &[Cow<'_, str>], memory: &mut Memory) -> Option<Instant> {
        let cell = |c: usize| row.get(c).map_or("", |cell| clean(cell));
        let (column, text, rest_at) = match self.start {
            MomentFrom::One(column) => (column, cell(column), 13),
            MomentFrom::Two { time: Some(column), .. } => (column, cell(column), 2),
            MomentFrom::Two { time: None, .. } => return None,
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

    /// What the row says of a phone: by the columns of its own end and by those that fall to it.
    pub(super) fn phone(
        &self,
        Known { row, number, .. }: Known<'_>,
        (own, plain): (Whose, Whose),
        memory: &mut Memory,
        tally: &mut Tally,
    ) -> End {
        if self.phones.is_silent(own, plain) {
            return End::default();
        }
        let which = (own as u8, plain as u8);
        let mut remark = |remarks: &Remarks| remarks.iter().for_each(|(what, text)| tally.add(*what, number, text));
        memory.put_key(row, self.phones.identity_columns(own, plain), which);
        let (handset, sim) = if let Some((handset, sim, remarks)) = memory.identities.get(&memory.key) {
            remark(remarks);
            (*handset, *sim)
        } else {
            let (handset, sim, remarks) = self.phones.identity(row, own, plain);
            remark(&remarks);
            let handset = handset.map(|handset| memory.values.intern_handset(handset));
            let sim = sim.map(|sim| memory.values.intern_sim(sim));
            memory.identities.learn(&memory.key, (handset, sim, remarks));
            (handset, sim)
        };
        memory.put_key(row, self.phones.place_columns(own, plain), which);
        let cell = if let Some((cell, remarks)) = memory.places.get(&memory.key) {
            remark(remarks);
            *cell
        } else {
            let (cell, remarks) = self.phones.place(row, own, plain);
            remark(&remarks);
            let cell = cell.map(|cell| memory.values.intern_cell(&cell));
            memory.places.learn(&memory.key, (cell, remarks));
            cell
        };
        End { handset, sim, cell }
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

    /// The number that the row's SIM or handset is seen with, and whether the row names either.
    pub(super) fn holder(&self, row: &[Cow<'_, str>], memory: &mut Memory) -> (Option<Msisdn>, bool) {
        let columns = [Field::Imsi(Whose::Target), Field::Imei(Whose::Target)].map(|field| self.mapping.column(field));
        memory.put_key(row, columns.into_iter().flatten(), (0, 0));
        if let Some(known) = memory.holders.get(&memory.key) {
            return *known;
        }
        let [imsi, imei] = columns.map(|c| c.and_then(|c| row.get(c)).map_or("", |cell| clean_code(cell)));
        let identity = Imsi::parse(imsi).map(Imsi::digits).or_else(|| Imei::parse(imei).map(Imei::digits));
        let holder = identity.and_then(|id| self.parties.holders.get(&id)).copied();
        memory.holders.learn(&memory.key, (holder, identity.is_some()));
        (holder, identity.is_some())
    }
}
