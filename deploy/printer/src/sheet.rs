//! A strip of thermal paper: black dots on white, growing downwards.

use image::{GrayImage, Luma};

/// Dots across 80 mm paper.
pub const WIDTH: usize = 576;

/// Black and white dots, row after row.
#[derive(Clone, Default)]
pub struct Sheet {
    dots: Vec<bool>,
}

impl Sheet {
    pub fn height(&self) -> usize {
        self.dots.len() / WIDTH
    }

    /// Makes the paper at least this long.
    pub fn reach(&mut self, height: usize) {
        if height > self.height() {
            self.dots.resize(height * WIDTH, false);
        }
    }

    /// Dots beside the paper are lost, as on a real print head.
    pub fn set(&mut self, x: i32, y: i32, black: bool) {
        if (0..WIDTH as i32).contains(&x) && y >= 0 {
            self.reach(y as usize + 1);
            self.dots[y as usize * WIDTH + x as usize] = black;
        }
    }

    pub fn is_black(&self, x: usize, y: usize) -> bool {
        x < WIDTH && self.dots.get(y * WIDTH + x).copied().unwrap_or(false)
    }

    pub fn fill(&mut self, x: i32, y: i32, width: i32, height: i32) {
        for row in y..y + height {
            for column in x..x + width {
                self.set(column, row, true);
            }
        }
    }

    /// The paper as a picture.
    pub fn picture(&self) -> GrayImage {
        GrayImage::from_fn(WIDTH as u32, self.height().max(1) as u32, |x, y| Luma([if self.is_black(x as usize, y as usize) { 0 } else { 255 }]))
    }
}
