//! A folder of files as one ZIP file, to be carried and brought back.

use std::io::{Cursor, Read, Write};

use anyhow::{Context, bail, ensure};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use crate::export::File;

/// Files in an archive, and bytes of one and of all of them once they are unpacked.
const FILES_MAX: usize = 5_000;
const FILE_BYTES_MAX: u64 = 16 << 20;
const BYTES_MAX: u64 = 96 << 20;

/// Packs the files in their order.
pub fn pack(files: &[File]) -> anyhow::Result<Vec<u8>> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated).unix_permissions(0o600);
    for file in files {
        writer.start_file(file.path.as_str(), options).with_context(|| file.path.clone())?;
        writer.write_all(&file.bytes).with_context(|| file.path.clone())?;
    }
    Ok(writer.finish().context("the archive")?.into_inner())
}

/// Unpacks the files of an archive; a folder round everything is taken away. Nothing that leads elsewhere or is too large comes in.
pub fn unpack(bytes: &[u8]) -> anyhow::Result<Vec<File>> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).context("this is no ZIP file")?;
    ensure!(archive.len() <= FILES_MAX, "more than {FILES_MAX} files");
    let mut files = Vec::new();
    let mut left = BYTES_MAX;
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).context("a file in the archive cannot be read")?;
        if entry.is_dir() || entry.name().contains("__MACOSX/") || entry.name().ends_with(".DS_Store") {
            continue;
        }
        let name = entry.name().replace('\\', "/");
        if entry.enclosed_name().is_none() || crate::export::inside(std::path::Path::new(""), &name).is_none() {
            bail!("{name:?} leads out of the folder");
        }
        // What an entry says of its size is not believed: reading stops at the limit.
        let limit = FILE_BYTES_MAX.min(left);
        let mut bytes = Vec::new();
        entry.by_ref().take(limit + 1).read_to_end(&mut bytes).with_context(|| name.clone())?;
        ensure!(bytes.len() as u64 <= limit, "{name} is too large");
        left -= bytes.len() as u64;
        files.push(File { path: name, bytes });
    }
    Ok(without_shared_folder(files))
}

fn without_shared_folder(mut files: Vec<File>) -> Vec<File> {
    let Some(folder) = files.first().and_then(|file| file.path.split_once('/')).map(|(folder, _)| format!("{folder}/")) else { return files };
    if files.iter().all(|file| file.path.starts_with(&folder)) {
        for file in &mut files {
            file.path.replace_range(..folder.len(), "");
        }
    }
    files
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str, text: &str) -> File {
        File { path: path.to_owned(), bytes: text.as_bytes().to_vec() }
    }

    #[test]
    fn what_was_packed_comes_out_again() {
        let files = vec![file("hall.toml", "id = \"x\""), file("notices/a.toml", "演示")];
        assert_eq!(unpack(&pack(&files).unwrap()).unwrap(), files);
        let inside = vec![file("hall-1/hall.toml", "a"), file("hall-1/portraits/1.png", "b")];
        assert_eq!(unpack(&pack(&inside).unwrap()).unwrap(), [file("hall.toml", "a"), file("portraits/1.png", "b")]);
    }

    #[test]
    fn strange_archives_are_refused() {
        for path in ["../x", "/x", "a/../../x"] {
            assert!(unpack(&pack(&[file("hall.toml", ""), file(path, "")]).unwrap()).is_err(), "{path}");
        }
        assert!(unpack(b"").is_err() && unpack(b"PK nonsense").is_err());
        let large = File { path: "large".into(), bytes: vec![0; FILE_BYTES_MAX as usize + 1] };
        assert!(unpack(&pack(&[large]).unwrap()).unwrap_err().to_string().contains("too large"));
        let mut torn = pack(&[file("hall.toml", &"x".repeat(5_000))]).unwrap();
        torn.truncate(60);
        assert!(unpack(&torn).is_err());
    }
}
