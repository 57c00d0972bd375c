//! Containers as the tests make them, and what is read from them.

#![allow(dead_code, clippy::unwrap_used, reason = "tests: each uses some of it, and it must be there")]

use std::io::Write;

use nutgraf_core::Layout;
use nutgraf_read::{Error, Options, Record, bytes};

pub(crate) fn gzip(content: &[u8]) -> Vec<u8> {
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packer.write_all(content).unwrap();
    packer.finish().unwrap()
}

/// A record of a web archive.
pub(crate) fn warc(kind: &str, media: &str, url: &str, block: &[u8]) -> Vec<u8> {
    let head = format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2024-04-10T01:02:03Z\r\nWARC-Record-ID: <urn:uuid:0>\r\nContent-Type: {media}\r\nContent-Length: {}\r\n\r\n",
        block.len()
    );
    [head.as_bytes(), block, b"\r\n\r\n"].concat()
}

/// A record that holds what a server sent.
pub(crate) fn response(url: &str, head: &str, body: &[u8]) -> Vec<u8> {
    let block = [format!("HTTP/1.1 200 OK\r\n{head}\r\n\r\n").as_bytes(), body].concat();
    warc("response", "application/http; msgtype=response", url, &block)
}

/// A record that holds a small page.
pub(crate) fn page(url: &str, text: &str) -> Vec<u8> {
    let html = format!("<html><body><p>{text}</p>");
    response(url, "Content-Type: text/html; charset=utf-8", html.as_bytes())
}

fn tar_entry(name: &[u8], kind: u8, content: &[u8]) -> Vec<u8> {
    let mut head = [0_u8; 512];
    head[..name.len()].copy_from_slice(name);
    head[124..136].copy_from_slice(format!("{:011o}\0", content.len()).as_bytes());
    head[156] = kind;
    head[257..265].copy_from_slice(b"ustar\x0000");
    head[148..156].fill(b' ');
    let sum: u32 = head.iter().map(|&byte| u32::from(byte)).sum();
    head[148..156].copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
    let padding = content.len().next_multiple_of(512) - content.len();
    [head.as_slice(), content, &vec![0; padding]].concat()
}

/// A tar archive; long names as GNU's tar writes them.
pub(crate) fn tar(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = Vec::new();
    for (name, content) in files {
        if name.len() > 99 {
            archive.extend(tar_entry(b"././@LongLink", b'L', name.as_bytes()));
        }
        archive.extend(tar_entry(&name.as_bytes()[..name.len().min(99)], b'0', content));
    }
    archive.extend([0; 1024]);
    archive
}

pub(crate) fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut packed = Vec::new();
    let mut archive = rawzip::ZipArchiveWriter::new(&mut packed);
    for (name, content) in files {
        let new = archive.new_file(*name).compression_method(rawzip::CompressionMethod::DEFLATE);
        let (mut entry, config) = new.start().unwrap();
        let encoder = flate2::write::DeflateEncoder::new(&mut entry, flate2::Compression::default());
        let mut writer = config.wrap(encoder);
        writer.write_all(content).unwrap();
        let (encoder, descriptor) = writer.finish().unwrap();
        encoder.finish().unwrap();
        entry.finish(descriptor).unwrap();
    }
    archive.finish().unwrap();
    packed
}

/// Each record as its id, address and text; errors as their text behind `!`.
pub(crate) fn read(name: &str, content: &[u8], options: &Options) -> Vec<String> {
    bytes(name, content, options).map(|piece| show(piece.and_then(nutgraf_read::Piece::read))).collect()
}

/// As [`read`], with the usual options.
pub(crate) fn auto(name: &str, content: &[u8]) -> Vec<String> {
    read(name, content, &Options::default())
}

/// The layouts, where nothing is wrong.
pub(crate) fn layouts(name: &str, content: &[u8]) -> Vec<Layout> {
    let layout = |record| match record {
        Record::Layout(layout) => Some(layout),
        _ => None,
    };
    bytes(name, content, &Options::default())
        .map(|piece| layout(piece.unwrap().read().unwrap()).unwrap())
        .collect()
}

fn show(record: Result<Record, Error>) -> String {
    match record {
        Ok(Record::Layout(layout)) => {
            let url = layout.metadata.url.unwrap_or_default();
            [layout.id.as_str(), url.as_str(), layout.text.trim()].join(" ")
        }
        Ok(Record::Page(page)) => page.id,
        Err(error) => match std::error::Error::source(&error) {
            Some(cause) => format!("! {error}: {cause}"),
            None => format!("! {error}"),
        },
    }
}
