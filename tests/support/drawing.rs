//! A small picture, one line a thing.

use linefold::domain::{ActorKey, AreaKey, Level, LineKey, Msisdn};
use linefold::export::{FontMeasure, svg_naming_fonts};
use linefold::geom::{Point, point};
use linefold::network::{Actor, Network, SuccessionStep, Tie, TieKind};
use linefold::scene::{Camera, MapDrawing, Scene, SceneRequest, Theme, View, build, fitting_camera};
use std::collections::{BTreeMap, BTreeSet};

/// A network with its positions and how somebody looks at it. Things are named by their labels.
pub struct Drawing {
    pub network: Network,
    pub positions: Vec<Point>,
    pub view: View,
    pub theme: Theme,
    pub map: Option<MapDrawing>,
    keys: BTreeMap<String, ActorKey>,
}

impl Drawing {
    /// An empty picture of `width` by `height` points whose world is its view: coordinates are points from the upper left corner. The
    /// cities London, Birmingham, Liverpool and Leeds have the first four hues.
    pub fn new(level: Level, width: f32, height: f32) -> Self {
        let size = point(width, height);
        let view = View {
            camera: Camera { center: size * 0.5, scale: 1.0 },
            size,
            map_pull: 0.0,
            selected: BTreeSet::new(),
            hovered: None,
            unfolded: BTreeMap::new(),
            pinned: BTreeSet::new(),
            legend: false,
            // A file: without the window's buttons, under which no label is drawn.
            caption: vec![String::new()],
        };
        let network = Network::new(level, (1..=4).map(AreaKey).collect());
        Self { network, positions: Vec::new(), view, theme: Theme::dark(), map: None, keys: BTreeMap::new() }
    }

    /// The key of a thing by its label.
    pub fn key(&self, label: &str) -> ActorKey {
        self.keys[label]
    }

    fn add(&mut self, label: &str, actor: Actor, at: (f32, f32)) {
        self.keys.insert(label.to_owned(), actor.key);
        self.network.add(Actor { label: label.to_owned(), ..actor });
        self.positions.push(point(at.0, at.1));
    }

    /// The invented number with these last digits.
    pub fn number(last: u64) -> Msisdn {
        Msisdn::from_digits(447_700_900_000 + last)
    }

    /// An exporting city that `lines` lines are run from.
    pub fn city(mut self, label: &str, lines: u32, at: (f32, f32)) -> Self {
        let area = origin(label);
        let actor = Actor { origin: Some(area), lines, numbers: 2 * lines, ..Actor::empty(ActorKey::City(area)) };
        self.add(label, actor, at);
        self
    }

    /// A line run from a city, with its numbers: last digits, and minutes since the one before.
    pub fn line(mut self, label: &str, city: &str, numbers: &[(u64, i64)], at: (f32, f32)) -> Self {
        let succession: Vec<_> = numbers
            .iter()
            .enumerate()
            .map(|(i, &(last, minutes))| SuccessionStep {
                number: Self::number(last),
                gap_secs: (i > 0).then_some(minutes * 60),
                suggested: false,
            })
            .collect();
        let key = ActorKey::Line(LineKey(Self::number(numbers[0].0)));
        let actor = Actor {
            origin: Some(origin(city)),
            lines: 1,
            numbers: u32::try_from(numbers.len()).unwrap_or(u32::MAX),
            requested: true,
            succession,
            ..Actor::empty(key)
        };
        self.add(label, actor, at);
        self
    }

    /// A town.
    pub fn town(mut self, label: &str, at: (f32, f32)) -> Self {
        let area = AreaKey(1000 + u32::try_from(self.positions.len()).unwrap_or(0));
        self.add(label, Actor { lines: 1, ..Actor::empty(ActorKey::Town(area)) }, at);
        self
    }

    /// The node of what is not known: a city or a town.
    pub fn unknown(mut self, key: ActorKey, at: (f32, f32)) -> Self {
        let label = if key == ActorKey::UnknownCity { "City unknown" } else { "Towns unknown" };
        self.add(label, Actor { lines: 1, ..Actor::empty(key) }, at);
        self
    }

    /// A number, of a line of `city` or, without one, a contact. Its label is its last six digits.
    pub fn lone_number(mut self, last: u64, city: Option<&str>, at: (f32, f32)) -> Self {
        let number = Self::number(last);
        let origin = city.map(origin);
        let actor = Actor { origin, requested: city.is_some(), events: 40, ..Actor::number(number) };
        self.add(&number.last_six(), actor, at);
        self
    }

    /// The last number of a line is only the machine's guess.
    pub fn suggested(mut self, label: &str) -> Self {
        if let Some(node) = self.network.find(self.keys[label]) {
            let actor = &mut self.network.graph[node];
            actor.suggested = true;
            if let Some(last) = actor.succession.last_mut() {
                last.suggested = true;
            }
        }
        self
    }

    /// A link that stands for `events` records of one line; it wears the hue of its first end's city, else of its second's.
    pub fn tie(self, from: &str, to: &str, events: u64) -> Self {
        let kind = match self.keys[from] {
            ActorKey::City(_) | ActorKey::UnknownCity => TieKind::RunFrom,
            ActorKey::Number(_) => TieKind::Contact,
            _ => TieKind::Supplies,
        };
        self.join(from, to, kind, (events, 1, 1), false)
    }

    /// A flow of so many lines and numbers from a city to a town.
    pub fn flow(self, from: &str, to: &str, lines: u32, numbers: u32) -> Self {
        self.join(from, to, TieKind::Supplies, (u64::from(lines) * 100, lines, numbers), false)
    }

    /// One number took over from another.
    pub fn replaced(self, old: &str, new: &str, suggested: bool) -> Self {
        self.join(old, new, TieKind::Succession, (0, 1, 2), suggested)
    }

    fn join(
        mut self,
        from: &str,
        to: &str,
        kind: TieKind,
        (events, lines, numbers): (u64, u32, u32),
        suggested: bool,
    ) -> Self {
        let ends = self.network.find(self.keys[from]).zip(self.network.find(self.keys[to]));
        if let Some((from, to)) = ends {
            let origin = self.network.graph[from].origin.or(self.network.graph[to].origin);
            self.network.graph.add_edge(from, to, Tie { kind, origin, events, lines, numbers, suggested });
        }
        self
    }

    /// A line is `progress` of the way unfolded.
    pub fn unfold(mut self, label: &str, progress: f32) -> Self {
        if let ActorKey::Line(line) = self.keys[label] {
            self.view.unfolded.insert(line, progress);
        }
        self
    }

    /// A node is selected.
    pub fn select(mut self, label: &str) -> Self {
        self.view.selected.insert(self.keys[label]);
        self
    }

    /// The mouse is on a node.
    pub fn hover(mut self, label: &str) -> Self {
        self.view.hovered = Some(self.keys[label]);
        self
    }

    /// In the colours for paper.
    pub fn light(mut self) -> Self {
        self.theme = Theme::light();
        self
    }

    /// The question for the scene.
    pub fn request(&self) -> SceneRequest<'_> {
        SceneRequest {
            network: &self.network,
            positions: &self.positions,
            view: &self.view,
            theme: &self.theme,
            text: FontMeasure::embedded(),
            map: self.map.as_ref(),
        }
    }

    /// The finished drawing.
    pub fn scene(&self) -> Scene {
        build(&self.request())
    }

    /// The same, seen by the camera that shows all of it.
    pub fn fitted(mut self) -> Self {
        self.view.camera = fitting_camera(&self.request());
        self
    }

    /// As SVG without the fonts.
    pub fn svg(&self) -> String {
        svg_naming_fonts(&self.scene())
    }
}

/// The area of an exporting city of these pictures.
fn origin(city: &str) -> AreaKey {
    let rank = ["London", "Birmingham", "Liverpool", "Leeds"].iter().position(|&name| name == city);
    AreaKey(rank.map_or(9, |rank| u32::try_from(rank).unwrap_or(0) + 1))
}
