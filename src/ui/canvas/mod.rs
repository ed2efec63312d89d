//! The canvas: the picture that can be explored.
