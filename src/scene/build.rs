//! From a network with positions to the finished drawing.

use super::Scene;
use super::easel::{Easel, Stamp};
use super::request::SceneRequest;

/// Draws the picture. Equal questions have equal answers. What lies outside the view is left out.
pub fn build(request: &SceneRequest<'_>) -> Scene {
    Easel::default().drawing(request, Stamp::default(), usize::MAX).whole()
}
