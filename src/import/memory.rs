//! What a thread remembers of the rows it has read: nearly every code, hour and name was read before.

use super::code::Direction;
use super::memo::Memo;
use super::party::{PartyRead, read_party};
use super::tally::Remark;
use crate::domain::{DialPlan, Instant, Kind, NumberError, PartyRow, RecordBlock};

/// Texts that were read, and their values.
#[derive(Debug, Default)]
pub(super) struct Memory {
    /// What is no number in its usual form.
    parties: Memo<PartyRead>,
    /// The beginning of an hour, where all of it is clear.
    pub hours: Memo<Option<Instant>>,
    pub directions: Memo<Option<Direction>>,
    pub kinds: Memo<Option<Kind>>,
    /// The text by which the last row named whose records these are.
    pub last_target: String,
    /// Several cells as one text.
    pub key: Vec<u8>,
}

impl Memory {
    /// The same as [`read_party`], faster for what is usual or was seen before.
    ///
    /// # Errors
    /// A number that was damaged or has too many digits.
    pub(super) fn party(
        &mut self,
        text: &str,
        plan: &DialPlan,
        block: &mut RecordBlock,
    ) -> Result<(PartyRow, Option<Remark>), NumberError> {
        if let Some(number) = plan.plain_number(text) {
            return Ok((PartyRow::Number(number), None));
        }
        if self.parties.get(text.as_bytes()).is_none() {
            self.parties.learn(text.as_bytes(), read_party(text, plan));
        }
        match self.parties.get(text.as_bytes()) {
            Some(Ok((party, remark))) => Ok((block.party(party), *remark)),
            Some(Err(error)) => Err(error.clone()),
            // Too long to be remembered.
            None => read_party(text, plan).map(|(party, remark)| (block.party(&party), remark)),
        }
    }
}
