//! A crowd drawn by the graphics chip: what it is made of is uploaded when it changes, where its nodes are when they move, and a frame
//! that only pans or zooms writes 96 bytes.

use super::chip_pipelines::{COLUMNS, Pipelines};
use crate::scene::{Bend, Crowd, CrowdView, DotForm, Rgba, Sight, Spread};
use eframe::egui::{PaintCallback, PaintCallbackInfo, Pos2, Rect, vec2};
use eframe::egui_wgpu::{Callback, CallbackResources, CallbackTrait, ScreenDescriptor};
use eframe::wgpu;
use std::sync::{Arc, Weak};

/// Vertices of a bent strand: 24 pieces.
const BENT_VERTICES: u32 = 50;

/// Shares of their own colour that dimmed links and marks keep, as in files.
const KEPT_WHEN_DIMMED: (f32, f32) = (0.38, 0.5);

/// A chip that can draw crowds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chip {
    /// Format of what is drawn on.
    format: wgpu::TextureFormat,
}

impl Chip {
    /// The chip that draws on surfaces of this format, with one sample a pixel and no depth, as the window does.
    pub fn new(format: wgpu::TextureFormat) -> Self {
        Self { format }
    }

    /// What draws a crowd whose view lies at `rect` of the window.
    pub(super) fn paint(self, rect: Rect, view: &CrowdView) -> PaintCallback {
        let (crowd, spread) = (Arc::clone(&view.crowd), Arc::clone(&view.spread));
        let paint = Paint { format: self.format, crowd, spread, sight: view.sight, origin: rect.min };
        Callback::new_paint_callback(rect, paint)
    }
}

/// One frame of a crowd.
struct Paint {
    format: wgpu::TextureFormat,
    crowd: Arc<Crowd>,
    spread: Arc<Spread>,
    sight: Sight,
    origin: Pos2,
}

/// What is on the chip.
struct Loaded {
    format: wgpu::TextureFormat,
    pipelines: Pipelines,
    sight: wgpu::Buffer,
    crowd: Option<Columns>,
    places: Option<Places>,
}

/// The columns of a crowd.
struct Columns {
    of: Weak<Crowd>,
    dots: (wgpu::Buffer, u32),
    straight: (wgpu::Buffer, u32),
    bent: (wgpu::Buffer, u32),
    arrows: (wgpu::Buffer, u32),
}

/// Where its nodes are.
struct Places {
    of: Weak<Spread>,
    crowd: Weak<Crowd>,
    texture: wgpu::Texture,
    group: wgpu::BindGroup,
}

fn is_same<T>(weak: &Weak<T>, arc: &Arc<T>) -> bool {
    std::ptr::eq(weak.as_ptr(), Arc::as_ptr(arc))
}

impl CallbackTrait for Paint {
    fn prepare(
        &self,
        device: &wgpu::Device,
        queue: &wgpu::Queue,
        screen: &ScreenDescriptor,
        _encoder: &mut wgpu::CommandEncoder,
        resources: &mut CallbackResources,
    ) -> Vec<wgpu::CommandBuffer> {
        if resources.get::<Loaded>().is_none_or(|loaded| loaded.format != self.format) {
            resources.insert(Loaded::new(device, self.format));
        }
        let Some(loaded) = resources.get_mut::<Loaded>() else { return Vec::new() };
        if loaded.crowd.as_ref().is_none_or(|columns| !is_same(&columns.of, &self.crowd)) {
            loaded.crowd = Some(Columns::new(device, queue, &self.crowd));
        }
        loaded.keep_places(device, queue, &self.crowd, &self.spread);
        queue.write_buffer(&loaded.sight, 0, &self.uniform(screen));
        Vec::new()
    }

    fn paint(&self, info: PaintCallbackInfo, pass: &mut wgpu::RenderPass<'static>, resources: &CallbackResources) {
        let Some(loaded) = resources.get::<Loaded>() else { return };
        let (Some(columns), Some(places)) = (&loaded.crowd, &loaded.places) else { return };
        // Coordinates are the window's; what lies outside the canvas is cut off by the clip rectangle.
        let [width, height] = info.screen_size_px.map(|side| side as f32);
        pass.set_viewport(0.0, 0.0, width, height, 0.0, 1.0);
        pass.set_bind_group(0, &places.group, &[]);
        let Pipelines { straight, bent, heads, dots, .. } = &loaded.pipelines;
        let layers = [
            (straight, &columns.straight, 4),
            (bent, &columns.bent, BENT_VERTICES),
            (heads, &columns.arrows, 4),
            (dots, &columns.dots, 4),
        ];
        for (pipeline, (buffer, count), vertices) in layers {
            if *count > 0 {
                pass.set_pipeline(pipeline);
                pass.set_vertex_buffer(0, buffer.slice(..));
                pass.draw(0..vertices, 0..*count);
            }
        }
    }
}

impl Paint {
    /// The camera and what depends on it, as the shader knows it.
    fn uniform(&self, screen: &ScreenDescriptor) -> [u8; 96] {
        let sight = &self.sight;
        let offset = vec2(sight.offset.x, sight.offset.y) + self.origin.to_vec2();
        let [width, height] = screen.size_in_pixels.map(|side| side as f32);
        let Rgba { r, g, b, .. } = self.crowd.canvas;
        let [r, g, b] = [r, g, b].map(|byte| f32::from(byte) / 255.0);
        let (link, mark) = if sight.dimmed { KEPT_WHEN_DIMMED } else { (1.0, 1.0) };
        let linear = if self.format.is_srgb() { 1.0 } else { 0.0 };
        let numbers = [
            [offset.x, offset.y, width, height],
            [r, g, b, 1.0],
            [sight.scale, sight.shrink, sight.least, sight.thin],
            [sight.fade, link, mark, screen.pixels_per_point],
            [linear, sight.grain, 0.0, 0.0],
            [0.0; 4],
        ];
        let mut bytes = [0; 96];
        for (to, number) in bytes.as_chunks_mut::<4>().0.iter_mut().zip(numbers.as_flattened()) {
            *to = number.to_le_bytes();
        }
        bytes
    }
}

impl Loaded {
    fn new(device: &wgpu::Device, format: wgpu::TextureFormat) -> Self {
        let sight = device.create_buffer(&wgpu::BufferDescriptor {
            label: Some("crowd sight"),
            size: 96,
            usage: wgpu::BufferUsages::UNIFORM | wgpu::BufferUsages::COPY_DST,
            mapped_at_creation: false,
        });
        Self { format, pipelines: Pipelines::new(device, format), sight, crowd: None, places: None }
    }

    /// Writes where the nodes are, if they are elsewhere than the chip knows.
    fn keep_places(&mut self, device: &wgpu::Device, queue: &wgpu::Queue, crowd: &Arc<Crowd>, spread: &Arc<Spread>) {
        let rows = u32::try_from(spread.at.len()).unwrap_or(u32::MAX).div_ceil(COLUMNS).max(1);
        if self.places.as_ref().is_none_or(|places| places.texture.height() != rows) {
            self.places = Some(self.new_places(device, rows));
        }
        let Some(places) = &mut self.places else { return };
        if is_same(&places.of, spread) && is_same(&places.crowd, crowd) {
            return;
        }
        let record = |(at, dot): (&crate::geom::Point, &crate::scene::Dot)| {
            let mut bytes = [0; 16];
            for (to, number) in bytes.as_chunks_mut::<4>().0.iter_mut().zip([at.x, at.y, dot.half, form(dot.form)]) {
                *to = number.to_le_bytes();
            }
            bytes
        };
        let mut records: Vec<[u8; 16]> = Vec::with_capacity((rows * COLUMNS) as usize);
        records.extend(spread.at.iter().zip(&crowd.dots).map(record));
        records.resize((rows * COLUMNS) as usize, [0; 16]);
        let layout =
            wgpu::TexelCopyBufferLayout { offset: 0, bytes_per_row: Some(16 * COLUMNS), rows_per_image: Some(rows) };
        queue.write_texture(places.texture.as_image_copy(), records.as_flattened(), layout, places.texture.size());
        (places.of, places.crowd) = (Arc::downgrade(spread), Arc::downgrade(crowd));
    }

    fn new_places(&self, device: &wgpu::Device, rows: u32) -> Places {
        let texture = device.create_texture(&wgpu::TextureDescriptor {
            label: Some("crowd places"),
            size: wgpu::Extent3d { width: COLUMNS, height: rows, depth_or_array_layers: 1 },
            mip_level_count: 1,
            sample_count: 1,
            dimension: wgpu::TextureDimension::D2,
            format: wgpu::TextureFormat::Rgba32Float,
            usage: wgpu::TextureUsages::TEXTURE_BINDING | wgpu::TextureUsages::COPY_DST,
            view_formats: &[],
        });
        let view = texture.create_view(&wgpu::TextureViewDescriptor::default());
        let group = self.pipelines.group(device, &self.sight, &view);
        Places { of: Weak::new(), crowd: Weak::new(), texture, group }
    }
}

/// The number the shader knows a form by.
const fn form(form: DotForm) -> f32 {
    match form {
        DotForm::Disc => 0.0,
        DotForm::Hub => 1.0,
        DotForm::Ring => 2.0,
        DotForm::Target => 3.0,
        DotForm::Square => 4.0,
    }
}

impl Columns {
    fn new(device: &wgpu::Device, queue: &wgpu::Queue, crowd: &Arc<Crowd>) -> Self {
        let load = |label: &str, bytes: &[u8], each: usize| {
            let buffer = device.create_buffer(&wgpu::BufferDescriptor {
                label: Some(label),
                size: bytes.len().max(each) as u64,
                usage: wgpu::BufferUsages::VERTEX | wgpu::BufferUsages::COPY_DST,
                mapped_at_creation: false,
            });
            queue.write_buffer(&buffer, 0, bytes);
            (buffer, u32::try_from(bytes.len() / each).unwrap_or(u32::MAX))
        };
        let mut dots = Vec::with_capacity(crowd.order.len());
        for &index in &crowd.order {
            let dot = &crowd.dots[index as usize];
            let mut record = [0_u8; 12];
            record[..4].copy_from_slice(&index.to_le_bytes());
            record[4..8].copy_from_slice(&channels(dot.fill));
            record[8..].copy_from_slice(&channels(dot.edge));
            dots.push(record);
        }
        let (mut straight, mut bent, mut arrows) = (Vec::new(), Vec::new(), Vec::new());
        for strand in &crowd.strands {
            let (bend, is_loop) = match strand.bend {
                Bend::None => (0.0, 0),
                Bend::Aside(places) => (places, 0),
                Bend::Loop(direction) => (direction, 4),
            };
            let flags = u32::from(strand.arrow) | u32::from(strand.dashed) << 1 | is_loop;
            let words = [
                strand.ends.0.to_le_bytes(),
                strand.ends.1.to_le_bytes(),
                strand.gaps.0.to_le_bytes(),
                strand.gaps.1.to_le_bytes(),
                strand.width.to_le_bytes(),
                f32::to_le_bytes(bend),
                channels(strand.color),
                flags.to_le_bytes(),
            ];
            if strand.bend == Bend::None { &mut straight } else { &mut bent }.push(words);
            if strand.arrow {
                arrows.push(words);
            }
        }
        Self {
            of: Arc::downgrade(crowd),
            dots: load("crowd dots", dots.as_flattened(), 12),
            straight: load("crowd strands", straight.as_flattened().as_flattened(), 32),
            bent: load("crowd bent strands", bent.as_flattened().as_flattened(), 32),
            arrows: load("crowd arrows", arrows.as_flattened().as_flattened(), 32),
        }
    }
}

const fn channels(color: Rgba) -> [u8; 4] {
    [color.r, color.g, color.b, color.a]
}
