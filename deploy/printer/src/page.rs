//! The page that shows the printed slips, newest first, to whoever tries the demo hall.

use std::fmt::Write as _;
use std::io::{self, BufRead, BufReader, Cursor, Write};
use std::net::TcpStream;
use std::time::Duration;

use image::ImageFormat;

use crate::server::Shared;
use crate::slip::Slip;

/// Slips shown at once.
const SHOWN: usize = 24;

const STYLE: &str = "body{margin:0;padding:28px;background:#F8F4ED;display:flex;flex-wrap:wrap;gap:28px;align-items:flex-start}\
img{width:288px;height:auto;background:#fff;border:1.5px solid #DDD3C5;box-shadow:0 5px 0 #DDD3C5}\
img.torn{border-color:#744000;border-style:dashed}";

pub(crate) fn serve(shared: &Shared, stream: TcpStream) -> io::Result<()> {
    stream.set_read_timeout(Some(Duration::from_secs(2)))?;
    let mut answer = stream.try_clone()?;
    let mut request = String::new();
    BufReader::new(stream).read_line(&mut request)?;
    let path = request.split(' ').nth(1).unwrap_or_default();
    let slips = shared.slips();
    let (status, kind, body) = respond(path, &slips)?;
    write!(
        answer,
        "HTTP/1.1 {status}\r\ncontent-type: {kind}\r\ncontent-length: {}\r\ncache-control: no-store\r\n\
         content-security-policy: default-src 'none'; img-src 'self'; style-src 'unsafe-inline'\r\n\
         connection: close\r\n\r\n",
        body.len()
    )?;
    answer.write_all(&body)
}

fn respond(path: &str, slips: &[Slip]) -> io::Result<(&'static str, &'static str, Vec<u8>)> {
    let html = "text/html; charset=utf-8";
    if path == "/" {
        return Ok(("200 OK", html, overview(slips).into_bytes()));
    }
    if path == "/slips.json" {
        return Ok(("200 OK", "application/json", serde_json::to_vec(slips)?));
    }
    let index = path.strip_prefix('/').and_then(|rest| rest.strip_suffix(".png")).and_then(|index| index.parse().ok());
    let slip = index.and_then(|index: u32| slips.iter().find(|slip| slip.index == index));
    match slip {
        Some(slip) => {
            let mut body = Cursor::new(Vec::new());
            slip.sheet.picture().write_to(&mut body, ImageFormat::Png).map_err(io::Error::other)?;
            Ok(("200 OK", "image/png", body.into_inner()))
        }
        None => Ok(("404 Not Found", html, Vec::new())),
    }
}

fn overview(slips: &[Slip]) -> String {
    let newest = slips.last().and_then(|slip| slip.number.as_deref()).unwrap_or("SunHall");
    let mut page = format!(
        "<!doctype html><html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><meta http-equiv=\"refresh\" content=\"3\">\
         <title>{}</title><style>{STYLE}</style></head><body>",
        escape(newest)
    );
    for slip in slips.iter().rev().take(SHOWN) {
        let class = if slip.complete { "whole" } else { "torn" };
        let words = escape(&slip.lines.join(" "));
        // Writing into a string cannot fail.
        let _ = write!(page, "<img class=\"{class}\" src=\"/{}.png\" alt=\"{words}\">", slip.index);
    }
    page + "</body></html>"
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}
