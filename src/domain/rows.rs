//! Records on their way into a table, as they were read from rows: values by themselves, texts one behind the other.

use super::record::{CellId, End, EndId, HandsetId, PartyId, SimId};
use super::values::{CellRow, Values};
use super::{Imei, Imsi, Instant, Kind, LatLon, Msisdn, Parties, Party};
use crate::ids::{AT_ONCE, Interner, Recent, Texts};

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

/// The handset of an end and the SIM in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PhoneRow {
    /// What rows before said too.
    Known(Option<HandsetId>, Option<SimId>),
    /// As the row says.
    New(Option<Imei>, Option<Imsi>),
}

/// Where an end was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlaceRow {
    /// What rows before said too.
    Known(Option<CellId>),
    /// As the row says.
    New(CellSpan),
}

impl PhoneRow {
    /// The row says nothing of it.
    pub const NOTHING: Self = Self::New(None, None);
}

impl PlaceRow {
    /// Whether the row says nothing of it.
    pub fn is_nothing(self) -> bool {
        self == Self::Known(None) || self == Self::New(CellSpan::default())
    }
}

/// What a row says of the phone at one end of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EndRow {
    /// Which phone.
    pub phone: PhoneRow,
    /// The cell at the start.
    pub place: PlaceRow,
}

impl EndRow {
    /// Whether the row says nothing at all.
    pub fn is_nothing(&self) -> bool {
        matches!(self.phone, PhoneRow::NOTHING | PhoneRow::Known(None, None)) && self.place.is_nothing()
    }
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

/// The ids of a handset and of the SIM in it.
type PhoneIds = (Option<HandsetId>, Option<SimId>);

/// What a table gave ids to when the records of a block were added to it.
#[derive(Clone, Debug, Default)]
pub struct Interned {
    numbers: Vec<(Msisdn, PartyId)>,
    ends: Vec<(End, EndId)>,
    /// The ends of the block, in their order.
    pub new_ends: Vec<End>,
    /// Records of the block.
    pub rows: usize,
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
        let Values { parties, handsets, sims, cells, ends, texts } = values;
        // Who is who, which phones there are and where they were have nothing to do with each other.
        let (numbers, (phones, cells)) = rayon::join(
            || self.new_parties(parties),
            || rayon::join(|| self.new_phones(handsets, sims), || self.new_cells(cells, texts)),
        );
        let (party_ids, numbers) = numbers;
        let new_end = |((handset, sim), cell)| End { handset, sim, cell };
        let new_ends: Vec<End> = phones.into_iter().zip(cells).map(new_end).collect();
        let nothing = ends.intern(&End::default());
        let mut nameless: Vec<End> = Vec::new();
        for (row, ids) in self.records.iter().zip(&mut self.ids) {
            for (end, id) in [row.a_end, row.b_end].into_iter().zip(&mut ids.ends) {
                match end {
                    EndAt::Nothing => *id = Some(nothing),
                    EndAt::Known(end) if id.is_none() => nameless.push(end),
                    EndAt::New(at) if id.is_none() => nameless.push(new_ends[at as usize]),
                    _ => {}
                }
            }
        }
        let end_ids = ends.intern_all(&nameless);
        let (mut next_party, mut next_end) = (party_ids.into_iter(), end_ids.iter().copied());
        for ids in &mut self.ids {
            ids.parties = ids.parties.map(|id| id.or_else(|| next_party.next()));
            ids.ends = ids.ends.map(|id| id.or_else(|| next_end.next()));
        }
        Interned { numbers, ends: nameless.into_iter().zip(end_ids).collect(), new_ends, rows: self.records.len() }
    }

    /// The ids of parties that have none, and which of them are numbers.
    fn new_parties(&self, parties: &mut Parties) -> (Vec<PartyId>, Vec<(Msisdn, PartyId)>) {
        let both =
            self.records.iter().zip(&self.ids).flat_map(|(row, ids)| [row.a, row.b].into_iter().zip(ids.parties));
        let nameless: Vec<PartyRow> = both.filter(|(_, id)| id.is_none()).map(|(party, _)| party).collect();
        let mut ids = Vec::with_capacity(nameless.len());
        for some in nameless.chunks(AT_ONCE) {
            let mut numbers = [None; AT_ONCE];
            numbers.iter_mut().zip(some).for_each(|(number, party)| *number = party.number());
            let known = parties.find_all(&numbers);
            for (party, known) in some.iter().zip(known) {
                ids.push(known.unwrap_or_else(|| match party {
                    PartyRow::Number(number) => parties.intern_number(*number),
                    other => parties.intern(&other.of(&self.texts)),
                }));
            }
        }
        let numbers = nameless.iter().zip(&ids).filter_map(|(party, id)| Some((party.number()?, *id))).collect();
        (ids, numbers)
    }

    /// The ids of handset and SIM of each new end.
    fn new_phones(&self, handsets: &mut Interner<Imei>, sims: &mut Interner<Imsi>) -> Vec<PhoneIds> {
        let told = || self.ends.iter().filter_map(|end| if let PhoneRow::New(h, s) = end.phone { Some((h, s)) } else { None });
        let mut handsets = handsets.intern_all(&told().filter_map(|(imei, _)| imei).collect::<Vec<_>>()).into_iter();
        let mut sims = sims.intern_all(&told().filter_map(|(_, imsi)| imsi).collect::<Vec<_>>()).into_iter();
        let ids = |end: &EndRow| match end.phone {
            PhoneRow::Known(handset, sim) => (handset, sim),
            PhoneRow::New(imei, imsi) => (imei.and_then(|_| handsets.next()), imsi.and_then(|_| sims.next())),
        };
        self.ends.iter().map(ids).collect()
    }

    /// The ids of the cells of each new end.
    fn new_cells(&self, cells: &mut Interner<CellRow>, texts: &mut Texts) -> Vec<Option<CellId>> {
        let new = |end: &EndRow| match end.place {
            PlaceRow::New(cell) if !end.place.is_nothing() => Some(cell),
            _ => None,
        };
        let told = || self.ends.iter().filter_map(new);
        let keys = texts.intern_all(&told().map(|cell| self.of_span(cell.key)).collect::<Vec<_>>());
        let mut town = |cell: CellSpan| match self.of_span(cell.town) {
            "" => None,
            town => Some(texts.intern(town)),
        };
        let rows: Vec<_> = told().zip(keys).map(|(cell, key)| CellRow::new(key, cell.position, town(cell))).collect();
        let mut ids = cells.intern_all(&rows).into_iter();
        let id = |end: &EndRow| match end.place {
            PlaceRow::Known(cell) => cell,
            PlaceRow::New(_) => new(end).and_then(|_| ids.next()),
        };
        self.ends.iter().map(id).collect()
    }

    /// The ids of parties and ends of every record, once all have one: caller, called, the caller's end, that of the called one.
    pub(super) fn ids(&self) -> impl Iterator<Item = ([PartyId; 2], [EndId; 2])> {
        let all = |ids: &RowIds| {
            let RowIds { parties: [Some(a), Some(b)], ends: [Some(a_end), Some(b_end)] } = *ids else { return None };
            Some(([a, b], [a_end, b_end]))
        };
        self.ids.iter().filter_map(all)
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
        self.numbers.learn(interned.numbers.iter().copied(), interned.rows * 2);
        self.ends.learn(interned.ends.iter().copied(), interned.rows);
    }
}
