//! The fixed frame of a screen: design pixels are points, the frame is as large as fits, what is left over is paper.

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use egui::{Context, CursorIcon, Rect, Ui, UiBuilder, Vec2, ViewportBuilder, ViewportCommand, pos2, vec2};

use sunhall_protocol::order::RESTART_EXIT;

use crate::{fonts, renderer, theme, ui_map};

/// The size a screen is drawn for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Design {
    pub width: f32,
    pub height: f32,
}

/// A standing touch screen.
pub const KIOSK: Design = Design { width: 1080.0, height: 1920.0 };
/// A lying wall screen.
pub const DISPLAY: Design = Design { width: 1920.0, height: 1080.0 };

/// Width of the glyph atlas in pixels: room for the giant numbers of a wall, and not more.
const ATLAS: usize = 2048;
/// The same for screens with more pixels than points.
const ATLAS_LARGE: usize = 4096;

/// The window a screen lives in.
#[derive(Clone, Debug)]
pub struct Window {
    pub title: String,
    pub design: Design,
    /// A normal window with a frame and a pointer, for looking at a screen on a desktop.
    pub windowed: bool,
    /// Where to write what is shown.
    pub ui_map: Option<PathBuf>,
}

/// How the program is to end: simply, or with the code at which it is started again.
#[derive(Clone, Debug, Default)]
pub struct Ending {
    restart: Arc<AtomicBool>,
}

impl Ending {
    /// Closes the window, to be started again.
    pub fn restart(&self, ctx: &Context) {
        if !self.restart.swap(true, Ordering::Relaxed) {
            tracing::info!("this program was told to start again");
        }
        ctx.send_viewport_cmd(ViewportCommand::Close);
    }

    pub fn code(&self) -> ExitCode {
        if self.restart.load(Ordering::Relaxed) { ExitCode::from(RESTART_EXIT) } else { ExitCode::SUCCESS }
    }
}

/// Gives `ctx` fonts and style; tests call this too.
pub fn install(ctx: &Context) {
    fonts::install(ctx);
    theme::install(ctx);
}

/// Opens the window and draws with what `start` makes until it is closed.
pub fn run<F>(window: Window, start: impl FnOnce(&Context) -> F) -> anyhow::Result<()>
where
    F: FnMut(&mut Ui) + 'static,
{
    let options = eframe::NativeOptions { viewport: viewport(&window), system_font_fallback: true, ..Default::default() };
    let title = window.title.clone();
    let make = |creation: &eframe::CreationContext<'_>| {
        install(&creation.egui_ctx);
        spare_the_processor(&creation.egui_ctx);
        if window.ui_map.is_some() {
            ui_map::enable(&creation.egui_ctx);
        }
        let writer = window.ui_map.as_deref().map(ui_map::Writer::new);
        let draw = start(&creation.egui_ctx);
        Ok(Box::new(Program { window, writer, draw }) as Box<dyn eframe::App>)
    };
    eframe::run_native(&title, options, Box::new(make)).map_err(|fault| anyhow::anyhow!("the window: {fault}"))
}

/// Without a graphics card each picture of a fade costs tens of milliseconds of a core: everything then comes at once.
fn spare_the_processor(ctx: &Context) {
    let Some(name) = renderer::name() else { return };
    if renderer::is_software(name) {
        tracing::info!(renderer = name, "the processor draws this screen: motion is reduced");
        theme::set_reduced_motion(ctx, true);
    }
}

fn viewport(window: &Window) -> ViewportBuilder {
    let builder = ViewportBuilder::default().with_title(&window.title).with_app_id("sunhall");
    let Design { width, height } = window.design;
    if window.windowed {
        return builder.with_inner_size([width / 2.0, height / 2.0]);
    }
    // Without a window manager full screen is ignored; a window larger than any monitor, clamped to it, is not.
    builder.with_decorations(false).with_position([0.0, 0.0]).with_inner_size([20000.0, 20000.0]).with_clamp_size_to_monitor_size(true).with_fullscreen(true)
}

struct Program<F> {
    window: Window,
    writer: Option<ui_map::Writer>,
    draw: F,
}

impl<F: FnMut(&mut Ui)> eframe::App for Program<F> {
    fn raw_input_hook(&mut self, ctx: &Context, input: &mut egui::RawInput) {
        // The glyph atlas is as wide as the largest texture; on software drivers that alone would be 100 MB.
        let enough = if ctx.pixels_per_point() > 1.25 { ATLAS_LARGE } else { ATLAS };
        input.max_texture_side = Some(input.max_texture_side.unwrap_or(enough).min(enough));
    }

    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        // With `RUST_LOG=sunhall_screen=debug` one line for each picture, and who asked for it.
        tracing::debug!(number = ui.ctx().cumulative_frame_nr(), causes = ?ui.ctx().repaint_causes(), "a picture");
        show_ui(ui, self.window.design, &mut self.draw);
        if !self.window.windowed {
            ui.ctx().set_cursor_icon(CursorIcon::None);
        }
        let Some(map) = ui_map::take(ui.ctx()) else {
            return;
        };
        if let Some(Err(fault)) = self.writer.as_mut().map(|writer| writer.write(map)) {
            tracing::warn!(%fault, "the screen map could not be written");
        }
    }
}

/// Draws one frame at the scale that fits; inside, `ui.max_rect()` is the design frame in points.
pub fn show_ui(ui: &mut Ui, design: Design, add: impl FnOnce(&mut Ui)) {
    let ctx = ui.ctx().clone();
    let all = ctx.content_rect();
    let now = ctx.pixels_per_point();
    let wanted = scale(all.size() * now, design);
    if (wanted - now).abs() > 0.0005 {
        ctx.set_pixels_per_point(wanted);
    }
    let palette = theme::palette(&ctx);
    ui.painter().rect_filled(all, 0, palette.paper);
    let place = Rect::from_center_size(all.center(), vec2(design.width, design.height));
    let place = Rect::from_min_size(pos2(place.min.x.max(all.min.x), place.min.y.max(all.min.y)), place.size());
    let builder = UiBuilder::new().max_rect(place).id_salt("design frame");
    ui.scope_builder(builder, |ui| {
        ui.set_clip_rect(place);
        add(ui);
    });
}

/// Pixels per point at which the whole design is visible.
fn scale(pixels: Vec2, design: Design) -> f32 {
    (pixels.x / design.width).min(pixels.y / design.height).max(0.05)
}

/// The rectangle of the pictures, placed in the frame that `ui` draws.
pub fn at(ui: &Ui, x: f32, y: f32, width: f32, height: f32) -> Rect {
    Rect::from_min_size(ui.max_rect().min + vec2(x, y), vec2(width, height))
}

/// Wakes the screen when the minute of its hall changes.
pub fn repaint_at_next_minute(ctx: &Context, hall_time_ms: i64) {
    let into_minute = hall_time_ms.rem_euclid(60_000);
    repaint_in(ctx, (60_000 - into_minute) as u64 + 5);
}

/// Asks for exactly one picture so many milliseconds from now; without any delay egui would draw two.
pub fn repaint_in(ctx: &Context, milliseconds: u64) {
    ctx.request_repaint_after(Duration::from_millis(milliseconds.max(1)));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_whole_design_is_always_visible() {
        assert!((scale(vec2(1080.0, 1920.0), KIOSK) - 1.0).abs() < 1e-6);
        assert!((scale(vec2(1920.0, 1080.0), KIOSK) - 0.5625).abs() < 1e-6);
        assert!((scale(vec2(3840.0, 2160.0), DISPLAY) - 2.0).abs() < 1e-6);
    }
}
