//! What makes a true pair hard to find.

/// What makes it hard to see that one number took over from another. The truth names it for each pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Hardship {
    /// Neither handset nor SIM went on.
    AllNew,
    /// Few of the customers were told.
    FewTold,
    /// Nobody was told: the new number went from mouth to mouth.
    WordOfMouth,
    /// Many customers stayed away from the new number.
    FewFollowed,
    /// Days of silence lay between.
    LongSilence,
    /// Both numbers were live for a while.
    Overlap,
    /// People went on calling the old number, in vain.
    ResidualCalls,
    /// The old number announced the new one.
    AnnouncedFromOld,
    /// The announcement went out over two days.
    AnnouncedInStages,
    /// One of the two was short-lived or quiet.
    ShortOrQuiet,
    /// The records of one were asked for from too late or until too early.
    Window,
    /// Another line of the town shares the customers.
    Rival,
    /// Another line of the same city and the same town shares the customers.
    SameCityRival,
    /// Another crew took the line over.
    Takeover,
    /// The two ran side by side for weeks.
    Beside,
    /// The handset came from, or went to, somebody else of the crew.
    Inherited,
    /// The operator gives a handset identity that is none.
    JunkHandset,
    /// The new phone lived in another place.
    OtherPlace,
    /// Many lines were cut within six hours.
    Strike,
    /// The crew changed all its phones at once.
    CrewSwap,
    /// A number between the two was never asked for.
    Bridge,
    /// The old number went to a stranger later.
    Recycled,
    /// The old handset was sold and turns up with a stranger.
    SecondHand,
}

impl Hardship {
    /// As the truth says it.
    pub const fn label(self) -> &'static str {
        match self {
            Self::AllNew => "new handset and SIM",
            Self::FewTold => "few told",
            Self::WordOfMouth => "word of mouth",
            Self::FewFollowed => "few followed",
            Self::LongSilence => "days of silence",
            Self::Overlap => "both live for a while",
            Self::ResidualCalls => "calls to the old number go on",
            Self::AnnouncedFromOld => "announced from the old number",
            Self::AnnouncedInStages => "announced over two days",
            Self::ShortOrQuiet => "short or quiet number",
            Self::Window => "requested window cuts it",
            Self::Rival => "rival shares customers",
            Self::SameCityRival => "rival of the same city and town",
            Self::Takeover => "taken over by another crew",
            Self::Beside => "two phones at once",
            Self::Inherited => "handset went round the crew",
            Self::JunkHandset => "junk handset identity",
            Self::OtherPlace => "phone in another place",
            Self::Strike => "police strike",
            Self::CrewSwap => "crew changed every phone",
            Self::Bridge => "number between was not requested",
            Self::Recycled => "old number went to a stranger",
            Self::SecondHand => "old handset went to a stranger",
        }
    }
}
