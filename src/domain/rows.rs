//! Records on their way into a table, as they were read from rows: values by themselves, texts one behind the other.

use super::record::{End, EndId, PartyId};
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

    fn of(self, texts: &str) -> Party {
        let text = |span: TextSpan| texts[span.from as usize..span.until as usize].to_owned();
        match self {
            Self::Number(number) => Party::Number(number),
            Self::ShortCode(span) => Party::ShortCode(text(span)),
            Self::Sender(span) => Party::Sender(text(span)),
            Self::Withheld => Party::Withheld,
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

/// What a row of a block says of the phone at one end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum EndAt {
    /// Nothing.
    #[default]
    Nothing,
    /// What rows before said too: all of it has ids in the table.
    Known(End),
    /// An end of the block, by its place there.
    New(u32),
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
    /// For each record what of it has an id in the table, as far as was looked.
    ids: Vec<RowIds>,
}

/// The ids of a record's parties and ends, where they are known.
#[derive(Clone, Copy, Debug, Default)]
struct RowIds {
    parties: [Option<PartyId>; 2],
    ends: [Option<EndId>; 2],
}

/// What a table gave ids to when the records of a block were added to it.
#[derive(Clone, Debug, Default)]
pub struct Interned {
    numbers: Vec<(Msisdn, PartyId)>,
    ends: Vec<(End, EndId)>,
    /// The ends of the block, in their order.
    pub new_ends: Vec<End>,
}

impl RecordBlock {
    /// A block with room for so many records.
    pub fn with_capacity(records: usize) -> Self {
        Self { records: Vec::with_capacity(records), ..Self::default() }
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
        let at = u32::try_from(self.ends.len()).expect("a block is a few thousand rows of a file");
        self.ends.push(end);
        EndAt::New(at)
    }

    fn of_span(&self, span: TextSpan) -> &str {
        &self.texts[span.from as usize..span.until as usize]
    }

    /// Looks up which parties and ends of the block are known.
    pub fn look_up(&mut self, recent: &RecentValues) {
        let numbers: Vec<Option<Msisdn>> = self.records.iter().flat_map(|r| [r.a.number(), r.b.number()]).collect();
        let parties = recent.numbers.find_all(&numbers);
        self.ids = parties.as_chunks().0.iter().map(|both| RowIds { parties: *both, ends: [None; 2] }).collect();
        for (side, end) in [|r: &RecordRow| r.a_end, |r: &RecordRow| r.b_end].into_iter().enumerate() {
            let known = |row| if let EndAt::Known(end) = end(row) { Some(end) } else { None };
            let ends: Vec<Option<End>> = self.records.iter().map(known).collect();
            // Where rows speak of one phone alone, nothing is known of the other.
            if ends.iter().any(Option::is_some) {
                self.ids.iter_mut().zip(recent.ends.find_all(&ends)).for_each(|(ids, end)| ids.ends[side] = end);
            }
        }
    }

    /// Gives ids to all that has none, in the order of the rows. Afterwards every record has its own.
    pub(super) fn intern(&mut self, values: &mut Values) -> Interned {
        self.ids.resize(self.records.len(), RowIds::default());
        let new_ends = self.new_ends(values);
        let nothing = values.ends.intern(&End::default());
        let mut parties: Vec<PartyRow> = Vec::new();
        let mut ends: Vec<End> = Vec::new();
        for (row, ids) in self.records.iter().zip(&mut self.ids) {
            let nameless = [row.a, row.b].into_iter().zip(ids.parties).filter(|(_, id)| id.is_none());
            parties.extend(nameless.map(|(party, _)| party));
            for (end, id) in [row.a_end, row.b_end].into_iter().zip(&mut ids.ends) {
                match end {
                    EndAt::Nothing => *id = Some(nothing),
                    EndAt::Known(end) if id.is_none() => ends.push(end),
                    EndAt::New(at) if id.is_none() => ends.push(new_ends[at as usize]),
                    _ => {}
                }
            }
        }
        let party_ids =
            values.parties.intern_all(&parties.iter().map(|party| party.of(&self.texts)).collect::<Vec<_>>());
        let end_ids = values.ends.intern_all(&ends);
        let (mut next_party, mut next_end) = (party_ids.iter().copied(), end_ids.iter().copied());
        for ids in &mut self.ids {
            ids.parties = ids.parties.map(|id| id.or_else(|| next_party.next()));
            ids.ends = ids.ends.map(|id| id.or_else(|| next_end.next()));
        }
        let numbers = parties.iter().zip(party_ids).filter_map(|(party, id)| Some((party.number()?, id)));
        Interned { numbers: numbers.collect(), ends: ends.into_iter().zip(end_ids).collect(), new_ends }
    }

    /// The ids of the parts of each new end.
    fn new_ends(&self, values: &mut Values) -> Vec<End> {
        let cells: Vec<_> = self.ends.iter().map(|end| self.cell_row(end.cell, &mut values.texts)).collect();
        let mut ids = values.cells.intern_all(&cells.iter().copied().flatten().collect::<Vec<_>>()).into_iter();
        let ends = self.ends.iter().zip(&cells).map(|(end, cell)| End {
            handset: end.handset.map(|h| values.handsets.intern(&h)),
            sim: end.sim.map(|s| values.sims.intern(&s)),
            cell: cell.and_then(|_| ids.next()),
        });
        ends.collect()
    }

    /// The ids of parties and ends of every record, once all have one: caller, called, the caller's end, that of the called one.
    pub(super) fn ids(&self) -> impl Iterator<Item = ([PartyId; 2], [EndId; 2])> {
        let all = |ids: &RowIds| {
            let RowIds { parties: [Some(a), Some(b)], ends: [Some(a_end), Some(b_end)] } = *ids else { return None };
            Some(([a, b], [a_end, b_end]))
        };
        self.ids.iter().filter_map(all)
    }

    fn cell_row(&self, cell: CellSpan, texts: &mut Texts) -> Option<CellRow> {
        (cell != CellSpan::default()).then(|| {
            let town = Some(self.of_span(cell.town)).filter(|town| !town.is_empty());
            CellRow::new(CellView { key: self.of_span(cell.key), position: cell.position, town }, texts)
        })
    }
}

/// The ids that values of the last blocks were given in one table.
#[derive(Clone, Debug, Default)]
pub struct RecentValues {
    numbers: Recent<Msisdn, PartyId, 4>,
    ends: Recent<End, EndId, 4>,
}

impl RecentValues {
    /// Keeps what a table gave ids to.
    pub fn learn(&mut self, interned: &Interned) {
        self.numbers.learn(interned.numbers.iter().copied());
        self.ends.learn(interned.ends.iter().copied());
    }
}
