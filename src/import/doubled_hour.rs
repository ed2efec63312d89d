//! The hour that the clock shows twice in an autumn night: which of the two a row means, by the order of the rows.

use crate::domain::{Instant, LocalReading, RecordId, Records, Zone};
use crate::ids::Id;
use std::collections::HashMap;

/// What was found out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct DoubledHours {
    /// Rows in nights in which the order of the rows shows where the clock went back.
    pub settled: u64,
    /// Rows of other such nights: left in summer time, which may be wrong.
    pub open: u64,
}

/// Two rows further apart are of different nights.
const NIGHT_SECS: i64 = 6 * 3600;

/// Moves records to the second of the two hours where the rows, in order of time or in reverse, show that the clock had gone back.
/// All of them were read as the first.
pub(super) fn settle(records: &mut Records, zone: &Zone) -> DoubledHours {
    let mut seconds: HashMap<i64, bool> = HashMap::new();
    let mut second_of = |at: Instant| -> Option<Instant> {
        let reading = || match zone.reading(at.local(zone)) {
            LocalReading::Doubled { first, second } if first == at => Some(second),
            _ => None,
        };
        // Whether an hour comes twice is the same for every quarter of an hour of it.
        let quarter = at.epoch_secs().div_euclid(900);
        if *seconds.entry(quarter).or_insert_with(|| reading().is_some()) { reading() } else { None }
    };
    let starts: Vec<Instant> = records.iter().map(|r| r.start).collect();
    let (mut rises, mut falls) = (0_u64, 0_u64);
    let mut doubled: Vec<(usize, Instant)> = Vec::new();
    for (i, &start) in starts.iter().enumerate() {
        if let Some(second) = second_of(start) {
            doubled.push((i, second));
        }
        if let Some(&before) = i.checked_sub(1).and_then(|b| starts.get(b)) {
            rises += u64::from(start > before);
            falls += u64::from(start < before);
        }
    }
    let mut found = DoubledHours::default();
    let backwards = falls > rises;
    if backwards {
        doubled.reverse();
    }
    // In a file in order the clock goes back once in a night, and nothing else does.
    let in_order = rises.min(falls) <= 1 + (rises + falls) / 50;
    let mut at = 0;
    while at < doubled.len() {
        let near = |pair: &&(usize, Instant)| (pair.1.secs_since(doubled[at].1)).abs() < NIGHT_SECS;
        let night = &doubled[at..at + doubled[at..].iter().take_while(near).count().max(1)];
        at += night.len();
        let drops: Vec<usize> = (1..night.len()).filter(|&i| night[i].1 < night[i - 1].1).collect();
        if let (true, [back]) = (in_order, &drops[..]) {
            for &(i, second) in &night[*back..] {
                let id: RecordId = Id::new(i);
                records.set_start(id, second);
            }
            found.settled += night.len() as u64;
        } else {
            found.open += night.len() as u64;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{EndDraft, Kind, Party, RecordDraft};

    /// Settles records that begin at these minutes after 00:00 UTC on 25 October 2026, when it was 01:00 in London for the
    /// first time.
    fn settled(minutes: &[i64]) -> (DoubledHours, Vec<i64>) {
        let midnight = Instant::from_epoch_secs(1_792_886_400);
        let mut records = Records::default();
        for (row, minute) in minutes.iter().enumerate() {
            records.push(&RecordDraft {
                start: midnight.plus_secs(minute * 60),
                duration_secs: None,
                kind: Kind::Voice,
                a: Party::Withheld,
                b: Party::Withheld,
                a_end: EndDraft::default(),
                b_end: EndDraft::default(),
                source: 0,
                row: u32::try_from(row).unwrap(),
            });
        }
        let found = settle(&mut records, &Zone::london());
        (found, records.iter().map(|r| r.start.secs_since(midnight) / 60).collect())
    }

    #[test]
    fn the_clock_went_back_where_the_rows_do() {
        let (found, minutes) = settled(&[-30, 10, 50, 20, 40, 130]);
        assert_eq!((found.settled, minutes), (4, vec![-30, 10, 50, 80, 100, 130]));
        let (found, minutes) = settled(&[130, 40, 20, 50, 10, -30]);
        assert_eq!((found.settled, minutes), (4, vec![130, 100, 80, 50, 10, -30]));
    }

    #[test]
    fn rows_that_do_not_show_it_stay_in_summer_time() {
        let (found, minutes) = settled(&[-30, 10, 20, 130]);
        assert_eq!((found, minutes), (DoubledHours { settled: 0, open: 2 }, vec![-30, 10, 20, 130]));
        let (found, _) = settled(&[50, -100, 20, 300, -30, 40, 10, 500, 3, 90]);
        assert_eq!(found.settled, 0);
    }
}
