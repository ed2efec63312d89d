//! What a panel is given: the session to read, the theme to draw with, and a sender for what the user wants.

use crate::case::Edit;
use crate::domain::{ActorKey, Level, LineKey, NumberPair, Verdict};
use crate::scene::{TextMeasure, Theme};
use crate::session::{FileId, Intake, Session};
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::path::PathBuf;

/// How the user looks at the case: what the panels and the canvas share.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Look {
    /// The level shown.
    pub level: Level,
    /// What is selected, in any panel.
    pub selected: BTreeSet<ActorKey>,
    /// How far places lie where they are on the map, 0 to 1.
    pub map_pull: f32,
}

/// What a panel is given. Least power: it can read everything and change nothing but by sending.
#[derive(Clone, Copy)]
pub struct UiCtx<'a> {
    /// The open case and what follows from it.
    pub session: &'a Session,
    /// Files on their way into the case.
    pub intake: &'a Intake,
    /// Colours by role.
    pub theme: &'a Theme,
    /// Widths of text in the embedded face.
    pub text: &'a dyn TextMeasure,
    /// How the user looks at the case.
    pub look: &'a Look,
    /// Where wishes go.
    pub send: &'a Sender,
}

impl UiCtx<'_> {
    /// Whether something follows from the case yet: after files are opened it takes a moment.
    pub fn is_worked_out(&self) -> bool {
        !self.session.case().batches().is_empty() && self.session.derived().revision > 0
    }
}

/// A wish of the user that changes no truth: never audited, never undone.
#[derive(Clone, Debug, PartialEq)]
pub enum UiCommand {
    /// Ask for files and read them.
    OpenFiles,
    /// Ask for a folder and read it.
    OpenFolder,
    /// Let the user type a path.
    OpenPath,
    /// Read the sample.
    OpenSample,
    /// Read these files and folders.
    Open(Vec<PathBuf>),
    /// Close the case and show the start screen.
    Close,
    /// Undo the last edit.
    Undo,
    /// Redo the last undone edit.
    Redo,
    /// Save what the canvas shows as a picture.
    SavePicture,
    /// Save the rejected rows of the file with this hash, or of all files.
    SaveRejected(Option<String>),
    /// Take the file with this hash out of the case.
    RemoveSource(String),
    /// Stop the reading of a file.
    StopFile(FileId),
    /// Read a file after all that was stopped, left aside or could not be read.
    RetryFile(FileId),
    /// Take a file that is not in the case off the list.
    ForgetFile(FileId),
    /// Ask how a held file is to be read.
    AskAbout(FileId),
    /// Leave a held file aside.
    LeaveAside(FileId),
    /// Ask how the file of the case with this hash is to be read instead.
    ReadAgain(String),
    /// Show the readings kept.
    ShowTemplates,
    /// Forget the kept reading of this name.
    ForgetTemplate(String),
    /// Show the import report of a file that is not in the case.
    ShowIncoming(FileId),
    /// Close the window.
    Quit,
    /// Show another level.
    ShowLevel(Level),
    /// Show all of the picture.
    FitView,
    /// Zoom in or out about the middle by this factor.
    Zoom(f32),
    /// Select these nodes instead of what was selected.
    Select(Vec<ActorKey>),
    /// Select all lines.
    SelectAllLines,
    /// Select the lines that hold a suggested fold.
    SelectSuggested,
    /// Select what is joined to the selection as well.
    SelectNeighbours,
    /// Select a node named in a list. The picture stays where it is, unless another level has to be shown for it.
    Pick(ActorKey),
    /// Bring a node into view and select it.
    Reveal(ActorKey),
    /// Fold or unfold a line in place.
    ToggleUnfold(LineKey),
    /// Put places nearer to where they are on the map: 0 free, 1 map.
    PullToMap(f32),
    /// Show this pair's evidence, with its line selected.
    ShowFold(NumberPair),
    /// Accept, reject or rule out the fold whose evidence is shown, with the reason typed.
    Judge(Verdict),
    /// Leave the fold shown as it is and go to the next that is open.
    SkipFold,
    /// Show or hide the import report of the file with this hash; `None` for all files.
    ShowReport(Option<String>),
    /// Show the events that two files tell.
    ShowTwice,
    /// Switch between dark and light.
    ToggleTheme,
    /// Text larger (above 1) or smaller; 0 is back to 100 per cent.
    ScaleText(f32),
    /// Collapse or open the left panel.
    ToggleLeftPanel,
    /// Bring the inspector out or put it away, where there is no room for it beside the canvas.
    ToggleInspector,
    /// Stop the work under way.
    CancelWork,
    /// Work out what follows from the case after that was stopped.
    WorkOut,
    /// Take a message away.
    Dismiss(u64),
    /// Close whatever lies over the canvas, else clear the selection.
    Escape,
    /// Show what the program is and whose work it stands on.
    ShowAbout,
    /// Show the keys and what they do.
    ShowKeys,
}

/// Collects the wishes of one frame, in order.
#[derive(Debug, Default)]
pub struct Sender {
    edits: RefCell<Vec<Edit>>,
    commands: RefCell<Vec<UiCommand>>,
}

impl Sender {
    /// Wishes a change of the case: undoable and audited.
    pub fn edit(&self, edit: Edit) {
        self.edits.borrow_mut().push(edit);
    }

    /// Wishes something of the window.
    pub fn command(&self, command: UiCommand) {
        self.commands.borrow_mut().push(command);
    }

    /// Takes all wishes out, to be acted on.
    pub fn drain(&self) -> (Vec<Edit>, Vec<UiCommand>) {
        (self.edits.take(), self.commands.take())
    }
}
