//! The picture as a person would see it who opens the case and touches nothing: for files.

use super::{PictureRequest, Session, arrange, map_drawing};
use crate::diag::{Cancelled, Monitor};
use crate::domain::{Level, count};
use crate::export::FontMeasure;
use crate::geom::Point;
use crate::scene::{Camera, Scene, SceneRequest, Theme, View, build, fitting_camera};
use std::collections::{BTreeMap, BTreeSet};

/// What picture is wanted.
#[derive(Clone, Debug)]
pub struct StillRequest {
    /// Which level.
    pub level: Level,
    /// How far places lie where they are on the map, 0 to 1.
    pub map_pull: f32,
    /// Width and height in points.
    pub size: Point,
    /// The marking; stands over and under the picture.
    pub marking: String,
    /// Colours.
    pub theme: Theme,
}

/// Lays the case out and draws all of it.
///
/// # Errors
/// [`Cancelled`] if the monitor says so.
pub fn still(session: &Session, request: &StillRequest, monitor: &dyn Monitor) -> Result<Scene, Cancelled> {
    let network = session.derived().network(request.level);
    let picture = PictureRequest {
        map_pull: request.map_pull,
        pins: session.case().pins(request.level).collect(),
        aspect: request.size.x / request.size.y,
        ..PictureRequest::default()
    };
    let positions = arrange(network, &picture, monitor)?;
    let mut view = View {
        camera: Camera::default(),
        size: request.size,
        map_pull: request.map_pull,
        selected: BTreeSet::new(),
        hovered: None,
        unfolded: BTreeMap::new(),
        pinned: picture.pins.keys().copied().collect(),
        legend: true,
        caption: caption(session, request),
    };
    let text = FontMeasure::embedded();
    let map = (request.map_pull > 0.0).then(map_drawing);
    let theme = &request.theme;
    let positions = &positions;
    view.camera = fitting_camera(&SceneRequest { network, positions, view: &view, theme, text, map });
    Ok(build(&SceneRequest { network, positions, view: &view, theme, text, map }))
}

/// The marking first, then what the picture shows and how sure it is.
pub fn caption(session: &Session, request: &StillRequest) -> Vec<String> {
    let summary = &session.derived().summary;
    let counts = [
        count(summary.lines, "line", "lines"),
        count(summary.line_numbers, "number", "numbers"),
        count(summary.records, "record", "records"),
    ];
    let open = count(summary.to_judge, "suggested fold is", "suggested folds are");
    vec![request.marking.clone(), format!("{}: {}. {open} not yet judged.", request.level.label(), counts.join(", "))]
}
