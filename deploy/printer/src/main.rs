//! Starts the paper emulator and prints the addresses it took.

use std::path::PathBuf;

use clap::Parser;
use sunhall_printer::{Paper, Setup};

/// An ESC/POS network printer without paper: shows and keeps what it prints.
#[derive(Parser)]
#[command(name = "sunhall-printer")]
struct Arguments {
    /// Port to print to; 0 takes any free one.
    #[arg(long, default_value_t = 0)]
    port: u16,
    /// Port for `ready`, `low`, `out`, `cover`, `jam [DOTS]`, `silent`, `status`, a line each.
    #[arg(long, default_value_t = 0)]
    control_port: u16,
    /// Port of the page that shows the slips.
    #[arg(long, default_value_t = 0)]
    page_port: u16,
    /// Folder for the slips as pictures, text and JSON.
    #[arg(long)]
    folder: Option<PathBuf>,
}

fn main() -> anyhow::Result<()> {
    let Arguments { port, control_port, page_port, folder } = Arguments::parse();
    let paper = Paper::start(Setup { port, control_port, page_port, folder })?;
    println!("printer tcp://{}", paper.addr());
    println!("control {}", paper.control_addr());
    println!("page http://{}/", paper.page_addr());
    loop {
        std::thread::park();
    }
}
