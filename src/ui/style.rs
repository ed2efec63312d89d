//! The theme's colours and the house's type sizes, told to egui. The only place that makes a [`Color32`].

use crate::export::font_bytes;
use crate::scene::{Rgba, Theme, Weight};
use eframe::egui::epaint::text::{FontData, FontDefinitions};
use eframe::egui::{
    self, Color32, CornerRadius, FontFamily, FontId, Margin, Shadow, Stroke, Style, TextStyle, Ui, Visuals, vec2,
};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Body text is larger in windows at least this wide.
const WIDE: f32 = 1900.0;

/// Sizes of text by what it is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Type {
    /// A key figure: 22 semibold.
    Figure,
    /// Heading of a page or of the inspector: 18 semibold.
    Heading,
    /// Heading of a section: 12.5 semibold.
    Section,
    /// Controls and menus: 13.
    Control,
    /// Controls that stand forward: 13 semibold.
    ControlStrong,
    /// Body and tables: 12, in wide windows 13.
    Body,
    /// Body that stands forward.
    BodyStrong,
    /// Notes and axes: 11.
    Note,
}

impl Type {
    fn style(self) -> TextStyle {
        let named = |name: &str| TextStyle::Name(name.into());
        match self {
            Self::Figure => named("figure"),
            Self::Heading => TextStyle::Heading,
            Self::Section => named("section"),
            Self::Control => TextStyle::Button,
            Self::ControlStrong => named("control strong"),
            Self::Body => TextStyle::Body,
            Self::BodyStrong => named("body strong"),
            Self::Note => TextStyle::Small,
        }
    }

    /// The font of this size in the style of `ui`.
    pub(super) fn font(self, ui: &Ui) -> FontId {
        self.style().resolve(ui.style())
    }

    const ALL: [Self; 8] = [
        Self::Figure,
        Self::Heading,
        Self::Section,
        Self::Control,
        Self::ControlStrong,
        Self::Body,
        Self::BodyStrong,
        Self::Note,
    ];

    fn id(self, wide: bool) -> FontId {
        let (size, weight) = match self {
            Self::Figure => (22.0, Weight::Semibold),
            Self::Heading => (18.0, Weight::Semibold),
            Self::Section => (12.5, Weight::Semibold),
            Self::Control => (13.0, Weight::Regular),
            Self::ControlStrong => (13.0, Weight::Semibold),
            Self::Body => (if wide { 13.0 } else { 12.0 }, Weight::Regular),
            Self::BodyStrong => (if wide { 13.0 } else { 12.0 }, Weight::Semibold),
            Self::Note => (11.0, Weight::Regular),
        };
        FontId::new(size, family(weight))
    }
}

/// The family of a weight.
pub(super) fn family(weight: Weight) -> FontFamily {
    match weight {
        Weight::Regular => FontFamily::Proportional,
        Weight::Semibold => FontFamily::Name("semibold".into()),
    }
}

/// A colour of the theme as egui takes it.
pub(super) fn color(rgba: Rgba) -> Color32 {
    Color32::from_rgba_unmultiplied(rgba.r, rgba.g, rgba.b, rgba.a)
}

/// Whether a window of this width takes the larger sizes.
pub(super) fn is_wide(width_points: f32) -> bool {
    width_points >= WIDE
}

/// Height of a row of a list: 21, in wide windows 24.
pub(super) fn row_height(ui: &Ui) -> f32 {
    if is_wide(ui.ctx().content_rect().width()) { 24.0 } else { 21.0 }
}

/// Gives egui the embedded face, once.
pub(super) fn install_fonts(ctx: &egui::Context) {
    let mut fonts = FontDefinitions::empty();
    for (name, weight) in [("regular", Weight::Regular), ("semibold", Weight::Semibold)] {
        fonts.font_data.insert(name.to_owned(), Arc::new(FontData::from_static(font_bytes(weight))));
        fonts.families.insert(family(weight), vec![name.to_owned()]);
    }
    // There is one face; where egui asks for digits of one width it has them too.
    fonts.families.insert(FontFamily::Monospace, vec!["regular".to_owned()]);
    ctx.set_fonts(fonts);
}

/// Gives egui the theme's colours and the sizes for a window that is `wide` or not.
pub(super) fn install(ctx: &egui::Context, theme: &Theme, wide: bool) {
    ctx.set_theme(if theme.dark { egui::Theme::Dark } else { egui::Theme::Light });
    let style = style(theme, wide);
    ctx.set_style_of(egui::Theme::Dark, style.clone());
    ctx.set_style_of(egui::Theme::Light, style);
    ctx.options_mut(|options| options.zoom_with_keyboard = false);
}

fn style(theme: &Theme, wide: bool) -> Style {
    let mut style = Style { visuals: visuals(theme), ..Style::default() };
    style.text_styles = Type::ALL.into_iter().map(|t| (t.style(), t.id(wide))).collect::<BTreeMap<_, _>>();
    style.text_styles.insert(TextStyle::Monospace, Type::Body.id(wide));
    style.animation_time = 0.08;
    style.interaction.selectable_labels = false;
    style.interaction.tooltip_delay = 0.35;
    style.compact_menu_style = false;
    let spacing = &mut style.spacing;
    spacing.item_spacing = vec2(6.0, 4.0);
    spacing.button_padding = vec2(10.0, 4.0);
    spacing.interact_size = vec2(24.0, 24.0);
    spacing.menu_margin = Margin::same(4);
    spacing.window_margin = Margin::same(14);
    spacing.tooltip_width = 320.0;
    spacing.menu_width = 300.0;
    spacing.scroll = egui::style::ScrollStyle { bar_width: 8.0, ..egui::style::ScrollStyle::floating() };
    style
}

fn visuals(theme: &Theme) -> Visuals {
    let mut visuals = if theme.dark { Visuals::dark() } else { Visuals::light() };
    let [canvas, panel, raised, hover, border, text] =
        [theme.canvas, theme.panel, theme.raised, theme.hover, theme.border, theme.text].map(color);
    let widgets = &mut visuals.widgets;
    let all = [
        (&mut widgets.noninteractive, panel, color(theme.separator)),
        (&mut widgets.inactive, raised, border),
        (&mut widgets.hovered, hover, border),
        (&mut widgets.active, hover, border),
        (&mut widgets.open, hover, border),
    ];
    for (widget, fill, edge) in all {
        widget.bg_fill = fill;
        widget.weak_bg_fill = fill;
        widget.bg_stroke = Stroke::new(1.0, edge);
        widget.fg_stroke = Stroke::new(1.0, text);
        widget.corner_radius = CornerRadius::same(5);
        widget.expansion = 0.0;
    }
    visuals.weak_text_color = Some(color(theme.second));
    visuals.selection.bg_fill = color(theme.accent.into(theme.canvas, 0.3));
    visuals.selection.stroke = Stroke::new(1.0, text);
    visuals.text_cursor.stroke = Stroke::new(2.0, color(theme.accent));
    visuals.hyperlink_color = text;
    visuals.warn_fg_color = color(theme.signal);
    visuals.error_fg_color = color(theme.signal);
    visuals.faint_bg_color = color(theme.hover.into(theme.panel, 0.4));
    visuals.extreme_bg_color = canvas;
    visuals.code_bg_color = hover;
    visuals.panel_fill = panel;
    visuals.window_fill = panel;
    visuals.window_stroke = Stroke::new(1.0, border);
    visuals.window_shadow = Shadow::NONE;
    visuals.popup_shadow = Shadow::NONE;
    visuals.window_corner_radius = CornerRadius::same(6);
    visuals.menu_corner_radius = CornerRadius::same(6);
    visuals.window_highlight_topmost = false;
    visuals.disabled_alpha = 0.45;
    visuals
}
