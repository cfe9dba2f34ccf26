//! What may be written on the hub's command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use sunhall_hall::access::DeviceClass;
use sunhall_hall::staff::Role;

/// The hub of a service hall: the one writer of its journal.
#[derive(Parser)]
#[command(name = "sunhall-hub", version)]
pub struct Arguments {
    #[command(subcommand)]
    pub verb: Verb,
    /// The data folder.
    #[arg(long, env = "SUNHALL_DATA", default_value = "sunhall-data", global = true)]
    pub data: PathBuf,
}

#[derive(Subcommand)]
pub enum Verb {
    /// Make a data folder with its configuration and an administrator.
    Init(Init),
    /// Run the hub until it is told to stop.
    Serve {
        /// Write the addresses to this file once everything runs.
        #[arg(long)]
        ready: Option<PathBuf>,
    },
    /// Let a device in: writes DEVICE.toml with its password.
    Enroll {
        /// Lower-case letters, digits and hyphens.
        device: String,
        #[arg(long, value_enum)]
        class: Class,
        /// The window of a call pad.
        #[arg(long)]
        window: Option<u16>,
        /// The file to write instead of DEVICE.toml in this folder.
        #[arg(long)]
        out: Option<PathBuf>,
    },
    /// Issue an API token; it is shown once.
    Token {
        name: String,
        #[arg(long, value_enum)]
        role: TokenRole,
        /// A window for which the token may give clerks' commands; may be repeated.
        #[arg(long = "window")]
        windows: Vec<u16>,
    },
    /// Read a folder of CSV and TOML files into the hall.
    Import { folder: PathBuf },
    /// Write the hall's settings into a new folder of CSV and TOML files, without passwords.
    Export { folder: PathBuf },
    /// Check chain, daily roots, texts, files and views; changes nothing.
    Verify,
    /// Write the views again from the log.
    RebuildViews,
}

#[derive(Args)]
pub struct Init {
    /// The hall's id: lower-case letters, digits and hyphens.
    #[arg(long, default_value = "hall", conflicts_with = "demo")]
    pub hall: String,
    /// Furnish a demo hall from this folder.
    #[arg(long)]
    pub demo: Option<PathBuf>,
    /// The moment at which a demo hall's clock starts, for instance 2026-11-23T10:14+08:00.
    #[arg(long, requires = "demo")]
    pub at: Option<String>,
    /// Address of the pages.
    #[arg(long, default_value = "127.0.0.1:8080")]
    pub http: String,
    /// Address of the broker.
    #[arg(long, default_value = "127.0.0.1:1883")]
    pub mqtt: String,
}

#[derive(Clone, Copy, ValueEnum)]
pub enum Class {
    Kiosk,
    PublicDisplay,
    StaffDisplay,
    CallPad,
}

impl From<Class> for DeviceClass {
    fn from(class: Class) -> Self {
        match class {
            Class::Kiosk => Self::Kiosk,
            Class::PublicDisplay => Self::PublicDisplay,
            Class::StaffDisplay => Self::StaffDisplay,
            Class::CallPad => Self::CallPad,
        }
    }
}

#[derive(Clone, Copy, ValueEnum)]
pub enum TokenRole {
    Clerk,
    Guide,
    Manager,
    Leader,
    Supervisor,
    Archivist,
    Administrator,
}

impl From<TokenRole> for Role {
    fn from(role: TokenRole) -> Self {
        match role {
            TokenRole::Clerk => Self::Clerk,
            TokenRole::Guide => Self::Guide,
            TokenRole::Manager => Self::Manager,
            TokenRole::Leader => Self::Leader,
            TokenRole::Supervisor => Self::Supervisor,
            TokenRole::Archivist => Self::Archivist,
            TokenRole::Administrator => Self::Administrator,
        }
    }
}
