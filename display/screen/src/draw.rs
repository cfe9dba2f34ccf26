//! Shapes that the widgets are drawn from: hard edges, gradients, arcs, half discs, arrows, dashed rims.

use std::f32::consts::PI;

use egui::epaint::{CornerRadiusF32, Mesh, PathStroke};
use egui::{Color32, CornerRadius, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, pos2, vec2};

/// A rectangle `rect` with all corners rounded by `radius` points.
pub fn round(painter: &Painter, rect: Rect, radius: f32, fill: Color32) {
    painter.rect_filled(rect, corners(radius), fill);
}

/// A filled rectangle with a rim inside its border, as the pictures have it.
pub fn rimmed(painter: &Painter, rect: Rect, radius: f32, fill: Color32, rim: f32, color: Color32) {
    painter.rect(rect, corners(radius), fill, Stroke::new(rim, color), StrokeKind::Inside);
}

/// Corner radii as egui wants them.
pub fn corners(radius: f32) -> CornerRadius {
    CornerRadius::same(radius.round().clamp(0.0, 255.0) as u8)
}

/// Rounded on the left only, or on the right only: the halves of a joined sign.
pub fn left_corners(radius: f32) -> CornerRadius {
    let radius = radius.round() as u8;
    CornerRadius { nw: radius, sw: radius, ne: 0, se: 0 }
}

pub fn right_corners(radius: f32) -> CornerRadius {
    let radius = radius.round() as u8;
    CornerRadius { ne: radius, se: radius, nw: 0, sw: 0 }
}

/// A vertical gradient over `rect`.
pub fn gradient(painter: &Painter, rect: Rect, top: Color32, bottom: Color32) {
    let mut mesh = Mesh::default();
    mesh.colored_vertex(rect.left_top(), top);
    mesh.colored_vertex(rect.right_top(), top);
    mesh.colored_vertex(rect.right_bottom(), bottom);
    mesh.colored_vertex(rect.left_bottom(), bottom);
    mesh.add_triangle(0, 1, 2);
    mesh.add_triangle(0, 2, 3);
    painter.add(Shape::mesh(mesh));
}

/// Points of an arc round `center`; angles run from the right, against the clock, in degrees.
pub fn arc_points(center: Pos2, radius: f32, from: f32, to: f32) -> Vec<Pos2> {
    let steps = ((to - from).abs() * radius / 240.0).ceil().max(6.0) as usize;
    (0..=steps)
        .map(|step| {
            let angle = (from + (to - from) * step as f32 / steps as f32) * PI / 180.0;
            center + vec2(angle.cos(), -angle.sin()) * radius
        })
        .collect()
}

/// A part of a ring.
pub fn arc(painter: &Painter, center: Pos2, radius: f32, from: f32, to: f32, stroke: Stroke) {
    painter.add(Shape::line(arc_points(center, radius, from, to), PathStroke::new(stroke.width, stroke.color)));
}

/// The upper half of a disc.
pub fn half_disc(painter: &Painter, center: Pos2, radius: f32, fill: Color32, rim: Stroke) {
    painter.add(Shape::convex_polygon(arc_points(center, radius, 0.0, 180.0), fill, PathStroke::new(rim.width, rim.color)));
}

/// The arrow with which gold points into red: its base stands at `x`, its middle at `y`.
pub fn arrow(painter: &Painter, x: f32, y: f32, depth: f32, fill: Color32) {
    let points = vec![pos2(x, y - depth), pos2(x + depth, y), pos2(x, y + depth)];
    painter.add(Shape::convex_polygon(points, fill, PathStroke::NONE));
}

/// A dashed rim inside `rect`.
pub fn dashed(painter: &Painter, rect: Rect, radius: f32, rim: f32, color: Color32) {
    let inner = rect.shrink(rim / 2.0);
    let mut path = Vec::new();
    let radius = radius.min(inner.width() / 2.0).min(inner.height() / 2.0);
    let turns = [
        (inner.right_top() + vec2(-radius, radius), 90.0, 0.0),
        (inner.right_bottom() + vec2(-radius, -radius), 0.0, -90.0),
        (inner.left_bottom() + vec2(radius, -radius), -90.0, -180.0),
        (inner.left_top() + vec2(radius, radius), -180.0, -270.0),
    ];
    for (center, from, to) in turns {
        path.extend(arc_points(center, radius, from, to));
    }
    if let Some(first) = path.first().copied() {
        path.push(first);
    }
    painter.extend(Shape::dashed_line(&path, Stroke::new(rim, color), rim * 2.6, rim * 1.6));
}

/// A soft shadow under something that floats.
pub fn shadow(painter: &Painter, rect: Rect, radius: f32) {
    let shadow = egui::Shadow { offset: [0, 12], blur: 32, spread: 0, color: Color32::from_rgba_unmultiplied(33, 26, 23, 64) };
    painter.add(shadow.as_shape(rect, corners(radius)));
}

/// A filled polygon that need not be convex, cut into triangles from its first point outward where it is star-shaped.
pub fn fan(painter: &Painter, hub: Pos2, outline: &[Pos2], fill: Color32) {
    let mut mesh = Mesh::default();
    mesh.colored_vertex(hub, fill);
    for point in outline {
        mesh.colored_vertex(*point, fill);
    }
    let count = outline.len() as u32;
    for index in 0..count.saturating_sub(1) {
        mesh.add_triangle(0, index + 1, index + 2);
    }
    painter.add(Shape::mesh(mesh));
}

/// The surface between two lines that run the same way with as many points each.
pub fn band(painter: &Painter, upper: &[Pos2], lower: &[Pos2], fill: Color32) {
    let mut mesh = Mesh::default();
    for (above, below) in upper.iter().zip(lower) {
        mesh.colored_vertex(*above, fill);
        mesh.colored_vertex(*below, fill);
    }
    let pairs = upper.len().min(lower.len()) as u32;
    for pair in 0..pairs.saturating_sub(1) {
        let first = pair * 2;
        mesh.add_triangle(first, first + 1, first + 2);
        mesh.add_triangle(first + 1, first + 2, first + 3);
    }
    painter.add(Shape::mesh(mesh));
}

/// Points on a cubic curve, both ends included.
pub fn curve(from: Pos2, bend: Pos2, pull: Pos2, to: Pos2) -> Vec<Pos2> {
    const STEPS: u8 = 14;
    (0..=STEPS)
        .map(|step| {
            let t = f32::from(step) / f32::from(STEPS);
            let s = 1.0 - t;
            let sum = from.to_vec2() * (s * s * s) + bend.to_vec2() * (3.0 * s * s * t) + pull.to_vec2() * (3.0 * s * t * t) + to.to_vec2() * (t * t * t);
            sum.to_pos2()
        })
        .collect()
}

/// The radius of a slip or plate of this height.
pub fn sign_radius(height: f32) -> f32 {
    CornerRadiusF32::same(height * crate::theme::SIGN_RADIUS).nw
}
