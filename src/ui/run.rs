//! Opening the window, with whatever draws on this machine.

use super::app::{LinefoldApp, Setup};
use super::canvas::Chip;
use super::dialogs::DesktopDialogs;
use super::opening::sample_folder;
use super::recent::Recent;
use super::templates::Templates;
use eframe::egui::{self, ViewportBuilder};
use eframe::{NativeOptions, egui_wgpu, wgpu};
use std::path::PathBuf;
use std::sync::Arc;

/// What draws the window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Renderer {
    /// wgpu where it works, else OpenGL.
    #[default]
    Auto,
    /// wgpu alone.
    Wgpu,
    /// OpenGL alone.
    Glow,
    /// As [`Renderer::Auto`], but large pictures are drawn by the processor, as if there were no graphics chip.
    Processor,
}

/// The graphics chip that draws large pictures, if there is one: a driver that is all software would take seconds for what the
/// processor draws in a tenth of one.
fn chip(created: &eframe::CreationContext<'_>) -> Option<Chip> {
    let state = created.wgpu_render_state.as_ref()?;
    let is_software = state.adapter.get_info().device_type == wgpu::DeviceType::Cpu;
    (!is_software).then(|| Chip::new(state.target_format))
}

/// Opens the window on these files and folders, or on the sample if there are none, and returns when it is closed.
///
/// # Errors
/// A message for the user when no window can be opened here.
pub fn run(paths: Vec<PathBuf>, renderer: Renderer) -> Result<(), String> {
    if !has_display() {
        return Err(
            "There is no display here to open a window on. `linefold export INPUT --out picture.svg` draws the lines \
                    into a file instead; `linefold --help` names the other commands."
                .to_owned(),
        );
    }
    let paths = if paths.is_empty() { sample_folder().into_iter().collect() } else { paths };
    let attempts: &[eframe::Renderer] = match renderer {
        Renderer::Auto | Renderer::Processor => &[eframe::Renderer::Wgpu, eframe::Renderer::Glow],
        Renderer::Wgpu => &[eframe::Renderer::Wgpu],
        Renderer::Glow => &[eframe::Renderer::Glow],
    };
    let mut faults = Vec::new();
    for &attempt in attempts {
        match open(paths.clone(), attempt, renderer == Renderer::Processor) {
            Ok(()) => return Ok(()),
            Err(fault) => faults.push(fault),
        }
    }
    faults.dedup();
    Err(format!(
        "No window could be opened: {}. `linefold export INPUT --out picture.svg` draws the lines into a file instead.",
        faults.join(", and ")
    ))
}

/// Whether this session has a display at all. Only Linux and its like can be without one, and asking for a window there
/// would end in a message of a library.
fn has_display() -> bool {
    let named = |key: &str| std::env::var_os(key).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || named("DISPLAY") || named("WAYLAND_DISPLAY") || named("WAYLAND_SOCKET")
}

fn open(paths: Vec<PathBuf>, renderer: eframe::Renderer, by_processor: bool) -> Result<(), String> {
    let viewport = ViewportBuilder::default()
        .with_title("Linefold")
        .with_app_id("linefold")
        .with_inner_size([1366.0, 768.0])
        .with_min_inner_size([1024.0, 640.0])
        .with_drag_and_drop(true)
        .with_icon(egui::IconData::default());
    let mut options = NativeOptions { viewport, renderer, ..NativeOptions::default() };
    if let egui_wgpu::WgpuSetup::CreateNew(setup) = &mut options.wgpu_options.wgpu_setup {
        setup.native_adapter_selector = Some(Arc::new(adapter));
    }
    let create = move |created: &eframe::CreationContext<'_>| {
        let setup = Setup {
            open: paths,
            dialogs: Arc::new(DesktopDialogs),
            recent: Recent::of_user(),
            templates: Templates::of_user(),
        };
        let mut app = LinefoldApp::new(&created.egui_ctx, setup);
        app.canvas_mut().draw_on(if by_processor { None } else { chip(created) });
        Ok(Box::new(app) as Box<dyn eframe::App>)
    };
    eframe::run_native("linefold", options, Box::new(create)).map_err(|error| fault(&error).to_owned())
}

/// What went wrong, for a person: what libraries say names their sources and their types.
const fn fault(error: &eframe::Error) -> &'static str {
    match error {
        eframe::Error::Winit(_) | eframe::Error::WinitEventLoop(_) => "the display does not answer",
        eframe::Error::Wgpu(_) => "no graphics adapter can show it",
        eframe::Error::Glutin(_) | eframe::Error::NoGlutinConfigs(..) | eframe::Error::OpenGL(_) => {
            "OpenGL cannot be used here"
        }
        eframe::Error::AppCreation(_) => "the program could not start in it",
    }
}

/// Chooses what draws: an adapter that can show on this surface, the chip that saves power first, software last. Virtual
/// machines list adapters whose surface cannot be used.
fn adapter(adapters: &[wgpu::Adapter], surface: Option<&wgpu::Surface<'_>>) -> Result<wgpu::Adapter, String> {
    let shows =
        |adapter: &&wgpu::Adapter| surface.is_none_or(|surface| !surface.get_capabilities(adapter).formats.is_empty());
    let rank = |adapter: &wgpu::Adapter| {
        let info = adapter.get_info();
        let device = match info.device_type {
            wgpu::DeviceType::IntegratedGpu => 0,
            wgpu::DeviceType::DiscreteGpu => 1,
            wgpu::DeviceType::VirtualGpu => 2,
            wgpu::DeviceType::Other => 3,
            wgpu::DeviceType::Cpu => 4,
        };
        let backend = match info.backend {
            wgpu::Backend::Dx12 | wgpu::Backend::Metal => 0,
            wgpu::Backend::Vulkan => 1,
            _ => 2,
        };
        (device, backend)
    };
    adapters
        .iter()
        .filter(shows)
        .min_by_key(|adapter| rank(adapter))
        .cloned()
        .ok_or_else(|| "no graphics adapter can show a window here".to_owned())
}
