//! Files by what they are, not by what they say. Images are decoded within limits and written anew, which leaves out
//! where and with what they were taken and whatever else was hidden in them; PDF is taken as it is; all else is refused.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits};

use super::problem::Problem;

/// Longest side of an image in pixels.
const MAX_SIDE: u32 = 16_384;
/// Quality of JPEG written anew: no loss that an eye would see after the first one.
const JPEG_QUALITY: u8 = 88;
/// Where the last line of a PDF is looked for.
const PDF_TAIL_BYTES: usize = 2048;

/// A file that is kept.
#[derive(Debug)]
pub(crate) struct Kept {
    pub(crate) media_type: &'static str,
    pub(crate) pixels: Option<(u32, u32)>,
    pub(crate) content: Vec<u8>,
}

/// Looks at a file. Takes long for large images: call it where waiting harms nobody.
pub(crate) fn look(bytes: &[u8], most_pixels: u64) -> Result<Kept, Problem> {
    if bytes.starts_with(b"%PDF-") {
        let tail = bytes.len().saturating_sub(PDF_TAIL_BYTES);
        let ends = bytes
            .get(tail..)
            .is_some_and(|tail| tail.windows(5).any(|part| part == b"%%EOF"));
        return if ends {
            Ok(Kept {
                media_type: "application/pdf",
                pixels: None,
                content: bytes.to_vec(),
            })
        } else {
            Err(Problem::type_refused())
        };
    }
    let format = match image::guess_format(bytes) {
        Ok(format @ (ImageFormat::Jpeg | ImageFormat::Png | ImageFormat::WebP)) => format,
        _ => return Err(Problem::type_refused()),
    };
    let picture = decode(bytes, format, most_pixels)?;
    let pixels = Some((picture.width(), picture.height()));
    // WebP is written as one of the other two: the crate writes it without loss only, which makes photos huge.
    let as_png = format == ImageFormat::Png || picture.color().has_alpha();
    let mut content = Vec::new();
    let written = if as_png {
        picture.write_to(&mut Cursor::new(&mut content), ImageFormat::Png)
    } else {
        let picture = DynamicImage::ImageRgb8(picture.into_rgb8());
        picture.write_with_encoder(JpegEncoder::new_with_quality(&mut content, JPEG_QUALITY))
    };
    written.map_err(|_| Problem::type_refused())?;
    Ok(Kept {
        media_type: if as_png { "image/png" } else { "image/jpeg" },
        pixels,
        content,
    })
}

fn decode(bytes: &[u8], format: ImageFormat, most_pixels: u64) -> Result<DynamicImage, Problem> {
    let refused = |_| Problem::type_refused();
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = Limits::default();
    limits.max_image_width = Some(MAX_SIDE);
    limits.max_image_height = Some(MAX_SIDE);
    // Eight bytes for a pixel is the most that the three formats have.
    limits.max_alloc = Some(most_pixels.saturating_mul(8));
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|error| match error {
        image::ImageError::Limits(_) => Problem::image_too_large(),
        _ => Problem::type_refused(),
    })?;
    // The head says how large it is, before anything of that size is made.
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > most_pixels {
        return Err(Problem::image_too_large());
    }
    // Phones store photos lying and say how to turn them, which is lost with the rest of the metadata.
    let turn = decoder.orientation().map_err(refused)?;
    let mut picture = DynamicImage::from_decoder(decoder).map_err(|error| match error {
        image::ImageError::Limits(_) => Problem::image_too_large(),
        _ => Problem::type_refused(),
    })?;
    picture.apply_orientation(turn);
    Ok(picture)
}

#[cfg(test)]
pub(crate) mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    const MOST: u64 = 1_000_000;

    /// A small picture in a format.
    pub(crate) fn picture(format: ImageFormat, width: u32, height: u32) -> Vec<u8> {
        let mut bytes = Vec::new();
        DynamicImage::new_rgb8(width, height)
            .write_to(&mut Cursor::new(&mut bytes), format)
            .unwrap();
        bytes
    }

    /// A chunk of PNG with its checksum.
    fn chunk(kind: &[u8; 4], data: &[u8]) -> Vec<u8> {
        let mut crc = flate2::Crc::new();
        crc.update(kind);
        crc.update(data);
        let mut bytes = u32::try_from(data.len()).unwrap().to_be_bytes().to_vec();
        bytes.extend(kind);
        bytes.extend(data);
        bytes.extend(crc.sum().to_be_bytes());
        bytes
    }

    #[test]
    fn images_are_written_anew_without_what_was_hidden_in_them() {
        for (format, media_type) in [
            (ImageFormat::Jpeg, "image/jpeg"),
            (ImageFormat::Png, "image/png"),
            (ImageFormat::WebP, "image/jpeg"),
        ] {
            let mut bytes = picture(format, 40, 30);
            bytes.extend(b"<script>alert(1)</script>PK\x03\x04");
            let kept = look(&bytes, MOST).unwrap();
            assert_eq!((kept.media_type, kept.pixels), (media_type, Some((40, 30))));
            let hidden = |part: &[u8]| part == b"<scr" || part == b"PK\x03\x04";
            assert!(!kept.content.windows(4).any(hidden));
            assert_eq!(look(&kept.content, MOST).unwrap().pixels, Some((40, 30)));
        }
    }

    #[test]
    fn place_and_camera_go_and_the_photo_stands_upright() {
        let plain = picture(ImageFormat::Jpeg, 40, 30);
        // Exif with one entry: turned by 90 degrees; then words that stand for a place.
        let mut exif =
            b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0".to_vec();
        exif.extend(b"GPS 21.0285N 105.8542E");
        let mut bytes = plain[..2].to_vec();
        bytes.extend([0xff, 0xe1]);
        bytes.extend(u16::try_from(exif.len() + 2).unwrap().to_be_bytes());
        bytes.extend(&exif);
        bytes.extend(&plain[2..]);
        let kept = look(&bytes, MOST).unwrap();
        assert_eq!(kept.pixels, Some((30, 40)));
        assert!(!kept.content.windows(3).any(|part| part == b"GPS"));
        assert!(!kept.content.windows(4).any(|part| part == b"Exif"));
    }

    #[test]
    fn bombs_are_refused_before_they_are_unpacked() {
        // 30,000 x 30,000 pixels in a few bytes.
        let mut head = 30_000_u32.to_be_bytes().to_vec();
        head.extend(30_000_u32.to_be_bytes());
        head.extend([8, 6, 0, 0, 0]);
        let mut bomb = b"\x89PNG\r\n\x1a\n".to_vec();
        bomb.extend(chunk(b"IHDR", &head));
        bomb.extend(chunk(b"IDAT", &[0x78, 0x9c, 0x03, 0, 0, 0, 0, 1]));
        bomb.extend(chunk(b"IEND", &[]));
        assert_eq!(
            look(&bomb, u64::MAX / 8).unwrap_err().code,
            "image-too-large"
        );
        let large = picture(ImageFormat::Png, 1001, 1000);
        assert_eq!(look(&large, MOST).unwrap_err().code, "image-too-large");
        // Sides that fit and a content that ends early.
        let cut = picture(ImageFormat::Png, 900, 900);
        assert_eq!(
            look(&cut[..cut.len() / 2], MOST).unwrap_err().code,
            "type-refused"
        );
    }

    #[test]
    fn what_is_no_image_and_no_pdf_is_refused_whatever_it_says() {
        for bytes in [
            b"".as_slice(),
            b"GIF89a\x01\0\x01\0\0\0\0;",
            b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
            b"<!doctype html><script>alert(1)</script>%PDF-1.7 %%EOF",
            b"%PDF-1.7 no end",
            b"MZ\x90\0",
            b"PK\x03\x04",
            b"\xff\xd8\xff\xe0 not a photo",
            b"RIFF\0\0\0\0WEBPVP8 ",
        ] {
            assert_eq!(
                look(bytes, MOST).unwrap_err().code,
                "type-refused",
                "{bytes:?}"
            );
        }
        let kept = look(b"%PDF-1.7\n1 0 obj\nendobj\n%%EOF\n", MOST).unwrap();
        assert_eq!(kept.media_type, "application/pdf");
    }
}
