//! What the values of a column look like as codes: few, and the same ones again and again.

use super::code::{Code, read_code, read_letters};
use super::looks::Looks;
use std::collections::BTreeSet;

impl Looks {
    /// The share of values that tell a direction, single letters (`I`, `O`) read beside each other.
    pub(super) fn share_directions(&self) -> f64 {
        self.share(self.directions + self.letters(|code| code.direction.is_some()))
    }

    /// The share of values that tell a kind.
    pub(super) fn share_kinds(&self) -> f64 {
        self.share(self.kinds + self.letters(|code| code.kind.is_some()))
    }

    fn letters(&self, tells: fn(Code) -> bool) -> u32 {
        let told = read_letters(&self.distinct_values()).into_iter().filter(|(_, code)| tells(*code));
        told.map(|(value, _)| self.distinct.get(value).copied().unwrap_or(0)).sum()
    }

    fn distinct_values(&self) -> Vec<&str> {
        self.distinct.keys().map(String::as_str).collect()
    }

    /// Whether the values tell two directions, and whether they tell two kinds: a column that says the same in every row says
    /// less than one that tells rows apart.
    pub(super) fn tells_apart(&self) -> (bool, bool) {
        let values = self.distinct_values();
        let letters = read_letters(&values).into_iter().map(|(_, code)| code);
        let codes: Vec<Code> = values.iter().map(|v| read_code(v)).chain(letters).collect();
        let directions: BTreeSet<_> = codes.iter().filter_map(|c| c.direction).collect();
        let kinds: BTreeSet<_> = codes.iter().filter_map(|c| c.kind).collect();
        (directions.len() > 1, kinds.len() > 1)
    }

    /// Whether the values are two short codes, each in a good part of the rows, of which nothing known here says a kind; or those of
    /// the log of a phone: `1`, `2` and `3`.
    pub(super) fn is_pair_of_codes(&self) -> bool {
        let each = |(value, count): (&String, &u32)| {
            value.len() < 20 && count * 10 >= self.values && read_code(value).kind.is_none()
        };
        let of_a_phone = self.distinct.keys().eq(["1", "2", "3"]);
        (self.distinct.len() == 2 || of_a_phone)
            && self.values > 3
            && self.share_kinds() < 0.5
            && self.distinct.iter().all(each)
    }

    /// Whether there is one value alone, row upon row.
    pub(super) fn is_constant(&self) -> bool {
        self.values > 3 && self.distinct.len() == 1
    }

    /// Whether the values are many beside the rows.
    pub(super) fn changes(&self) -> bool {
        self.too_many_to_tell_apart || self.distinct.len() > 1 && self.distinct.len() * 4 > self.values as usize
    }

    /// Whether the values are two to six words, again and again.
    pub(super) fn are_few_words(&self) -> bool {
        let few = (2..=6).contains(&self.distinct.len()) && self.distinct.len() * 3 <= self.values as usize;
        few && self.words == self.values
    }
}
