//! Records on their way into a table, as they were read from rows: values by themselves, texts one behind the other.

use super::record::{CellId, EndId, PartyId, Phone, PhoneId};
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
    Known(Option<PhoneId>),
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
        matches!(self.phone, PhoneRow::NOTHING | PhoneRow::Known(None)) && self.place.is_nothing()
    }
}

/// What a row of a block says of one end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EndAt {
    /// Nothing, or what rows before said too.
    Known(EndId),
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
    /// The parties of each record, as far as they have ids in the table.
    parties: Vec<[Option<PartyId>; 2]>,
    /// The ids of the ends, once they have some.
    end_ids: Vec<EndId>,
}

/// What a table gave ids to when the records of a block were added to it.
#[derive(Clone, Debug, Default)]
pub struct Interned {
    numbers: Vec<(Msisdn, PartyId)>,
    /// The ends of the block, in their order.
    pub new_ends: Vec<EndId>,
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

    /// Looks up which parties of the block are known.
    pub fn look_up(&mut self, recent: &RecentNumbers) {
        let numbers: Vec<Option<Msisdn>> = self.records.iter().flat_map(|r| [r.a.number(), r.b.number()]).collect();
        self.parties = recent.0.find_all(&numbers).as_chunks().0.to_vec();
    }

    /// Gives ids to all that has none, in the order of the rows. Afterwards every record has its own.
    pub(super) fn intern(&mut self, values: &mut Values) -> Interned {
        self.parties.resize(self.records.len(), [None; 2]);
        let Values { parties, handsets, sims, phones, cells, texts } = values;
        // Who is who, which phones there are and where they were have nothing to do with each other.
        let ((party_ids, numbers), (phones, cells)) = rayon::join(
            || self.new_parties(parties),
            || rayon::join(|| self.new_phones(handsets, sims, phones), || self.new_cells(cells, texts)),
        );
        let mut next = party_ids.into_iter();
        for id in self.parties.as_flattened_mut() {
            *id = id.or_else(|| next.next());
        }
        self.end_ids = phones.into_iter().zip(cells).map(|(phone, cell)| EndId { phone, cell }).collect();
        Interned { numbers, new_ends: self.end_ids.clone(), rows: self.records.len() }
    }

    /// The ids of parties that have none, and which of them are numbers.
    fn new_parties(&self, parties: &mut Parties) -> (Vec<PartyId>, Vec<(Msisdn, PartyId)>) {
        let both = self.records.iter().zip(&self.parties).flat_map(|(row, ids)| [row.a, row.b].into_iter().zip(*ids));
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

    /// The id of the phone of each new end.
    fn new_phones(
        &self,
        handsets: &mut Interner<Imei>,
        sims: &mut Interner<Imsi>,
        phones: &mut Interner<Phone>,
    ) -> Vec<Option<PhoneId>> {
        let new = |end: &EndRow| if let PhoneRow::New(imei, imsi) = end.phone { Some((imei, imsi)) } else { None };
        let told = || self.ends.iter().filter_map(new).filter(|phone| *phone != (None, None));
        let mut handsets = handsets.intern_all(&told().filter_map(|(imei, _)| imei).collect::<Vec<_>>()).into_iter();
        let mut sims = sims.intern_all(&told().filter_map(|(_, imsi)| imsi).collect::<Vec<_>>()).into_iter();
        let mut phone = |(imei, imsi): (Option<Imei>, Option<Imsi>)| Phone {
            handset: imei.and_then(|_| handsets.next()),
            sim: imsi.and_then(|_| sims.next()),
        };
        let mut ids = phones.intern_all(&told().map(&mut phone).collect::<Vec<_>>()).into_iter();
        let id = |end: &EndRow| match end.phone {
            PhoneRow::Known(phone) => phone,
            PhoneRow::NOTHING => None,
            PhoneRow::New(..) => ids.next(),
        };
        self.ends.iter().map(id).collect()
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

    /// The parties of every record, once all have ids: caller and called.
    pub(super) fn parties(&self) -> impl Iterator<Item = [PartyId; 2]> {
        self.parties.iter().filter_map(|both| if let [Some(a), Some(b)] = *both { Some([a, b]) } else { None })
    }

    /// An end of a record, once all have ids.
    pub(super) fn end_id(&self, end: EndAt) -> EndId {
        match end {
            EndAt::Known(end) => end,
            EndAt::New(at) => self.end_ids[at as usize],
        }
    }
}

/// The ids that numbers of the last blocks were given in one table.
#[derive(Clone, Debug, Default)]
pub struct RecentNumbers(Recent<Msisdn, PartyId, 4>);

impl RecentNumbers {
    /// Keeps what a table gave ids to.
    pub fn learn(&mut self, interned: &Interned) {
        self.0.learn(interned.numbers.iter().copied(), interned.rows * 2);
    }
}
