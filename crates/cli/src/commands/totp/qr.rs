//! A QR code (ISO/IEC 18004) in characters, two modules above each other in one.
//!
//! What is light has to be brighter than what is dark, whatever the colours of the terminal are. Where colours are welcome both
//! are set: bright white on black. Elsewhere the light modules are drawn and the dark ones left out, which is right on
//! the usual dark background, and what most apps read as well where it is the other way round.
//!
//! The encoder works in memory that it is given, so that it can be wiped: the code is the secret.

use qrcodegen_no_heap::{Mask, QrCode, QrCodeEcc, Version};
use zeroize::Zeroizing;

use crate::error::Failure;

/// `text` below its QR code, in memory that is wiped; nothing where a line of it would not fit in so many columns.
pub(super) fn drawn(
    text: &str,
    coloured: bool,
    columns: Option<usize>,
) -> Result<Zeroizing<Vec<u8>>, Failure> {
    let (mut code, mut scratch) = (room(), room());
    let code = QrCode::encode_text(
        text,
        &mut scratch,
        &mut code,
        QrCodeEcc::Low,
        Version::MIN,
        Version::MAX,
        None::<Mask>,
        true,
    )
    .map_err(|error| {
        Failure::usage(format!("the URI is too long for a QR code ({error:?}); shorten --issuer"))
    })?;
    let side = code.size() + 2 * QUIET;
    let needed = usize::try_from(side).unwrap_or(0);
    if let Some(columns) = columns.filter(|columns| *columns < needed) {
        return Err(Failure::usage(format!(
            "the QR code is {needed} columns wide, and the terminal {columns}; make it wider, or use --no-qr"
        )));
    }
    let lines = needed.div_ceil(2);
    let line = needed * LONGEST + START.len() + END.len() + 1;
    let mut drawing = Zeroizing::new(Vec::with_capacity(lines * line + text.len()));
    for y in (0..side).step_by(2) {
        drawing.extend_from_slice(if coloured { START } else { b"" });
        for x in 0..side {
            let light = |y: i32| y < side && !code.get_module(x - QUIET, y - QUIET);
            let character = match (light(y), light(y + 1)) {
                (true, true) => "█",
                (true, false) => "▀",
                (false, true) => "▄",
                (false, false) => " ",
            };
            drawing.extend_from_slice(character.as_bytes());
        }
        drawing.extend_from_slice(if coloured { END } else { b"" });
        drawing.push(b'\n');
    }
    drawing.extend_from_slice(text.as_bytes());
    Ok(drawing)
}

/// The light border: four modules (ISO/IEC 18004, section 6.3.8).
const QUIET: i32 = 4;

/// The most bytes of a character.
const LONGEST: usize = "█".len();

/// Bright white on black.
const START: &[u8] = b"\x1b[97;40m";
const END: &[u8] = b"\x1b[0m";

fn room() -> Zeroizing<Vec<u8>> {
    Zeroizing::new(vec![0; Version::MAX.buffer_len()])
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads the drawing as a camera would: eight pixels a module, on a dark screen.
    fn scanned(drawing: &str) -> String {
        const SCALE: usize = 8;
        let rows: Vec<Vec<bool>> = drawing
            .lines()
            .take_while(|line| line.contains('█') || line.contains('▄'))
            .flat_map(|line| {
                let of = |light: &[char]| line.chars().map(|c| light.contains(&c)).collect();
                [of(&['█', '▀']), of(&['█', '▄'])]
            })
            .collect();
        let (width, height) = (rows[0].len() * SCALE, rows.len() * SCALE);
        #[allow(clippy::integer_division_remainder_used, reason = "pixels of a test")]
        let light = |x: usize, y: usize| if rows[y / SCALE][x / SCALE] { 255 } else { 0 };
        let mut image = rqrr::PreparedImage::prepare_from_greyscale(width, height, light);
        let grids = image.detect_grids();
        assert_eq!(grids.len(), 1, "a code is found");
        grids[0].decode().unwrap().1
    }

    #[test]
    fn a_decoder_reads_what_is_drawn() {
        for text in ["otpauth://totp/x?secret=AAAA", &"https://example.com/".repeat(12)] {
            let drawing = drawn(text, false, None).unwrap();
            let drawing = core::str::from_utf8(&drawing).unwrap();
            assert_eq!(scanned(drawing), text);
            assert_eq!(drawing.lines().last(), Some(text));
        }
    }

    #[test]
    fn nothing_grows_and_colours_are_set_in_every_line() {
        let plain = drawn("x", false, None).unwrap();
        let coloured = drawn("x", true, None).unwrap();
        let text = core::str::from_utf8(&coloured).unwrap();
        let lines: Vec<&str> = text.lines().collect();
        let (last, code) = lines.split_last().unwrap();
        assert_eq!(*last, "x");
        assert!(
            code.iter().all(|line| line.starts_with("\x1b[97;40m") && line.ends_with("\x1b[0m"))
        );
        let stripped = text.replace("\x1b[97;40m", "").replace("\x1b[0m", "");
        assert_eq!(stripped.as_bytes(), &plain[..]);
    }

    #[test]
    fn what_does_not_fit_is_refused() {
        assert!(drawn(&"x".repeat(3000), false, None).is_err());
    }
}
