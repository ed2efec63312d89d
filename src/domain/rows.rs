//! Records on their way into a table, as they were read from rows: values by themselves, texts one behind the other.

use super::record::{CellId, End, EndId, HandsetId, PartyId, SimId};
use super::values::{CellRow, Values};
use super::{CellView, Imei, Imsi, Instant, Kind, LatLon, Msisdn, Party};
use crate::ids::{Recent, Texts};

/// A text of a block.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TextSpan {
    from: u32,
    until: u32,
}

/// A party of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartyRow {
    /// A subscriber number.
    Number(Msisdn),
    /// A short code.
    ShortCode(TextSpan),
    /// A sender that is a name.
    Sender(TextSpan),
    /// The number was withheld.
    Withheld,
}

impl PartyRow {
    /// The number, if it is one.
    pub const fn number(self) -> Option<Msisdn> {
        match self {
            Self::Number(number) => Some(number),
            _ => None,
        }
    }
}

/// A cell of a block; one of which nothing is known is none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CellSpan {
    /// The cell's identity as the operator wrote it.
    pub key: TextSpan,
    /// Position, where the row gives one.
    pub position: Option<LatLon>,
    /// Town or address, where the row names one.
    pub town: TextSpan,
}

/// What a row says of the phone at one end of a record.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct EndRow {
    /// The handset.
    pub handset: Option<Imei>,
    /// The SIM.
    pub sim: Option<Imsi>,
    /// The cell at the start.
    pub cell: CellSpan,
}

/// An end of a block, or the one of which nothing is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct EndAt(u32);

impl EndAt {
    /// Its place among the ends of the block; nothing known comes first.
    pub(super) const fn index(self) -> usize {
        self.0 as usize
    }
}

/// One record of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RecordRow {
    /// When it began.
    pub start: Instant,
    /// How long it lasted; `None` where the operator says nothing.
    pub duration_secs: Option<u32>,
    /// What it was.
    pub kind: Kind,
    /// Who called or sent.
    pub a: PartyRow,
    /// Who was called or received.
    pub b: PartyRow,
    /// The caller's phone.
    pub a_end: EndAt,
    /// The called phone.
    pub b_end: EndAt,
    /// Row in its source, from 1.
    pub row: u32,
}

/// Some records on their way into a table.
#[derive(Clone, Debug, Default)]
pub struct RecordBlock {
    /// The records, in the order of their rows.
    pub records: Vec<RecordRow>,
    ends: Vec<EndRow>,
    texts: String,
}

impl RecordBlock {
    /// A block with room for so many records.
    pub fn with_capacity(records: usize) -> Self {
        Self { records: Vec::with_capacity(records), ends: Vec::with_capacity(records), texts: String::new() }
    }

    /// Keeps a text.
    ///
    /// # Panics
    /// If the texts of one block take more than 4 GiB.
    pub fn text(&mut self, text: &str) -> TextSpan {
        if text.is_empty() {
            return TextSpan::default();
        }
        let at = |len: usize| u32::try_from(len).expect("a block is a few megabytes of a file");
        let from = at(self.texts.len());
        self.texts.push_str(text);
        TextSpan { from, until: at(self.texts.len()) }
    }

    /// Keeps a party.
    pub fn party(&mut self, party: &Party) -> PartyRow {
        match party {
            Party::Number(number) => PartyRow::Number(*number),
            Party::ShortCode(text) => PartyRow::ShortCode(self.text(text)),
            Party::Sender(text) => PartyRow::Sender(self.text(text)),
            Party::Withheld => PartyRow::Withheld,
        }
    }

    /// Keeps an end.
    ///
    /// # Panics
    /// If a block has more than four thousand million ends.
    pub fn end(&mut self, end: EndRow) -> EndAt {
        self.ends.push(end);
        EndAt(u32::try_from(self.ends.len()).expect("a block is a few thousand rows of a file"))
    }

    fn of_span(&self, span: TextSpan) -> &str {
        &self.texts[span.from as usize..span.until as usize]
    }

    /// The ids of parties (caller and called one in turn) and of ends (the one of which nothing is known first) in a table to which
    /// what is new is added.
    pub(super) fn interned(&self, values: &mut Values, recent: &mut RecentValues) -> (Vec<PartyId>, Vec<EndId>) {
        let Values { parties, handsets, sims, cells, ends, texts } = values;
        // Who is who and which phones have nothing to do with each other.
        rayon::join(
            || {
                let rows: Vec<PartyRow> = self.records.iter().flat_map(|row| [row.a, row.b]).collect();
                let keys: Vec<Option<Msisdn>> = rows.iter().map(|row| row.number()).collect();
                recent.numbers.answers(&keys, |new| {
                    let new: Vec<Party> = new.iter().map(|at| self.party_of(rows[*at])).collect();
                    parties.intern_all(&new)
                })
            },
            || {
                let phones: Vec<_> = self.ends.iter().map(|end| Some((end.handset, end.sim))).collect();
                let phones = recent.phones.answers(&phones, |new| {
                    let ends = new.iter().map(|at| self.ends[*at]);
                    let ids =
                        |end: EndRow| (end.handset.map(|h| handsets.intern(&h)), end.sim.map(|s| sims.intern(&s)));
                    ends.map(ids).collect()
                });
                let keys: Vec<Option<ShortCell>> = self.ends.iter().map(|end| self.short(end.cell)).collect();
                let placed = recent.cells.answers(&keys, |new| {
                    let new: Vec<_> = new.iter().map(|at| self.cell_row(self.ends[*at].cell, texts)).collect();
                    let mut ids = cells.intern_all(&new.iter().copied().flatten().collect::<Vec<_>>()).into_iter();
                    new.iter().map(|cell| cell.and_then(|_| ids.next())).collect()
                });
                let told = phones.into_iter().zip(placed).map(|((handset, sim), cell)| End { handset, sim, cell });
                let all: Vec<Option<End>> = std::iter::once(End::default()).chain(told).map(Some).collect();
                recent
                    .ends
                    .answers(&all, |new| ends.intern_all(&new.iter().filter_map(|at| all[*at]).collect::<Vec<_>>()))
            },
        )
    }

    /// A cell as one short value, where its key is short and it names no town.
    fn short(&self, cell: CellSpan) -> Option<ShortCell> {
        let key = self.of_span(cell.key).as_bytes();
        if cell.town != TextSpan::default() {
            return None;
        }
        let mut short = ShortCell { key: [0; SHORT_KEY], position: cell.position };
        short.key.get_mut(..key.len())?.copy_from_slice(key);
        // The length stands last: it tells a key that ends in zeros from a shorter one.
        (key.len() < SHORT_KEY).then(|| {
            short.key[SHORT_KEY - 1] = u8::try_from(key.len()).unwrap_or(0);
            short
        })
    }

    fn party_of(&self, row: PartyRow) -> Party {
        match row {
            PartyRow::Number(number) => Party::Number(number),
            PartyRow::ShortCode(text) => Party::ShortCode(self.of_span(text).to_owned()),
            PartyRow::Sender(text) => Party::Sender(self.of_span(text).to_owned()),
            PartyRow::Withheld => Party::Withheld,
        }
    }

    fn cell_row(&self, cell: CellSpan, texts: &mut Texts) -> Option<CellRow> {
        (cell != CellSpan::default()).then(|| {
            let town = Some(self.of_span(cell.town)).filter(|town| !town.is_empty());
            CellRow::new(CellView { key: self.of_span(cell.key), position: cell.position, town }, texts)
        })
    }
}

/// Room for the key of a cell (`234-15-1234-56789`) and its length.
const SHORT_KEY: usize = 24;

/// A cell as one short value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct ShortCell {
    key: [u8; SHORT_KEY],
    position: Option<LatLon>,
}

/// A handset and the SIM in it, and their ids.
type Phone = (Option<Imei>, Option<Imsi>);
type PhoneIds = (Option<HandsetId>, Option<SimId>);

/// The ids that values of the last blocks were given in one table.
#[derive(Clone, Debug, Default)]
pub struct RecentValues {
    numbers: Recent<Msisdn, PartyId>,
    phones: Recent<Phone, PhoneIds>,
    cells: Recent<ShortCell, Option<CellId>>,
    ends: Recent<End, EndId>,
}
