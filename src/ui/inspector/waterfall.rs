//! Evidence as bars that add up: each begins where the one above it ended.

use super::bits::{signed, tenths, tenths_that_add_up};
use crate::folding::{Candidate, Comparison, Evidence};
use crate::scene::Rgba;
use crate::ui::UiCtx;
use crate::ui::style::{Type, color};
use crate::ui::widget::{line, paint_end, paint_start};
use eframe::egui::{CornerRadius, Rect, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

/// Height of a row.
const ROW: f32 = 18.0;
/// Height of a bar.
const BAR: f32 = 13.0;
/// Width of the bits at the right end.
const FIGURE: f32 = 44.0;
/// Least width of the bars.
const BARS: f32 = 92.0;

/// One row: from where to where its bar runs, in tenths of a bit.
struct Row<'a> {
    label: &'a str,
    tip: &'a str,
    from: i64,
    to: i64,
    ink: Rgba,
    total: bool,
}

/// Which rows are wanted: where they do not all fit, the total is shown apart, so that it is always seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Which {
    /// The reasons alone.
    Reasons,
    /// The total alone.
    Total,
}

/// Shows rows of a fold's evidence. The bars of reasons and total have one scale.
pub(super) fn waterfall_ui(ctx: &UiCtx<'_>, candidate: &Candidate, which: Which, ui: &mut Ui) {
    let rows = rows(ctx, candidate);
    let low = rows.iter().map(|r| r.from.min(r.to)).min().unwrap_or(0).min(0);
    let high = rows.iter().map(|r| r.from.max(r.to)).max().unwrap_or(0).max(1);
    let width = ui.available_width();
    let top = ui.cursor().top();
    let bars = BARS.max(width * 0.3);
    let from = ui.cursor().left() + width - FIGURE - bars;
    let x = |t: i64| from + bars * ((t - low) as f32 / (high - low).max(1) as f32);
    for row in rows.iter().filter(|row| row.total == (which == Which::Total)) {
        row_ui(ctx, row, from, &x, ui);
    }
    let zero = x(0);
    ui.painter().vline(zero, top..=ui.cursor().top(), Stroke::new(1.0, color(ctx.theme.border)));
}

fn rows<'a>(ctx: &UiCtx<'_>, candidate: &'a Candidate) -> Vec<Row<'a>> {
    let theme = ctx.theme;
    let bits: Vec<f64> = candidate.evidence.iter().map(|e| e.bits).collect();
    let total = tenths(candidate.score_bits);
    let shown = tenths_that_add_up(&bits, total);
    let mut at = 0;
    let mut rows: Vec<Row<'_>> = Vec::with_capacity(bits.len() + 1);
    for (evidence, step) in candidate.evidence.iter().zip(shown) {
        let ink = match (evidence.comparison, step) {
            (Comparison::Prior, _) => theme.faint,
            (_, step) if step < 0 => theme.signal,
            _ => theme.favour,
        };
        let Evidence { label, sentence, .. } = evidence;
        rows.push(Row { label, tip: sentence, from: at, to: at + step, ink, total: false });
        at += step;
    }
    rows.push(Row { label: "Total", tip: "The sum of all rows", from: 0, to: total, ink: theme.accent, total: true });
    rows
}

fn row_ui(ctx: &UiCtx<'_>, row: &Row<'_>, bars_from: f32, x: &impl Fn(i64) -> f32, ui: &mut Ui) {
    let theme = ctx.theme;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
    let said = signed(row.to - row.from);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("{}: {said} bits", row.label)));
    let y = rect.center().y;
    let font = if row.total { Type::BodyStrong } else { Type::Body };
    let label = line(ui, row.label, font, color(theme.text), bars_from - rect.left() - 6.0);
    paint_start(ui, &label, rect.left(), y);
    let ink = if row.to < row.from && row.ink == theme.signal { theme.signal } else { theme.text };
    let figure = line(ui, said, font, color(ink), FIGURE);
    paint_end(ui, &figure, rect.right(), y);
    let (left, right) = (x(row.from.min(row.to)), x(row.from.max(row.to)));
    let bar = Rect::from_min_max(pos2(left, y - BAR / 2.0), pos2(right.max(left + 1.0), y + BAR / 2.0));
    ui.painter().rect_filled(bar, CornerRadius::same(1), color(row.ink));
    if !row.total {
        // The step down to the next bar.
        ui.painter().vline(x(row.to), bar.bottom()..=bar.bottom() + ROW - BAR, Stroke::new(1.0, color(theme.border)));
    }
    response.on_hover_text(row.tip);
}
