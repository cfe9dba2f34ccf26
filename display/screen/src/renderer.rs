//! Who draws the pictures: a graphics card, or the processor, which then spares itself the motion.

use std::fmt::{Debug, Write as _};
use std::sync::OnceLock;

use tracing::field::{Field, Visit};
use tracing::{Event, Subscriber};
use tracing_subscriber::Layer;
use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::layer::Context;
use tracing_subscriber::registry::LookupSpan;

/// What OpenGL called its renderer when the window opened.
static NAME: OnceLock<String> = OnceLock::new();

/// How egui's painter begins the line of its log that tells the renderer. Asking OpenGL itself would take unsafe code.
const TELLS: &str = "opengl renderer: ";

/// Renderers that draw with the processor.
const SOFTWARE: [&str; 5] = ["llvmpipe", "softpipe", "swrast", "SwiftShader", "Software Rasterizer"];

/// The renderer of this program's window; none before the window opened.
pub fn name() -> Option<&'static str> {
    NAME.get().map(String::as_str)
}

/// True when each picture costs the processor tens of milliseconds.
pub fn is_software(name: &str) -> bool {
    let name = name.to_lowercase();
    SOFTWARE.iter().any(|software| name.contains(&software.to_lowercase()))
}

/// The part of the log that listens for the renderer's name.
pub fn listener<S>() -> impl Layer<S>
where
    S: Subscriber + for<'span> LookupSpan<'span>,
{
    Listener.with_filter(Targets::new().with_target("egui_glow", LevelFilter::DEBUG))
}

struct Listener;

impl<S: Subscriber> Layer<S> for Listener {
    fn on_event(&self, event: &Event<'_>, _context: Context<'_, S>) {
        let mut words = Words(String::new());
        event.record(&mut words);
        if let Some(name) = told(&words.0) {
            // A second window of the same program has the same renderer.
            let _ = NAME.set(name.to_owned());
        }
    }
}

/// The name in the painter's words, if it is there.
fn told(words: &str) -> Option<&str> {
    words.lines().find_map(|line| line.trim().strip_prefix(TELLS)).map(str::trim)
}

struct Words(String);

impl Visit for Words {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        if field.name() == "message" {
            // Writing to a text never fails.
            let _ = writeln!(self.0, "{value:?}");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_processor_is_told_from_a_graphics_card() {
        for software in
            ["llvmpipe (LLVM 15.0.6, 256 bits)", "softpipe", "ANGLE (Google, Vulkan 1.3.0 (SwiftShader Device (LLVM 10.0.0)))", "Mesa Software Rasterizer"]
        {
            assert!(is_software(software), "{software}");
        }
        for card in
            ["Mesa Intel(R) UHD Graphics 620 (KBL GT2)", "AMD Radeon Graphics (renoir, LLVM 15.0.6, DRM 3.49)", "NVIDIA GeForce GTX 1650/PCIe/SSE2", "V3D 4.2"]
        {
            assert!(!is_software(card), "{card}");
        }
    }

    #[test]
    fn the_name_is_found_in_the_painters_words() {
        let words = "\nopengl version: 4.5 (Core Profile) Mesa 22.3.6\nopengl renderer: llvmpipe (LLVM 15.0.6, 256 bits)\nopengl vendor: Mesa";
        assert_eq!(told(words), Some("llvmpipe (LLVM 15.0.6, 256 bits)"));
        assert_eq!(told("Shader header: \"#version 140\\n\"."), None);
    }
}
