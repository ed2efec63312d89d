//! Who called whom, and whose phone a row speaks of.

use super::Doubt;
use super::code::Direction;
use super::codebook::Codebook;
use super::field::{Field, Whose};
use super::mapping::{Column, Mapping};
use super::party_questions::{
    are_counted, find_unnamed_target, forget_blank_parties, forget_number_that_only_looks_so, hardly_changes,
    is_side_named, name_sides_by_ways, no_sides, no_way, sides_are_named, take_turns,
};
use super::party_rows::{
    SampleRow, alternating, common_number, first_party_is_target, holders, sample, second_party_is_target,
};
use crate::domain::{DialPlan, Msisdn};
use crate::ids::QuickHasher;
use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};

/// Where a party is read from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PartyFrom {
    Column(usize),
    /// The same in every row: the number whose records these are.
    Fixed(Msisdn),
    /// There is no such party: a data session.
    Nobody,
}

/// How a file tells who called whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Layout {
    /// Caller and called each have a place of their own.
    Sides { a: PartyFrom, b: PartyFrom },
    /// The number asked for, the other one, and which way it went: by codes, or the same way in every row.
    TargetOther { target: PartyFrom, other: usize, fixed: Option<Direction> },
}

/// What a file's rows tell of its parties.
#[derive(Clone, Debug)]
pub(super) struct Parties {
    pub layout: Layout,
    /// Column that names the target beside caller and called.
    pub target_column: Option<usize>,
    /// The numbers whose records these are, where the file says so for all rows.
    pub targets: BTreeSet<Msisdn>,
    /// Which number a SIM or handset was in most often; asked where nothing else says whose phone a row speaks of.
    pub holders: HashMap<u64, Msisdn, QuickHasher>,
    /// How it was decided, as sentences.
    pub decisions: Vec<String>,
    /// What may be read wrongly, as message and hint.
    pub doubts: Vec<(String, String)>,
    /// What the rows do not tell and a person may.
    pub questions: Vec<Doubt>,
    /// Who stands in a blank cell of the caller or the called one, where each row names but the other one of the two.
    pub filler: Option<PartyFrom>,
    /// Whether a header says of a column of numbers whose it is.
    sides_are_named: bool,
}

/// What is known before the rows are read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Clues<'c> {
    pub plan: &'c DialPlan,
    /// The number the preamble or the file's name says.
    pub outside: Option<(Msisdn, &'static str)>,
    /// The way that the file's name says.
    pub way_of_name: Option<Direction>,
    /// Whether columns of volumes or addresses say that these are data sessions.
    pub data_sessions: bool,
}

/// Finds out who is who.
///
/// # Errors
/// Why the file does not say whose records it holds, as a sentence for the user without its full stop.
#[expect(clippy::too_many_lines, reason = "an arm for each set of columns of parties")]
pub(super) fn find(
    mapping: &mut Mapping,
    codes: &Codebook,
    clues: Clues<'_>,
    columns: &[Column],
    rows: &[Vec<Cow<'_, str>>],
) -> Result<Parties, String> {
    forget_blank_parties(mapping, rows);
    let are_ways = name_sides_by_ways(mapping, columns, rows);
    forget_number_that_only_looks_so(mapping, clues, columns, rows);
    find_unnamed_target(mapping, clues, columns);
    let fields = [Field::PartyA, Field::PartyB, Field::Target, Field::Other].map(|f| mapping.column(f));
    let coded = !mapping.directions.is_empty();
    let column = PartyFrom::Column;
    let mut found = Parties { sides_are_named: are_ways || sides_are_named(mapping, columns), ..Parties::unknown() };
    let sample = |mapping: &Mapping, a, b, target| sample(mapping, codes, clues.plan, rows, (a, b, target));
    match fields {
        [Some(a), Some(b), target, None] if take_turns(rows, a, b) => {
            found.one_of_two(mapping, clues, (a, b, target), coded)?;
        }
        // Two columns whose names tell no sides, one of them hardly changing, and codes: the number asked for and the other.
        [Some(a), Some(b), None, None]
            if coded
                && !is_side_named(mapping, columns)
                && hardly_changes(rows, a, b) != hardly_changes(rows, b, a) =>
        {
            let (target, other) = if hardly_changes(rows, a, b) { (a, b) } else { (b, a) };
            mapping.give(&[(Field::Target, target), (Field::Other, other)]);
            found.target_and_other(column(target), other, true, None);
        }
        [Some(a), Some(b), target, _] => {
            let sample = sample(mapping, a, b, target);
            found.caller_and_called(mapping, clues, &sample, (a, b, target));
        }
        [None, Some(other), Some(target), None] | [_, _, Some(target), Some(other)]
            if coded || clues.way_of_name.is_some() =>
        {
            mapping.rename(Field::PartyB, Field::Other);
            found.target_and_other(column(target), other, coded, clues.way_of_name);
        }
        [Some(other), None, Some(target), None] if coded => {
            mapping.rename(Field::PartyA, Field::Other);
            found.target_and_other(column(target), other, coded, None);
        }
        // Of two columns neither of which is called a side one is the number asked for: that which hardly changes.
        [None, Some(other), Some(target), None] | [Some(other), None, Some(target), None]
            if !is_side_named(mapping, columns) =>
        {
            let (target, other) = if hardly_changes(rows, other, target) { (other, target) } else { (target, other) };
            mapping.give(&[(Field::Target, target), (Field::Other, other)]);
            found.target_and_other(column(target), other, coded, Some(Direction::Outgoing));
            if !coded {
                found.questions.push(no_way(columns, Some(target), other));
            }
        }
        [None, Some(b), Some(target), None] => {
            mapping.rename(Field::Target, Field::PartyA);
            let sample = sample(mapping, target, b, None);
            found.caller_and_called(mapping, clues, &sample, (target, b, None));
        }
        [Some(a), None, Some(target), None] => {
            mapping.rename(Field::Target, Field::PartyB);
            let sample = sample(mapping, a, target, None);
            found.caller_and_called(mapping, clues, &sample, (a, target, None));
        }
        [_, _, Some(target), Some(other)] => {
            found.target_and_other(column(target), other, false, Some(Direction::Outgoing));
            found.questions.push(no_way(columns, Some(target), other));
        }
        [Some(target), None, None, Some(other)] | [None, Some(target), None, Some(other)] if coded => {
            mapping.forget(Field::PartyA);
            mapping.forget(Field::PartyB);
            found.target_and_other(column(target), other, true, None);
        }
        // Beside the other party stands the number asked for, unless its header calls it a side.
        [Some(target), None, None, Some(other)] | [None, Some(target), None, Some(other)]
            if !is_side_named(mapping, columns) =>
        {
            mapping.rename(Field::PartyA, Field::Target);
            mapping.rename(Field::PartyB, Field::Target);
            found.target_and_other(column(target), other, false, clues.way_of_name.or(Some(Direction::Outgoing)));
            if clues.way_of_name.is_none() {
                found.questions.push(no_way(columns, Some(target), other));
            }
        }
        [Some(a), None, None, Some(b)] | [None, Some(b), None, Some(a)] => {
            let sample = sample(mapping, a, b, None);
            found.caller_and_called(mapping, clues, &sample, (a, b, None));
        }
        [None, None, Some(target), None] if clues.data_sessions => {
            found.layout = Layout::Sides { a: column(target), b: PartyFrom::Nobody };
            found.target_column = Some(target);
            found.decisions.push("The rows are data sessions: there is no other party.".to_owned());
        }
        single => found.one_column(mapping, single, clues, columns, coded)?,
    }
    found.settle(mapping, codes, clues, columns, rows);
    Ok(found)
}

pub(super) const NOT_SAID: &str = "Nothing says whose records these are: there is one column of numbers, and neither the lines above the \
    header nor the file's name give another";

impl Parties {
    fn unknown() -> Self {
        Self {
            layout: Layout::Sides { a: PartyFrom::Nobody, b: PartyFrom::Nobody },
            target_column: None,
            targets: BTreeSet::new(),
            holders: HashMap::default(),
            decisions: Vec::new(),
            doubts: Vec::new(),
            questions: Vec::new(),
            filler: None,
            sides_are_named: false,
        }
    }

    /// What all rows say of the layout that the columns speak for.
    fn settle(
        &mut self,
        mapping: &mut Mapping,
        codes: &Codebook,
        clues: Clues<'_>,
        columns: &[Column],
        rows: &[Vec<Cow<'_, str>>],
    ) {
        self.part_sides_that_are_one(mapping, columns, rows);
        self.exchange_target_that_changes(mapping, columns, rows);
        let way_is_told = self.take_sides_where_they_change(mapping, codes, clues, rows);
        if let (Layout::Sides { a: PartyFrom::Column(a), b: PartyFrom::Column(b) }, false) =
            (&self.layout, self.sides_are_named)
            && !way_is_told
            && !mapping.is_told(Field::PartyA)
            && !mapping.is_told(Field::PartyB)
        {
            // Nothing speaks for either: the caller stands first.
            let (a, b) = (*a.min(b), *a.max(b));
            mapping.give(&[(Field::PartyA, a), (Field::PartyB, b)]);
            self.layout = Layout::Sides { a: PartyFrom::Column(a), b: PartyFrom::Column(b) };
            let stands_in_both = || alternating(&sample(mapping, codes, clues.plan, rows, (a, b, None))).is_some();
            if are_counted(columns, a, b) && stands_in_both() {
                self.decisions.push("The columns of numbers are counted: the caller stands first.".to_owned());
            } else {
                self.questions.push(no_sides(columns, a, b));
            }
        }
        if let Some((number, place)) = clues.outside
            && self.uses(number)
        {
            self.targets.insert(number);
            self.decisions.push(format!("These are the records of {}, says {place}.", number.national(clues.plan)));
        }
    }

    fn uses(&self, number: Msisdn) -> bool {
        let fixed = PartyFrom::Fixed(number);
        match &self.layout {
            Layout::Sides { a, b } => {
                *a == fixed || *b == fixed || self.filler == Some(fixed) || self.targets.contains(&number)
            }
            Layout::TargetOther { target, .. } => *target == fixed,
        }
    }

    /// A column each for the caller and the called one, unless incoming rows show that the first is the number asked for.
    fn caller_and_called(
        &mut self,
        mapping: &mut Mapping,
        clues: Clues<'_>,
        sample: &[SampleRow],
        (a, b, target): (usize, usize, Option<usize>),
    ) {
        if let Some(target) = target {
            self.take_target_column(mapping, sample, target);
        }
        let first = first_party_is_target(sample);
        let second = first != Some(true) && second_party_is_target(sample);
        let told = mapping.is_told(Field::PartyA) && mapping.is_told(Field::PartyB);
        if self.target_column.is_none() && (first == Some(true) || second) && !told {
            let (target, other) = if second { (b, a) } else { (a, b) };
            mapping.give(&[(Field::Target, target), (Field::Other, other)]);
            self.layout = Layout::TargetOther { target: PartyFrom::Column(target), other, fixed: None };
            self.decisions.push(format!(
                "The {} party is the number whose records these are, in incoming and outgoing rows alike; the code says \
                 who called.",
                if second { "second" } else { "first" }
            ));
        } else {
            self.layout = Layout::Sides { a: PartyFrom::Column(a), b: PartyFrom::Column(b) };
            self.decisions.push("Who called whom: caller and called have a column each.".to_owned());
            self.find_owner(mapping, clues, sample);
            let told = self.target_column.is_some() || !self.targets.is_empty();
            if !told && first.is_none() && sample.iter().any(|r| r.way == Some(Direction::Incoming)) {
                self.doubts.push((
                    "Some rows are incoming, and no row shows which of the two columns holds the number asked for."
                        .to_owned(),
                    "The first was taken for the caller in every row, as its header says. Check one call.".to_owned(),
                ));
            }
        }
    }

    /// Whether the number asked for stands in no column.
    pub(super) fn has_fixed_target(&self) -> bool {
        let fixed = |from: PartyFrom| matches!(from, PartyFrom::Fixed(_));
        match self.layout {
            Layout::Sides { a, b } => fixed(a) || fixed(b) || self.filler.is_some_and(fixed),
            Layout::TargetOther { target, .. } => fixed(target),
        }
    }

    pub(super) fn target_and_other(&mut self, target: PartyFrom, other: usize, coded: bool, fixed: Option<Direction>) {
        let fixed = if coded { None } else { fixed };
        self.layout = Layout::TargetOther { target, other, fixed };
        self.decisions.push(match fixed {
            None => {
                "Who called whom: the code says which way each record went, seen from the number asked for.".to_owned()
            }
            Some(Direction::Outgoing) => {
                "Who called whom: every row is read as going out from the number asked for.".to_owned()
            }
            Some(Direction::Incoming) => {
                "Who called whom: every row is read as coming in to the number asked for.".to_owned()
            }
        });
    }

    /// A file with one column of numbers: the other party is the number asked for.
    fn one_column(
        &mut self,
        mapping: &mut Mapping,
        columns: [Option<usize>; 4],
        clues: Clues<'_>,
        all: &[Column],
        coded: bool,
    ) -> Result<(), String> {
        let [a, b, own, other] = columns;
        let not_said = || NOT_SAID.to_owned();
        let target = clues.outside.map(|(number, _)| PartyFrom::Fixed(number)).ok_or_else(not_said)?;
        let column = other.or(b).or(a).or(own).ok_or_else(not_said)?;
        let column_from = PartyFrom::Column(column);
        match (coded, clues.way_of_name) {
            (true, _) => {
                for field in [Field::PartyA, Field::PartyB, Field::Target] {
                    mapping.rename(field, Field::Other);
                }
                self.target_and_other(target, column, true, None);
            }
            (false, Some(way)) => self.target_and_other(target, column, false, Some(way)),
            (false, None) if b.is_some() => {
                self.layout = Layout::Sides { a: target, b: column_from };
                self.decisions
                    .push("Who called whom: the file lists called numbers alone, so every row goes out.".to_owned());
            }
            (false, None) if a.is_some() => {
                self.layout = Layout::Sides { a: column_from, b: target };
                self.decisions.push("Who called whom: the file lists callers alone, so every row comes in.".to_owned());
            }
            (false, None) => {
                self.target_and_other(target, column, false, Some(Direction::Outgoing));
                self.questions.push(no_way(all, None, column));
            }
        }
        Ok(())
    }

    /// Believes a target column beside caller and called only if it names one of them.
    fn take_target_column(&mut self, mapping: &mut Mapping, sample: &[SampleRow], column: usize) {
        let told: Vec<&SampleRow> = sample.iter().filter(|r| r.target.is_some()).collect();
        let agree = told.iter().filter(|r| r.target == r.a || r.target == r.b).count();
        if agree * 10 >= told.len() * 7 {
            self.target_column = Some(column);
        } else {
            mapping.forget(Field::Target);
        }
    }

    /// Finds whose phone a plain handset or cell column speaks of, where caller and called have a column each.
    pub(super) fn find_owner(&mut self, mapping: &Mapping, clues: Clues<'_>, sample: &[SampleRow]) {
        if self.target_column.is_some() {
            self.decisions.push("A column names the number whose records these are.".to_owned());
            return;
        }
        let number_in = |n: Msisdn| sample.iter().filter(|r| r.a == Some(n) || r.b == Some(n)).count();
        if let Some((number, _)) = clues.outside
            && (sample.is_empty() || number_in(number) * 2 > sample.len())
        {
            self.targets.insert(number);
            return;
        }
        if let Some(common) = common_number(sample) {
            self.targets.insert(common);
            self.decisions.push(format!(
                "Every row has {}: these are taken for the records of that number.",
                common.national(clues.plan)
            ));
            return;
        }
        let plain = |f: &Field| {
            matches!(f, Field::Imei(Whose::Target) | Field::Imsi(Whose::Target) | Field::Cell(Whose::Target))
        };
        if !mapping.fields().any(|(f, _)| plain(&f)) || !mapping.directions.is_empty() {
            return;
        }
        self.holders = holders(sample);
        if self.holders.is_empty() {
            self.doubts.push((
                "Nothing says whose phone the handset, SIM and cell of a row are.".to_owned(),
                "They were taken for the caller's. Ask the operator, or name the number asked for in the file's name."
                    .to_owned(),
            ));
        } else {
            let sentence = "Handset and cell belong to the number that each SIM or handset is seen with most often.";
            self.decisions.push(sentence.to_owned());
        }
    }
}
