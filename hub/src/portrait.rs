//! Portraits of badges: a photo as somebody sends it becomes a small 4:5 picture that holds its pixels and nothing else.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::imageops::{FilterType, crop_imm, overlay, resize};
use image::{DynamicImage, ExtendedColorType, ImageDecoder, ImageFormat, ImageReader, Limits, Rgba, RgbaImage};

/// The largest file that is read.
pub const BYTES_MAX: usize = 8 * 1024 * 1024;
/// The largest side in pixels.
pub const SIDE_MAX: u32 = 6000;
/// The smallest: below it a face would be a blur on the window's sign.
pub const WIDTH_MIN: u32 = 240;
pub const HEIGHT_MIN: u32 = 300;

/// What every badge shows; the window's sign draws it no larger than 440 points high.
pub const WIDTH: u32 = 480;
pub const HEIGHT: u32 = 600;

/// Memory that decoding may take: the largest picture with four channels.
const ALLOC_MAX: u64 = 4 * SIDE_MAX as u64 * SIDE_MAX as u64 + (16 << 20);
const QUALITY: u8 = 88;
/// Where a picture is clear the badge's ground shows.
const GROUND: Rgba<u8> = Rgba([0xF1, 0xEB, 0xE1, 0xFF]);

/// Why a photo cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    #[error("neither JPEG nor PNG")]
    Kind,
    #[error("the file is too large")]
    Bytes,
    #[error("too many pixels")]
    Large,
    #[error("too few pixels")]
    Small,
    #[error("the picture cannot be read")]
    Broken,
}

/// The picture of a badge as JPEG. Slow for large photos, so not to be called on an async thread.
pub fn portrait(bytes: &[u8]) -> Result<Vec<u8>, Unfit> {
    if bytes.len() > BYTES_MAX {
        return Err(Unfit::Bytes);
    }
    let picture = upright(bytes)?;
    let (width, height) = (picture.width(), picture.height());
    if width < WIDTH_MIN || height < HEIGHT_MIN {
        return Err(Unfit::Small);
    }
    let (x, y, width, height) = cut(width, height);
    let small = resize(&*crop_imm(&picture.into_rgba8(), x, y, width, height), WIDTH, HEIGHT, FilterType::Lanczos3);
    let mut badge = RgbaImage::from_pixel(WIDTH, HEIGHT, GROUND);
    overlay(&mut badge, &small, 0, 0);
    let pixels = DynamicImage::ImageRgba8(badge).into_rgb8();
    let mut file = Vec::new();
    JpegEncoder::new_with_quality(&mut file, QUALITY).encode(&pixels, WIDTH, HEIGHT, ExtendedColorType::Rgb8).map_err(|_| Unfit::Broken)?;
    Ok(file)
}

/// Decodes within limits and turns the picture as its camera was held.
fn upright(bytes: &[u8]) -> Result<DynamicImage, Unfit> {
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().map_err(|_| Unfit::Kind)?;
    if !matches!(reader.format(), Some(ImageFormat::Jpeg | ImageFormat::Png)) {
        return Err(Unfit::Kind);
    }
    let mut limits = Limits::default();
    limits.max_image_width = Some(SIDE_MAX);
    limits.max_image_height = Some(SIDE_MAX);
    limits.max_alloc = Some(ALLOC_MAX);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|error| unfit(&error))?;
    let orientation = decoder.orientation().map_err(|_| Unfit::Broken)?;
    let mut picture = DynamicImage::from_decoder(decoder).map_err(|error| unfit(&error))?;
    picture.apply_orientation(orientation);
    Ok(picture)
}

fn unfit(error: &image::ImageError) -> Unfit {
    match error {
        image::ImageError::Limits(_) => Unfit::Large,
        _ => Unfit::Broken,
    }
}

/// The largest 4:5 of a picture: its middle from side to side, and rather its upper part, where the face is.
fn cut(width: u32, height: u32) -> (u32, u32, u32, u32) {
    if width * 5 > height * 4 {
        let narrow = height * 4 / 5;
        ((width - narrow) / 2, 0, narrow, height)
    } else {
        let low = width * 5 / 4;
        (0, (height - low) / 4, width, low)
    }
}

#[cfg(test)]
mod tests {
    use image::{ImageEncoder, RgbImage};

    use super::*;

    fn jpeg(picture: &RgbImage) -> Vec<u8> {
        let mut file = Vec::new();
        JpegEncoder::new_with_quality(&mut file, 95).encode_image(picture).unwrap();
        file
    }

    fn png(picture: &RgbaImage) -> Vec<u8> {
        let mut file = Vec::new();
        let encoder = image::codecs::png::PngEncoder::new(&mut file);
        encoder.write_image(picture.as_raw(), picture.width(), picture.height(), ExtendedColorType::Rgba8).unwrap();
        file
    }

    /// Left half red, right half blue.
    fn two_colours(width: u32, height: u32) -> RgbImage {
        RgbImage::from_fn(width, height, |x, _| if x < width / 2 { image::Rgb([220, 0, 0]) } else { image::Rgb([0, 0, 220]) })
    }

    /// The same file with an EXIF block: how the camera was held, and where.
    fn with_exif(jpeg: &[u8], orientation: u8) -> Vec<u8> {
        let mut exif = b"Exif\0\0MM\0\x2A\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
        exif.extend([orientation, 0, 0, 0, 0, 0, 0]);
        exif.extend(b"GPSLatitude 30.5 taken by somebody");
        let mut file = jpeg[..2].to_vec();
        file.extend([0xFF, 0xE1]);
        file.extend(u16::try_from(exif.len() + 2).unwrap().to_be_bytes());
        file.extend(exif);
        file.extend(&jpeg[2..]);
        file
    }

    fn read(file: &[u8]) -> RgbImage {
        image::load_from_memory_with_format(file, ImageFormat::Jpeg).unwrap().into_rgb8()
    }

    #[test]
    fn every_badge_has_the_same_size_and_no_word_about_the_camera() {
        let file = portrait(&with_exif(&jpeg(&two_colours(900, 700)), 1)).unwrap();
        let picture = read(&file);
        assert_eq!((picture.width(), picture.height()), (WIDTH, HEIGHT));
        for word in [&b"Exif"[..], b"GPS", b"somebody"] {
            assert!(!file.windows(word.len()).any(|window| window == word));
        }
        assert!(file.len() < 200 * 1024);
        let (left, right) = (picture.get_pixel(20, 300), picture.get_pixel(WIDTH - 20, 300));
        assert!(left[0] > 150 && left[2] < 80 && right[2] > 150, "cut from the middle: {left:?} {right:?}");
    }

    #[test]
    fn a_photo_taken_sideways_stands_upright() {
        // Turned by a quarter to the right the left half is on top.
        let picture = read(&portrait(&with_exif(&jpeg(&two_colours(1000, 800)), 6)).unwrap());
        let (top, bottom) = (picture.get_pixel(240, 20), picture.get_pixel(240, HEIGHT - 20));
        assert!(top[0] > 150 && bottom[2] > 150, "{top:?} {bottom:?}");
    }

    #[test]
    fn a_clear_ground_becomes_the_badges_own() {
        let picture = read(&portrait(&png(&RgbaImage::from_pixel(400, 500, Rgba([0, 0, 0, 0])))).unwrap());
        assert!(picture.get_pixel(240, 300).0.iter().zip(GROUND.0).all(|(found, wanted)| found.abs_diff(wanted) < 6));
    }

    #[test]
    fn a_tall_photo_keeps_the_face() {
        assert_eq!(cut(400, 500), (0, 0, 400, 500));
        assert_eq!(cut(400, 900), (0, 100, 400, 500));
        assert_eq!(cut(1000, 500), (300, 0, 400, 500));
    }

    #[test]
    fn what_cannot_be_used_is_said_so() {
        assert_eq!(portrait(b""), Err(Unfit::Kind));
        assert_eq!(portrait(b"GIF89a and so on"), Err(Unfit::Kind));
        assert_eq!(portrait(b"<svg xmlns='http://www.w3.org/2000/svg'/>"), Err(Unfit::Kind));
        assert_eq!(portrait(&jpeg(&two_colours(200, 250))), Err(Unfit::Small));
        assert_eq!(portrait(&vec![0xFF; BYTES_MAX + 1]), Err(Unfit::Bytes));
        let whole = jpeg(&two_colours(600, 700));
        assert_eq!(portrait(&whole[..40]), Err(Unfit::Broken));
        let mut bomb = png(&RgbaImage::from_pixel(300, 300, GROUND));
        bomb[16..24].copy_from_slice(&[0, 0, 0xEA, 0x60, 0, 0, 0xEA, 0x60]);
        assert!(matches!(portrait(&bomb), Err(Unfit::Large | Unfit::Broken)), "sixty thousand pixels wide, says its head");
        let mut wide = jpeg(&two_colours(600, 700));
        let frame = wide.windows(2).position(|pair| pair == [0xFF, 0xC0]).unwrap();
        wide[frame + 5..frame + 9].copy_from_slice(&[0xEA, 0x60, 0xEA, 0x60]);
        assert_eq!(portrait(&wide), Err(Unfit::Large));
    }

    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig { cases: 16, ..Default::default() })]

        #[test]
        fn no_file_whatever_makes_it_panic(mut noise in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..600), place in 0usize..4000, byte: u8) {
            let _any = portrait(&noise);
            noise.splice(0..0, *b"\x89PNG\r\n\x1a\n");
            let _any = portrait(&noise);
            let mut bent = jpeg(&two_colours(240, 300));
            let place = place % bent.len();
            bent[place] = byte;
            let _any = portrait(&bent);
        }
    }
}
